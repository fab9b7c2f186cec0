import { type JoinableReport, listJoinable } from '../../db/joins.ts';
import { saysSomething } from '../../grievances/says-something.ts';
import { nextRung } from '../../routing/ladder.ts';
import type { Category, Office } from '../../routing/programme.ts';
import { chooseOffice } from '../../routing/route.ts';
import type { Choice, Content, Draft, Screen, View } from '../screen.ts';
import { hasAgreed } from './consent.ts';
import { streamOf } from './sealed.ts';

const OTHER_PLACE = 'other-place';

/**
 * What happened, in her own words; or "me too" with one key, where others have reported the same kind of problem there.
 * A returning caller sees here which place is meant, and can change it.
 */
export const reportDescriptionScreen: Screen<readonly JoinableReport[]> = {
  name: 'report-description',
  load: async (db, view) => {
    const area = view.programme.areas.get(view.draft.area ?? '');
    const category = categoryOf(view);
    // Whoever joins is told the end: that needs the number she has just held back.
    if (!area || !category?.isJoinable || view.draft.isAnonymous) return [];
    return listJoinable(db, { areaId: area.id, categoryIds: alike(category), citizenId: view.citizenId });
  },
  show: (view) => {
    const { ussd } = view.voice.locale;
    if (streamOf(view) !== 'ordinary') return { text: ussd.descriptionSealed };
    const area = view.programme.areas.get(view.draft.area ?? '');
    const isLast = area !== undefined && area.code === view.lastArea;
    const name = area ? view.voice.name(area.names) : '';
    const joins = asJoins(view, view.data ?? []);
    const choices = [...joins, ...(isLast ? [{ value: OTHER_PLACE, label: ussd.optionPlace }] : [])];
    const text = joins.length > 0 ? ussd.descriptionOrJoin : isLast ? ussd.descriptionAt(name) : ussd.description;
    return choices.length > 0 ? { text, choices } : { text };
  },
  choose: (_view, value) =>
    value === OTHER_PLACE
      ? { to: { screen: 'report-place' } }
      : {
          to: { screen: 'report-joined' },
          effects: [{ type: 'join-grievance', reference: value }],
        },
  type: (view, text) => {
    if (!saysSomething(text)) return { again: 'short' };
    const screen = streamOf(view) === 'ordinary' ? 'report-confirm' : 'sealed-contact';
    return { to: { screen }, draft: { text } };
  },
};

/** The last look before anything is sent; the way back leads to her words. */
export const reportConfirmScreen: Screen = {
  name: 'report-confirm',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const category = categoryOf(view);
    const area = view.programme.areas.get(view.draft.area ?? '');
    const name = category ? view.voice.name(category.names) : '';
    const text = (shown: string) =>
      [ussd.confirm(shown, area ? view.voice.name(area.names) : ''), ...said(view)].join('\n');
    return {
      text: text(name),
      elastic: { name, text },
      choices: [
        { value: 'send', label: ussd.confirmSend },
        { value: 'more', label: ussd.confirmMore },
        { value: 'cancel', label: ussd.cancel },
      ],
    };
  },
  choose: (_view, value) => {
    if (value === 'send') {
      return { to: { screen: 'report-receipt' }, isDone: true, effects: [{ type: 'file-grievance' }] };
    }
    return value === 'more'
      ? { to: { screen: 'report-options' } }
      : { to: { screen: 'report-cancelled' }, isDone: true };
  },
};

/** What was chosen besides, in one line. */
function said(view: View): string[] {
  const { draft, voice } = view;
  const { ussd } = voice.locale;
  const isSealed = streamOf(view) !== 'ordinary';
  const chosen = [
    ...(draft.isAboutOffice && !isSealed ? [ussd.chosenAboutOffice] : []),
    ...(draft.isForOther ? [ussd.chosenForOther] : []),
    // Her number stays with a sealed report for the neutral words she allowed.
    ...(draft.isAnonymous && !(isSealed && draft.isTexted) ? [ussd.chosenAnonymous] : []),
    ...(draft.isTexted ? [isSealed ? ussd.chosenTextMe : ussd.chosenAnswer] : []),
  ];
  return chosen.length > 0 ? [chosen.join(', ')] : [];
}

/** What an option does to the draft; chosen again it is taken back. */
const OPTIONS: Readonly<Record<string, (draft: Draft) => Partial<Draft>>> = {
  'about-office': ({ isAboutOffice }) => ({ isAboutOffice: !isAboutOffice }),
  'for-other': ({ isForOther }) => ({ isForOther: !isForOther }),
  anonymous: ({ isAnonymous }) => ({ isAnonymous: !isAnonymous, isTexted: false }),
  'text-me': ({ isTexted }) => ({ isTexted: !isTexted }),
};

