import type { Deed } from '../db/desk-reports.ts';
import { VERBS } from '../desk/act.ts';
import { deedWords, didWords, nextWords, type Speaking, whatOf } from '../desk/words.ts';
import { type Desk, deskOf } from '../locales/desk/index.ts';
import type { WorkItem } from '../locales/desk/work-item.ts';
import type { Programme } from '../routing/programme.ts';
import { WHAT_UNITS } from '../scorecards/remind-action.ts';
import { listWords } from '../sms/desk/say-list.ts';
import { reportWords } from '../sms/desk/say-report.ts';
import { dueReports, PERSON } from './desk-samples.ts';
import { DIGITS, REFERENCE } from './sample.ts';
import { type Declared, NAMED } from './sms-templates.ts';
import { type SmsValues, smsValuesOf } from './sms-values.ts';
import { longestText, type Worst } from './worst.ts';

const ONE: Declared = { gsm7: 1, ucs2: 1 };
const SHORT: Declared = { gsm7: 1, ucs2: 2 };
/** As `say-list.ts` and `say-report.ts` cut them. */
const LIST: Declared = { gsm7: 2, ucs2: 2 };
const WORDS: Declared = { gsm7: 3, ucs2: 3 };

/** As long as the address of a gateway commonly is. */
const ADDRESS = 'https://majibu.kenya-coast.example.org/console';
const MANY = 999;

/** Everything an SMS to an official may be given, each at its longest. */
interface DeskValues extends SmsValues {
  readonly worst: Worst;
  readonly speaking: Speaking;
  readonly item: WorkItem;
  /** What was done, by whom, and when. */
  readonly deed: [did: string, who: string, when: string];
  readonly what: string;
}

interface DeskSms {
  readonly declared: Declared;
  readonly say: (desk: Desk, values: DeskValues) => string;
}

/** What stands in other texts, or on the screens of USSD. */
type Part =
  | (
      | 'keywords'
      | 'state'
      | 'did'
      | 'you'
      | 'citizen'
      | 'lateDays'
      | 'lateSince'
      | 'today'
      | 'tomorrow'
      | 'more'
      | 'later'
    )
  | ('answerBy' | 'fixBy' | 'waitsUntil' | 'citizenAsked' | 'nowWith' | 'nowTriage' | 'mend' | 'prompts')
  | ('menu' | 'list' | 'choices' | 'looks' | 'done' | 'next' | 'notYours');

/** What officials send, answered. */
const WORK: Readonly<Record<Exclude<keyof Desk['work'], Part>, DeskSms>> = {
  help: { declared: NAMED, say: ({ work }, v) => work.help(v.code) },
  stopped: { declared: ONE, say: ({ work }) => work.stopped },
  nothingDue: { declared: ONE, say: ({ work }) => work.nothingDue },
  nothingLate: { declared: ONE, say: ({ work }) => work.nothingLate },
  item: { declared: LIST, say: (_desk, v) => listWords(v.speaking, dueReports(v.worst).slice(0, 3), MANY) },
  report: {
    declared: WORDS,
    say: (_desk, { speaking, worst }) => {
      const long = { text: 'x '.repeat(300), last_words: 'y '.repeat(300) };
      return longestText(
        dueReports(worst)
          .slice(0, 2)
          .map((report) => reportWords(speaking, { ...report, ...long })),
        worst.voice,
      );
    },
  },
  echo: { declared: NAMED, say: (_desk, v) => longestText(echoes(v), v.worst.voice) },
  unknown: { declared: SHORT, say: ({ work }) => work.unknown(REFERENCE) },
  needsNumber: { declared: ONE, say: ({ work }, v) => work.needsNumber(longestWord(work, v)) },
  needsWord: { declared: SHORT, say: ({ work }) => work.needsWord(DIGITS) },
  needsWords: {
    declared: ONE,
    say: ({ work }, { worst }) =>
      longestText(
        texts(work.prompts, (prompt) => work.needsWords(REFERENCE, prompt)),
        worst.voice,
      ),
  },
  tooLong: { declared: ONE, say: ({ work }) => work.tooLong },
  already: { declared: NAMED, say: ({ work }, v) => work.already(REFERENCE, ...v.deed) },
  overtaken: { declared: NAMED, say: ({ work }, v) => work.overtaken(REFERENCE, ...v.deed) },
  impossible: {
    declared: SHORT,
    say: ({ work }, { worst }) =>
      longestText(
        texts(work.state, (state) => work.impossible(REFERENCE, state)),
        worst.voice,
      ),
  },
  objected: { declared: ONE, say: ({ work }) => work.objected(REFERENCE) },
  unreachable: { declared: ONE, say: ({ work }) => work.unreachable(REFERENCE) },
  nobodyElse: { declared: ONE, say: ({ work }) => work.nobodyElse(REFERENCE) },
};

