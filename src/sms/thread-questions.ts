import { LONGEST_TEXT } from '../grievances/file-grievance.ts';
import { showReference } from '../grievances/reference.ts';
import { saysSomething } from '../grievances/says-something.ts';
import type { Voice } from '../grievances/texts.ts';
import type { Programme } from '../routing/programme.ts';
import {
  type Ask,
  again,
  type ContactAsking,
  type Known,
  type Turn,
  type WhichAsking,
  type WhyAsking,
} from './conversation.ts';
import { numbered, optionAt } from './numbered.ts';
import { continueReport } from './report-questions.ts';
import { readYesOrNo } from './yes-or-no.ts';

/** Asks which of her reports her words are about, or whether it is a new one. */
export function askWhich(programme: Programme, { text, reports }: Omit<WhichAsking, 'kind'>): Ask {
  const say = (voice: Voice) => {
    const labels = reports.map(({ reference, category }) => {
      const names = programme.categories.get(category)?.names;
      return `${showReference(reference)} ${names ? voice.name(names) : ''}`.trim();
    });
    return voice.locale.sms.askWhichReport(numbered([...labels, voice.locale.sms.newReport]));
  };
  return { ask: { kind: 'which', text, reports }, say };
}

/** Asks why it is not fixed. */
export function askWhy(asking: Omit<WhyAsking, 'kind'>): Ask {
  return { ask: { kind: 'why', ...asking }, say: (voice) => voice.locale.sms.askWhy };
}

/** Asks whether neutral words may be sent about a sealed report. */
export function askContact(grievance: string): Ask {
  return { ask: { kind: 'contact', grievance }, say: (voice) => voice.locale.sms.mayWeWrite };
}

/** A number of the list; other words are more of what she wrote, and the question stands. */
export function answerWhich(programme: Programme, known: Known, asking: WhichAsking, text: string): Turn {
  const { reports } = asking;
  const chosen = optionAt([...reports, 'new' as const], text);
  if (chosen === 'new') return continueReport(programme, known, { text: asking.text });
  if (chosen) return { join: { grievance: chosen.id, text: asking.text }, next: null };
  if (saysSomething(text)) {
    return askWhich(programme, { reports, text: `${asking.text}\n${text}`.slice(0, LONGEST_TEXT) });
  }
  return again(askWhich(programme, asking), (voice) => voice.locale.sms.notANumber);
}

/** Whatever she says is the reason. */
export function answerWhy({ grievance, next }: WhyAsking, text: string): Turn {
  return saysSomething(text) ? { join: { grievance, text }, next } : askWhy({ grievance, next });
}

/**
 * Only a clear yes counts. A yes with more words is asked again, a no ends it without a word; other words are about
 * something else, and never reach the sealed report nor an office by a guess.
 */
export function answerContact(programme: Programme, { grievance }: ContactAsking, text: string): Turn {
  const answer = readYesOrNo(programme, text);
  if (answer?.isYes && answer.isClear && answer.reference === null) return { allow: grievance };
  if (answer && !answer.isYes && answer.words === '') return { quiet: true, isOver: true };
  const [first = ''] = text.trim().split(/[\s\p{P}]+/u);
  if (readYesOrNo(programme, first)?.isYes) return askContact(grievance);
  return saysSomething(text) ? { pass: true } : { quiet: true, isOver: false };
}
