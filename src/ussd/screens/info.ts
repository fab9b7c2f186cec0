import { DateTime } from 'luxon';
import { listMeetings, type PublicMeeting } from '../../db/meetings.ts';
import {
  countProjectChecks,
  type ListedProject,
  listProjects,
  type PublicProject,
  readProject,
} from '../../db/projects.ts';
import { type ReleasedArea, readNewestReleasedArea, type ToldCount } from '../../db/released-areas.ts';
import { PROJECT_ANSWERS, type ProjectAnswer } from '../../db/schema.ts';
import { cutToUnits, screenBudget } from '../../encoding.ts';
import { toFives } from '../../figures/to-fives.ts';
import { startOfDay } from '../../grievances/local-day.ts';
import type { Locale } from '../../locales/index.ts';
import { showAmount } from '../../locales/show-amount.ts';
import { areasAround, areasInside } from '../../routing/areas-around.ts';
import type { Area } from '../../routing/programme.ts';
import type { Choice, Screen, ScreenName, View } from '../screen.ts';
import { meetingChoices } from './meetings.ts';
import { votesAt } from './votes.ts';

const OTHER_PLACE = 'other-place';

const MOST_MEETINGS = 3;
/** A ward of a county's list has some forty; the page of a place shows as many. */
const MOST_PROJECTS = 50;
/** Figures about fewer people than this could be read as figures about one of them. */
const FEWEST_COUNTED = 10;
/** How far back published figures are looked for. */
const MONTHS_BACK = 12;

/** What there is to know about a place. */
const infoScreen: Screen<{ readonly hasVotes: boolean }> = {
  name: 'info',
  load: async (db, view) => ({ hasVotes: (await votesAt(db, areaAt(view), view.now)).length > 0 }),
  show: (view) => {
    const { ussd } = view.voice.locale;
    return {
      text: ussd.info(areaName(view)),
      choices: [
        // First: it is there for some days only.
        ...(view.data?.hasVotes ? [{ value: 'vote-list', label: ussd.infoVotes }] : []),
        { value: 'info-meetings', label: ussd.infoMeetings },
        { value: 'info-projects', label: ussd.infoProjects },
        { value: 'info-figures', label: ussd.infoFigures },
        { value: OTHER_PLACE, label: ussd.otherPlace },
      ],
    };
  },
  choose: (view, value) => {
    if (value === OTHER_PLACE) return { to: { screen: 'info-place' } };
    const screen = ABOUT_A_PLACE.find((name) => name === value);
    return screen ? { to: { screen, cursor: areaAt(view).code } } : { again: 'choose' };
  },
};

const ABOUT_A_PLACE = [
  'vote-list',
  'info-meetings',
  'info-projects',
  'info-figures',
] as const satisfies readonly ScreenName[];

/** The next meetings: of the place, of the places in it and of those it lies in. */
const meetingsScreen: Screen<readonly PublicMeeting[]> = {
  name: 'info-meetings',
  load: (db, view) => {
    const area = areaAt(view);
    const areaIds = [...areasInside(area), ...areasAround(area)].map(({ id }) => id);
    return listMeetings(db, { areaIds, from: view.now, limit: MOST_MEETINGS });
  },
  show: ({ data = [], ...view }) => {
    const { locale, moment, name } = view.voice;
    const choices = meetingChoices(view);
    if (data.length === 0) return { ...onePlace(areaName(view), locale.ussd.noMeetings), choices };
    const lines = data.map((one) => locale.ussd.meeting(moment(one.starts_at), name(one.names), name(one.venues)));
    return { text: lines.join('\n'), choices, isLong: true };
  },
  choose: (view, value) =>
    value === 'meetings-tell'
      ? { to: { screen: 'meetings-tell', cursor: areaAt(view).code } }
      : { to: { screen: 'meeting-code' } },
};

/** Public projects of the place and in it, then those of the places it lies in. */
const projectsScreen: Screen<readonly ListedProject[]> = {
  name: 'info-projects',
  load: (db, view) => {
    const area = areaAt(view);
    const [inside, around] = [areasInside(area), areasAround(area)].map((areas) => areas.map(({ id }) => id));
    return listProjects(db, { inside: inside ?? [], around: around ?? [], limit: MOST_PROJECTS });
  },
  show: ({ data = [], ...view }) => {
    const { ussd } = view.voice.locale;
    if (data.length === 0) return onePlace(areaName(view), ussd.noProjects);
    return { text: ussd.projects(areaName(view)), choices: data.map((project) => asChoice(view, project)) };
  },
  choose: (view, value) => ({ to: { screen: 'info-project', cursor: value }, draft: { area: areaAt(view).code } }),
};

/** A name as long as fits several times on a screen; the whole of it comes when it is chosen. */
function asChoice({ voice }: Pick<View, 'voice'>, { code, names }: ListedProject): Choice {
  const name = voice.name(names);
  return { value: code, label: cutToUnits(name, Math.floor(screenBudget(name).limit / 4)) };
}

/** What the public list says of a project, and what she sees herself. */
const projectScreen: Screen<PublicProject | undefined> = {
  name: 'info-project',
  load: (db, { programme, cursor }) => readProject(db, programme.id, cursor ?? ''),
  show: ({ data: project, ...view }) => {
    const { locale } = view.voice;
    if (!project) return onePlace(areaName(view), locale.ussd.noProjects);
    const name = view.voice.name(project.names);
    const state = `${locale.projectStates[project.state]} (${monthOf(project.as_of)})`;
    const text = (shown: string) =>
      `${locale.ussd.project(shown, amountOf(view, project), state)}\n${locale.ussd.projectAsk}`;
    const labels = answerLabels(view);
    const choices = PROJECT_ANSWERS.map((answer) => ({ value: answer, label: labels[answer] }));
    // The name is that of a public list, as long as somebody wrote it.
    return { text: text(name), elastic: { name, text }, choices, isLong: true };
  },
  choose: ({ cursor = '' }, value) => {
    const answer = PROJECT_ANSWERS.find((known) => known === value);
    if (!answer) return { again: 'choose' };
    return {
      to: { screen: 'info-checked', cursor },
      effects: [{ type: 'check-project', project: cursor, answer }],
    };
  },
};

