import { countSegments, type Encoding, foldForAir, measure } from '../encoding.ts';
import { placeLabel } from '../grievances/texts.ts';
import { type Locale, localeOf } from '../locales/index.ts';
import type { Language, Names, Programme } from '../routing/programme.ts';
import { longestFew, longestStatus, type Worst, worstOf } from './worst.ts';

/** The most SMS a text may be paid as, in the GSM alphabet and in UCS-2. */
export type Declared = Readonly<Record<Encoding, number>>;

const ONE: Declared = { gsm7: 1, ucs2: 1 };
/** No name in it but short ones. */
const SHORT: Declared = { gsm7: 1, ucs2: 2 };
/** Names an office, a title, or a category and a place. */
const NAMED: Declared = { gsm7: 2, ucs2: 3 };
/** A numbered list of up to nine names: dear in Bangla, and still less than asking nine times. */
const LISTED: Declared = { gsm7: 3, ucs2: 5 };
/** The whole notice, sent to whoever asks for it. */
const LONG: Declared = { gsm7: 2, ucs2: 4 };

/** Everything a text may be given. */
interface Values {
  readonly reference: string;
  readonly pin: string;
  readonly code: string;
  readonly office: string;
  readonly due: string;
  readonly category: string;
  readonly status: string;
  readonly area: string;
  readonly level: string;
  readonly unit: string;
  readonly title: string;
  readonly operator: string;
  readonly categories: string;
  readonly places: string;
  readonly units: string;
  readonly reports: string;
  readonly languages: string;
}

interface Template {
  readonly declared: Declared;
  /** What an official writes comes on top, and is paid on top. */
  readonly hasWords?: boolean;
  readonly say: (sms: Locale['sms'], values: Values) => string;
}

/** Every SMS with what it may cost. A text that is new in `en.ts` does not compile until it stands here. */
export const SMS_TEMPLATES: Readonly<Record<keyof Locale['sms'], Template>> = {
  receipt: { declared: NAMED, say: (sms, v) => sms.receipt(v.reference, v.office, v.due, v.code) },
  receiptTriage: { declared: SHORT, say: (sms, v) => sms.receiptTriage(v.reference, v.code) },
  acknowledged: { declared: NAMED, say: (sms, v) => sms.acknowledged(v.reference, v.office, v.due) },
  reply: { declared: SHORT, hasWords: true, say: (sms, v) => sms.reply(v.reference, v.office, '') },
  transferred: { declared: NAMED, say: (sms, v) => sms.transferred(v.reference, v.office, v.due) },
  escalated: { declared: NAMED, say: (sms, v) => sms.escalated(v.reference, v.office, v.due) },
  askOutcome: { declared: SHORT, hasWords: true, say: (sms, v) => sms.askOutcome(v.reference, v.office, '') },
  rejected: { declared: SHORT, hasWords: true, say: (sms, v) => sms.rejected(v.reference, v.office, '') },
  reopened: { declared: NAMED, say: (sms, v) => sms.reopened(v.reference, v.office, v.due) },
  askWhy: { declared: ONE, say: (sms) => sms.askWhy },
  confirmed: { declared: ONE, say: (sms, v) => sms.confirmed(v.reference) },
  joined: { declared: SHORT, say: (sms, v) => sms.joined(v.reference, v.office) },
  status: { declared: SHORT, say: (sms, v) => sms.status(v.reference, v.category, v.status) },
  statusOffice: { declared: SHORT, say: (sms, v) => sms.statusOffice(v.office, v.due) },
  noReports: { declared: SHORT, say: (sms, v) => sms.noReports(v.code) },
  notice: { declared: SHORT, say: (sms, v) => sms.notice(v.operator) },
  aboutData: { declared: LONG, say: (sms, v) => sms.aboutData(v.operator) },
  draftSend: { declared: SHORT, say: (sms, v) => sms.draftSend(v.category, v.area) },
  draftTell: { declared: NAMED, say: (sms, v) => sms.draftTell(v.category, v.area) },
  dropped: { declared: ONE, say: (sms) => sms.dropped },
  joinReceipt: { declared: NAMED, say: (sms, v) => sms.joinReceipt(v.reference, v.office, v.due) },
  joinReceiptTriage: { declared: SHORT, say: (sms, v) => sms.joinReceiptTriage(v.reference) },
  joinResolved: { declared: NAMED, say: (sms, v) => sms.joinResolved(v.reference, v.office) },
  joinRejected: { declared: SHORT, say: (sms, v) => sms.joinRejected(v.reference, v.office) },
  askWhichReport: { declared: NAMED, say: (sms, v) => sms.askWhichReport(v.reports) },
  newReport: { declared: ONE, say: (sms) => sms.newReport },
  unknownReference: { declared: SHORT, say: (sms) => sms.unknownReference },
  wrongReference: { declared: SHORT, say: (sms) => sms.wrongReference },
  askText: { declared: ONE, say: (sms) => sms.askText },
  askCategory: { declared: LISTED, say: (sms, v) => sms.askCategory(v.categories) },
  askPlace: { declared: ONE, say: (sms, v) => sms.askPlace(v.level) },
  askSamePlace: { declared: SHORT, say: (sms, v) => sms.askSamePlace(v.area, v.level) },
  askWhichPlace: { declared: LISTED, say: (sms, v) => sms.askWhichPlace(v.places) },
  askUnit: { declared: LISTED, say: (sms, v) => sms.askUnit(v.units) },
  askUnitPlace: { declared: SHORT, say: (sms, v) => sms.askUnitPlace(v.level) },
  askScore: { declared: SHORT, say: (sms, v) => sms.askScore(v.unit) },
  noPlace: { declared: ONE, say: (sms) => sms.noPlace },
  notANumber: { declared: ONE, say: (sms) => sms.notANumber },
  notUnderstood: { declared: SHORT, say: (sms, v) => sms.notUnderstood(v.code) },
  rated: { declared: SHORT, say: (sms, v) => sms.rated(v.unit, 4) },
  sealed: { declared: ONE, say: (sms, v) => sms.sealed(v.reference, v.pin) },
  mayWeWrite: { declared: ONE, say: (sms) => sms.mayWeWrite },
  weMayWrite: { declared: ONE, say: (sms) => sms.weMayWrite },
  news: { declared: ONE, say: (sms, v) => sms.news(v.reference, v.code) },
  help: { declared: { gsm7: 1, ucs2: 3 }, say: (sms, v) => sms.help(v.title, v.code) },
  stopped: { declared: SHORT, say: (sms, v) => sms.stopped(v.code) },
  started: { declared: ONE, say: (sms) => sms.started },
  languageSet: { declared: ONE, say: (sms) => sms.languageSet },
  languageHint: { declared: ONE, say: (sms) => sms.languageHint },
  askLanguage: { declared: SHORT, say: (sms, v) => sms.askLanguage(v.languages) },
};