/** What they are told of our own accord. */
const TIME: Readonly<Record<keyof Desk['time'], DeskSms>> = {
  reminder: { declared: SHORT, say: ({ time }, { item }) => time.reminder(item) },
  answered: { declared: SHORT, say: ({ time }, { item }) => time.answered(item) },
  objected: { declared: SHORT, say: ({ time }, { item }) => time.objected(item) },
  waitedEnough: { declared: SHORT, say: ({ time }, { item }) => time.waitedEnough(item) },
  lastRung: { declared: NAMED, say: ({ time }, v) => time.lastRung(REFERENCE, v.office) },
  sealedWaits: { declared: ONE, say: ({ time }) => time.sealedWaits },
  digest: { declared: ONE, say: ({ time }) => time.digest(MANY, MANY, MANY) },
  week: { declared: SHORT, say: ({ time }) => time.week(MANY, MANY, MANY) },
  actionDue: {
    declared: NAMED,
    say: ({ time }, v) => time.actionDue(v.unit, 'y '.repeat(WHAT_UNITS / 2), v.worst.voice.date(v.worst.moment)),
  },
  actionOverdue: {
    declared: NAMED,
    say: ({ time }, v) => time.actionOverdue(v.office, 'y '.repeat(WHAT_UNITS / 2), v.worst.voice.date(v.worst.moment)),
  },
  weekWorst: {
    declared: NAMED,
    say: ({ time }, v) => [time.week(MANY, MANY, MANY), time.weekWorst(v.office, MANY)].join(' '),
  },
};

const PAGES: Readonly<Record<keyof Desk['pages'], DeskSms>> = {
  called: { declared: SHORT, say: ({ pages }) => pages.called(ADDRESS) },
  nobodyOpened: { declared: NAMED, say: ({ pages }) => pages.nobodyOpened(ADDRESS) },
};

/** As long as figures and limits become. */
const FIGURE = '1,234.5';

/** What people who watch offices are told of their limits. */
const WATCH: Readonly<Record<Exclude<keyof Desk['watch'], 'what'>, DeskSms>> = {
  passed: { declared: NAMED, say: ({ watch }, v) => watch.passed(v.office, longestMeasure(watch, v), FIGURE) },
  back: { declared: NAMED, say: ({ watch }, v) => watch.back(v.office, longestMeasure(watch, v), FIGURE) },
  several: { declared: SHORT, say: ({ watch }) => watch.several(MANY, MANY) },
};

/** One SMS to an official with its longest values, and what it may be paid as. */
export interface MeasuredDesk {
  /** `desk.` and where its words stand. */
  readonly name: string;
  readonly text: string;
  readonly declared: Declared;
}

/** Every SMS to officials in one language. A text that is new there does not compile until it stands here. */
export function deskSms(programme: Programme, worst: Worst): MeasuredDesk[] {
  const { voice, moment: now, office } = worst;
  const desk = deskOf(voice.language);
  const speaking: Speaking = { programme, work: desk.work, voice, now };
  const values = smsValuesOf(programme, worst);
  const deed: Deed = {
    type: 'resolved',
    actor_kind: 'official',
    actor_id: 'y',
    office_id: office.id,
    at: now,
    actor_name: PERSON,
  };
  const given: DeskValues = {
    ...values,
    worst,
    speaking,
    item: { reference: REFERENCE, category: values.category, due: values.due },
    deed: deedWords(speaking, deed, { id: 'x' }),
    what: whatOf(speaking, { category_id: worst.category.id, area_id: worst.area.id }),
  };
  return Object.entries({ work: WORK, time: TIME, pages: PAGES, watch: WATCH }).flatMap(([section, all]) =>
    Object.entries(all).map(([name, { declared, say }]) => ({
      name: `desk.${section}.${name}`,
      text: say(desk, given),
      declared,
    })),
  );
}

/** The echo of each verb, with what follows. */
function echoes({ speaking, what, office, worst }: DeskValues): string[] {
  const { work } = speaking;
  const next = { isAnswered: true, until: worst.moment, officeId: worst.office.id };
  return VERBS.map((verb) => {
    const mend = verb === 'resolve' ? ` ${work.mend(work.keywords.reopen[0] ?? '', DIGITS)}` : '';
    const echo = work.echo(REFERENCE, what, didWords(speaking, verb));
    return `${echo} ${nextWords(speaking, { ...next, verb }, office)}${mend}`;
  });
}

function longestMeasure({ what }: Desk['watch'], { worst }: DeskValues): string {
  return longestText(
    Object.values(what).map((say) => say(FIGURE)),
    worst.voice,
  );
}

function texts(of: Readonly<Record<string, string>>, say: (text: string) => string): string[] {
  return Object.values(of).map(say);
}

function longestWord({ keywords }: Desk['work'], { worst }: DeskValues): string {
  return longestText(
    Object.values(keywords).map(([first = '']) => first),
    worst.voice,
  );
}