/** `2022-09-28` is `9/2022`: how old the public list is, in the few letters there is room for. */
function monthOf(day: string): string {
  const [year, month] = day.split('-');
  return `${Number(month)}/${year}`;
}

function amountOf({ voice }: Pick<View, 'voice'>, { amount, currency }: PublicProject): string {
  return amount === null || currency === null ? '' : showAmount(voice.language, Number(amount), currency);
}

function answerLabels({ voice }: Pick<View, 'voice'>): Readonly<Record<ProjectAnswer, string>> {
  const { ussd } = voice.locale;
  return { done: ussd.projectDone, started: ussd.projectStarted, nothing: ussd.projectNothing };
}

/**
 * Her answer is kept; what others found up to yesterday, once they are enough, and only after she has said what she found herself: who
 * looks again on the same day sees nobody's answer come in.
 */
const checkedScreen: Screen<Readonly<Record<ProjectAnswer, number>>> = {
  name: 'info-checked',
  load: (db, { programme, cursor, now }) =>
    countProjectChecks(db, programme.id, cursor ?? '', startOfDay(now, programme.calendar.timeZone)),
  show: ({ data, ...view }) => {
    const { ussd } = view.voice.locale;
    const counts = PROJECT_ANSWERS.map((answer) => [answerLabels(view)[answer], data?.[answer] ?? 0] as const);
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    const choices = [{ value: 'info-projects', label: ussd.infoProjects }];
    if (total < FEWEST_COUNTED) return { text: ussd.projectChecked, choices };
    const said = counts.map(([label, count]) => `${label}: ${toFives(count)}`).join(', ');
    // In Bangla the thanks fill the first page, and the counts come on the second.
    return { text: `${ussd.projectChecked}\n${said}`, choices, isLong: true };
  },
  choose: ({ draft }) => ({
    to: draft.area === undefined ? { screen: 'info-place' } : { screen: 'info-projects', cursor: draft.area },
  }),
};

/**
 * How fast offices answered here: what was published of the place in the newest month in which it, or a place around it, was told of.
 * Nothing is counted for it: who looks again, or compares it with the open data, learns no more than was published.
 */
const figuresScreen: Screen<ReleasedArea | null> = {
  name: 'info-figures',
  load: async (db, view) => {
    const area = areaAt(view);
    const areaIds = [area, ...areasAround(area)].map(({ id }) => id);
    const today = DateTime.fromJSDate(view.now, { zone: view.programme.calendar.timeZone });
    const since = today.startOf('month').minus({ months: MONTHS_BACK }).toFormat('yyyy-MM-dd');
    return (await readNewestReleasedArea(db, { areaIds, since })) ?? null;
  },
  show: ({ data: released, ...view }) => {
    const { locale, name } = view.voice;
    const area = view.programme.byId.areas.get(released?.areaId ?? '');
    if (!released || !area) return onePlace(areaName(view), locale.ussd.figuresFew);
    // In Bangla it is more than a page.
    return { ...onePlace(name(area.names), (shown) => figuresText(locale, shown, released)), isLong: true };
  },
};

const DAY_HOURS = 24;

function figuresText({ ussd, months, duration }: Locale, area: string, released: ReleasedArea): string {
  const { received, answered, late, medianHours } = released;
  const [year = '', month = ''] = released.month.split('-');
  const lines = [ussd.figures(area, `${months[Number(month) - 1] ?? ''} ${year}`, String(received))];
  const add = (count: ToldCount, say: (count: string) => string, sayOther: (count: string) => string) => {
    if (count === null) return;
    // All but for fewer than ten: it is said of what the fewer than ten are.
    if (count === 'most') lines.push(sayOther(ussd.figuresUnderTen));
    else lines.push(say(count === 'few' ? ussd.figuresUnderTen : String(count)));
  };
  add(answered, ussd.figuresAnswered, ussd.figuresUnanswered);
  add(late, ussd.figuresLate, ussd.figuresInTime);
  // "Within" is a promise: where days are said they are rounded up.
  const isDays = medianHours !== null && medianHours >= 2 * DAY_HOURS;
  const hours = isDays ? Math.ceil(medianHours / DAY_HOURS) * DAY_HOURS : medianHours;
  if (hours !== null) lines.push(ussd.figuresMedian(duration(hours)));
  return lines.join('\n');
}

export const INFO_SCREENS: readonly Screen[] = [
  infoScreen as Screen,
  meetingsScreen as Screen,
  projectsScreen as Screen,
  projectScreen as Screen,
  checkedScreen as Screen,
  figuresScreen as Screen,
];

/** One short text about a place whose name gives way where there is no room. */
function onePlace(name: string, text: (shown: string) => string) {
  return { text: text(name), elastic: { name, text } };
}

function areaAt({ programme, cursor }: Pick<View, 'programme' | 'cursor'>): Area {
  return programme.areas.get(cursor ?? '') ?? programme.root;
}

function areaName(view: Pick<View, 'programme' | 'cursor' | 'voice'>): string {
  return view.voice.name(areaAt(view).names);
}
