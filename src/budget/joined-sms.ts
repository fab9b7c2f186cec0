import type { Voice } from '../grievances/texts.ts';
import { fitTogether } from '../sms/reading.ts';
import { type Declared, NAMED } from './sms-templates.ts';
import type { SmsValues } from './sms-values.ts';
import { longestText } from './worst.ts';

/** Texts that are sent at once, each entry of `say` an SMS of its own. */
interface JoinedSms {
  readonly declared: Declared;
  readonly say: (values: SmsValues, voice: Voice) => readonly string[];
}

/**
 * What goes out at once where several texts meet, as `say` in `src/sms/reading.ts` and its callers join them. A comma parts
 * one SMS from the next.
 */
export const JOINED_SMS: Readonly<Record<string, JoinedSms>> = {
  'question + notice + languageHint': {
    declared: { gsm7: 4, ucs2: 6 },
    say: (v, voice) => fitTogether([longestText(questionsOf(v, voice), voice), noticeOf(v, voice), v.hint]),
  },
  'notice + languageHint, receipt': {
    declared: { gsm7: 4, ucs2: 6 },
    say: (v, voice) => [
      ...fitTogether([noticeOf(v, voice), v.hint]),
      voice.locale.sms.receipt(v.reference, v.office, v.due, v.code),
    ],
  },
  'sealed + mayWeWrite + languageHint': {
    declared: { gsm7: 2, ucs2: 3 },
    say: (v, { locale: { sms } }) => fitTogether([sms.sealed(v.reference, v.pin), sms.mayWeWrite, v.hint]),
  },
  'reopened + askWhy': {
    declared: NAMED,
    say: (v, { locale: { sms } }) => [`${sms.reopened(v.reference, v.office, v.due)}\n${sms.askWhy}`],
  },
  'joined + outcomeAgain': {
    declared: NAMED,
    say: (v, { locale: { sms } }) => [`${sms.joined(v.reference, v.office)}\n${sms.outcomeAgain}`],
  },
  'languageSet + question': {
    declared: { gsm7: 4, ucs2: 6 },
    say: (v, voice) => [`${voice.locale.sms.languageSet}\n${longestText(questionsOf(v, voice), voice)}`],
  },
  'reason + question': {
    declared: { gsm7: 4, ucs2: 6 },
    say: (v, voice) => [longestText(askedAgain(v, voice), voice)],
  },
  'status of three reports': {
    declared: { gsm7: 3, ucs2: 4 },
    say: (v, { locale: { sms } }) => {
      const line = sms.status(v.reference, v.category, v.status);
      return [[`${line} ${sms.statusOffice(v.office, v.due)}`, line, line].join('\n')];
    },
  },
};

function noticeOf({ operator }: SmsValues, { locale }: Voice): string {
  return locale.sms.notice(operator);
}

/** What a report or a rating asks with a list. */
function questionsOf(v: SmsValues, { locale: { sms } }: Voice): string[] {
  return [sms.askCategory(v.categories), sms.askWhichPlace(v.places), sms.askUnit(v.units)];
}

function askedAgain(v: SmsValues, voice: Voice): string[] {
  const { sms } = voice.locale;
  return [
    `${v.around}. ${sms.askWhichPlace(v.places)}`,
    ...questionsOf(v, voice).map((question) => `${sms.notANumber} ${question}`),
  ];
}
