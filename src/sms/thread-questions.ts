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
import { answerReport, continueReport } from './report-questions.ts';
import { saysWhat } from './says-what.ts';
import { readYesOrNo } from './yes-or-no.ts';

/** Asks which of her reports her words are about, or whether it is a new one. */
export function askWhich(programme: Programme, asking: Omit<WhichAsking, 'kind'>): Ask {
  const { reports } = asking;
  const say = (voice: Voice) => {
    const labels = reports.map(({ reference, category }) => {
      const names = programme.categories.get(category)?.names;
      return `${showReference(reference)} ${names ? voice.name(names) : ''}`.trim();
    });
    return voice.locale.sms.askWhichReport(numbered([...labels, voice.locale.sms.newReport]));
  };
  return { ask: { kind: 'which', ...asking }, say };
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
  const { kind: _kind, ...which } = asking;
  const { reports, draft } = which;
  const chosen = optionAt([...reports, 'new' as const], text);
  if (chosen === 'new') {
    return draft
      ? answerReport(programme, known, draft, which.text)
      : continueReport(programme, known, { text: which.text });
  }
  if (chosen) return { join: { grievance: chosen.id, text: which.text }, next: draft ?? null };
  if (saysSomething(text)) {
    return askWhich(programme, { ...which, text: `${which.text}\n${text}`.slice(0, LONGEST_TEXT) });
  }
  return again(askWhich(programme, asking), (voice) => voice.locale.sms.notANumber);
}

/** Whatever she says is the reason. */
export function answerWhy(programme: Programme, { grievance, next }: WhyAsking, text: string): Turn {
  return saysWhat(programme, text) ? { join: { grievance, text }, next } : askWhy({ grievance, next });
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