/** A report about the office itself, for somebody else, without a number: each leads back to the last look. */
export const reportOptionsScreen: Screen = {
  name: 'report-options',
  show: (view) => ({ text: view.voice.locale.ussd.options, choices: optionsOf(view) }),
  choose: (view, value) => {
    if (value === 'place') return { to: { screen: 'report-place' } };
    const change = OPTIONS[value];
    return change ? { to: { screen: 'report-confirm' }, draft: change(view.draft) } : { again: 'choose' };
  },
};

function optionsOf(view: View): Choice[] {
  const { draft, programme, voice } = view;
  const { ussd } = voice.locale;
  const isOrdinary = streamOf(view) === 'ordinary';
  const office = isOrdinary ? officeOf(view) : null;
  const option = (value: string, label: string, isChosen = false): Choice => ({
    value,
    label: isChosen ? `${label}: ${ussd.yes}` : label,
  });
  // Who never agreed to the notice has only the choice of being written to.
  const mayBeNamed = !draft.isAnonymous || hasAgreed(programme, view);
  const about = office && nextRung(office) ? ussd.optionAboutOffice(voice.name(office.names)) : null;
  return [
    ...(about === null ? [] : [option('about-office', about, draft.isAboutOffice)]),
    option('for-other', ussd.optionForOther, draft.isForOther),
    ...(mayBeNamed ? [option('anonymous', ussd.optionAnonymous, draft.isAnonymous)] : []),
    ...(isOrdinary && draft.isAnonymous ? [option('text-me', ussd.optionTextMe, draft.isTexted)] : []),
    option('place', ussd.optionPlace),
  ];
}

/** Reference, office and due date: what makes the promise one that can be kept to. Once, a question about her follows. */
export const reportReceiptScreen: Screen = {
  name: 'report-receipt',
  show: (view) => {
    if (view.draft.receipt?.asksGroups !== true) return { ...receipt(view), isEnd: true };
    return { ...receipt(view), choices: [{ value: 'groups', label: view.voice.locale.ussd.aboutYou }], isLast: true };
  },
  choose: () => ({ to: { screen: 'groups' }, isDone: true }),
};

/** She chose not to send. */
export const reportCancelledScreen: Screen = {
  name: 'report-cancelled',
  show: ({ voice }) => ({ text: voice.locale.ussd.cancelled, isEnd: true }),
};

/** "Me too": whose report it is now as well, and until when. */
export const reportJoinedScreen: Screen = {
  name: 'report-joined',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const { receipt: joined } = view.draft;
    if (!joined) return { text: ussd.over, isEnd: true };
    return { ...withOffice(view, joined, ussd.joined, ussd.joinedTriage), isEnd: true };
  },
};

function receipt(view: View): Content {
  const { ussd } = view.voice.locale;
  const { receipt: filed } = view.draft;
  if (!filed) return { text: ussd.over };
  if (filed.stream !== 'ordinary') return { text: ussd.filedSealed(filed.reference, filed.pin ?? '') };
  if (filed.pin !== undefined) return { text: ussd.filedAnonymous(filed.reference, filed.pin) };
  return withOffice(view, filed, ussd.filed, ussd.filedTriage);
}

function withOffice(
  { programme, voice }: View,
  filed: NonNullable<Draft['receipt']>,
  whole: (reference: string, office: string, due: string) => string,
  triage: (reference: string) => string,
): Content {
  const office = programme.offices.get(filed.office ?? '');
  if (!office || filed.due === null) return { text: triage(filed.reference) };
  const name = voice.name(office.names);
  const due = voice.moment(new Date(filed.due));
  const text = (shown: string) => whole(filed.reference, shown, due);
  return { text: text(name), elastic: { name, text } };
}

/** The reports of others, each with its day; with the hour too where two would look the same. */
function asJoins({ programme, voice }: View, reports: readonly JoinableReport[]): Choice[] {
  const label = (report: JoinableReport, when: string) => {
    const category = programme.byId.categories.get(report.category_id);
    return voice.locale.ussd.joinItem(category ? voice.name(category.names) : '', when, report.joiners + 1);
  };
  const byDay = reports.map((report) => label(report, voice.day(report.filed_at)));
  const isAlone = (text: string) => byDay.filter((other) => other === text).length === 1;
  return reports.map((report, index) => {
    const short = byDay[index] ?? '';
    return { value: report.reference, label: isAlone(short) ? short : label(report, voice.moment(report.filed_at)) };
  });
}

/** Row ids of the categories whose reports are the same kind of problem: those under one heading that may be joined. */
function alike(category: Category): string[] {
  const top = category.parent ?? category;
  return [top, ...top.children].filter(({ isJoinable }) => isJoinable).map(({ id }) => id);
}

function categoryOf({ programme, draft }: View): Category | undefined {
  return programme.categories.get(draft.category ?? '');
}

function officeOf(view: View): Office | null {
  const category = categoryOf(view);
  const area = view.programme.areas.get(view.draft.area ?? '');
  return category && area ? chooseOffice(view.programme, category, area) : null;
}