/** What one SMS costs in one language of a programme, with its longest real values. */
export interface SmsCost {
  readonly template: keyof Locale['sms'];
  readonly language: Language;
  readonly encoding: Encoding;
  /** Septets or UTF-16 units. */
  readonly units: number;
  readonly segments: number;
  readonly declared: number;
  readonly hasWords: boolean;
}

/** Every SMS of a programme in one of its languages. */
export function measureSms(programme: Programme, language: Language): SmsCost[] {
  const { sms } = localeOf(language);
  const values = valuesOf(programme, worstOf(programme, language));
  return (Object.keys(SMS_TEMPLATES) as (keyof Locale['sms'])[]).map((template) => {
    const { declared, hasWords = false, say } = SMS_TEMPLATES[template];
    const text = foldForAir(say(sms, values));
    const { encoding, units } = measure(text);
    const segments = countSegments(text);
    return { template, language, encoding, units, segments, declared: declared[encoding], hasWords };
  });
}

/** An ordinary case as it mostly goes: what its reporter is sent from receipt to end. */
const CASE = [
  'receipt',
  'acknowledged',
  'reply',
  'askOutcome',
  'confirmed',
] as const satisfies readonly (keyof Locale['sms'])[];

/** SMS that an ordinary case is paid as, without what officials write. */
export function costOfCase(costs: readonly SmsCost[]): number {
  const segments = (template: string) => costs.find((cost) => cost.template === template)?.segments ?? 0;
  return CASE.reduce((sum, template) => sum + segments(template), 0);
}

const LIST_ENTRIES = 8;

function valuesOf(programme: Programme, worst: Worst): Values {
  const { voice } = worst;
  const name = (named: { readonly names: Names } | null) => (named ? voice.name(named.names) : '');
  const places = longestFew(programme.areas.values(), voice, LIST_ENTRIES).map((area) =>
    placeLabel(programme, voice, area),
  );
  const category = name(worst.category);
  return {
    reference: '4821 7739',
    pin: '5507',
    code: programme.ussdCode,
    office: name(worst.office),
    due: voice.moment(worst.moment),
    category,
    status: longestStatus(voice.language),
    area: name(worst.area),
    level: levelName(programme, worst),
    unit: name(worst.unit),
    title: voice.name(programme.titles),
    operator: voice.name(programme.operators),
    categories: numbered(programme.topCategories.map(({ names }) => voice.name(names))),
    places: numbered(places),
    units: numbered(longestFew(programme.units.values(), voice, LIST_ENTRIES).map(name)),
    reports: numbered([...[1, 2, 3].map(() => `4821 7739 ${category}`), voice.locale.sms.newReport]),
    languages: numbered(programme.languages.map((language) => localeOf(language).self)),
  };
}

function numbered(labels: readonly string[]): string {
  return labels.map((label, index) => `${index + 1} ${label}`).join('\n');
}

/** What the smallest places are called, all of them: the longest that is asked for. */
function levelName(programme: Programme, { voice }: Worst): string {
  const leaves = [...programme.areas.values()].filter(({ children }) => children.length === 0);
  const levels = [...new Set(leaves.map(({ level }) => level))];
  return levels
    .flatMap((level) => programme.levelNames.get(level) ?? [])
    .map((names) => voice.name(names))
    .join(' / ');
}
