import type { Encoding } from '../encoding.ts';
import type { Locale } from '../locales/index.ts';
import type { SmsValues } from './sms-values.ts';

/** The most SMS a text may be paid as, in the GSM alphabet and in UCS-2. */
export type Declared = Readonly<Record<Encoding, number>>;

const ONE: Declared = { gsm7: 1, ucs2: 1 };
/** No name in it but short ones. */
const SHORT: Declared = { gsm7: 1, ucs2: 2 };
/** Names an office, a title, or a category and a place. */
export const NAMED: Declared = { gsm7: 2, ucs2: 3 };
/** A numbered list of at most `MOST_OPTIONS` names: dear in Bangla, and still less than asking as many times. */
const LISTED: Declared = { gsm7: 3, ucs2: 5 };
/** The whole notice, sent to whoever asks for it. */
const LONG: Declared = { gsm7: 2, ucs2: 4 };

/** One text as an SMS of its own. */
interface SmsTemplate {
  readonly declared: Declared;
  /** What an official writes comes on top, and is paid on top. */
  readonly hasWords?: boolean;
  readonly say: (sms: Locale['sms'], values: SmsValues) => string;
}

/** Every SMS with what it may cost. A text that is new in `en.ts` does not compile until it stands here. */
export const SMS_TEMPLATES: Readonly<Record<keyof Locale['sms'], SmsTemplate>> = {
  receipt: { declared: NAMED, say: (sms, v) => sms.receipt(v.reference, v.office, v.due, v.code) },
  receiptTriage: { declared: SHORT, say: (sms, v) => sms.receiptTriage(v.reference, v.code) },
  acknowledged: { declared: NAMED, say: (sms, v) => sms.acknowledged(v.reference, v.office, v.due) },
  reply: { declared: SHORT, hasWords: true, say: (sms, v) => sms.reply(v.reference, v.office, '') },
  transferred: { declared: NAMED, say: (sms, v) => sms.transferred(v.reference, v.office, v.due) },
  escalated: { declared: NAMED, say: (sms, v) => sms.escalated(v.reference, v.office, v.due) },
  askOutcome: { declared: SHORT, hasWords: true, say: (sms, v) => sms.askOutcome(v.reference, v.office, '') },
  outcomeAgain: { declared: ONE, say: (sms) => sms.outcomeAgain },
  asked: { declared: NAMED, hasWords: true, say: (sms, v) => sms.asked(v.reference, v.office, '') },
  goesOn: { declared: NAMED, say: (sms, v) => sms.goesOn(v.reference, v.office, v.due) },
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
  merged: { declared: NAMED, say: (sms, v) => sms.merged(v.reference, v.reference, v.office, v.due) },
  mergedTriage: { declared: SHORT, say: (sms, v) => sms.mergedTriage(v.reference, v.reference) },
  meeting: { declared: NAMED, say: (sms, v) => sms.meeting(v.area, v.due, v.line, v.line) },
  promise: { declared: NAMED, say: (sms, v) => sms.promise(v.office, v.line, v.day) },
  askPromise: { declared: NAMED, say: (sms, v) => sms.askPromise(v.office, v.line) },
  promiseThanks: { declared: ONE, say: (sms) => sms.promiseThanks },
  askWhichReport: { declared: NAMED, say: (sms, v) => sms.askWhichReport(v.reports) },
  newReport: { declared: ONE, say: (sms) => sms.newReport },
  unknownReference: { declared: SHORT, say: (sms) => sms.unknownReference },
  wrongReference: { declared: SHORT, say: (sms) => sms.wrongReference },
  askText: { declared: ONE, say: (sms) => sms.askText },
  goOn: { declared: ONE, say: (sms) => sms.goOn },
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
