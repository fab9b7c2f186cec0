import type { Voice } from '../grievances/texts.ts';
import { localeOf } from '../locales/index.ts';
import type { Programme } from '../routing/programme.ts';
import { type Ask, type Asking, again, type Conversation, type Known, type Turn } from './conversation.ts';
import { isNameOf } from './names-in-text.ts';
import { numbered, optionAt } from './numbered.ts';
import { answerRating, continueRating } from './rating-questions.ts';
import { answerReport, askReportAgain } from './report-questions.ts';
import { answerContact, answerWhich, answerWhy, askContact, askWhich, askWhy } from './thread-questions.ts';

/** Reads an answer to the question that was asked. What cannot be understood is asked again, with the reason in front. */
export function answerConversation(programme: Programme, known: Known, asked: Conversation, text: string): Turn {
  switch (asked.kind) {
    case 'language': {
      const language = optionAt(asked.options, text);
      return language
        ? { speak: language }
        : again(askLanguage(programme, asked.next), (voice) => voice.locale.sms.notANumber);
    }
    case 'report':
      return answerReport(programme, known, asked, text);
    case 'rating':
      return answerRating(programme, asked, text);
    case 'which':
      return answerWhich(programme, known, asked, text);
    case 'why':
      return answerWhy(programme, asked, text);
    case 'contact':
      return answerContact(programme, asked, text);
  }
}

/** Asks again what was being asked. */
export function askAgain(programme: Programme, known: Known, asking: Asking): Turn {
  switch (asking.kind) {
    case 'report':
      return askReportAgain(programme, known, asking);
    case 'rating':
      return continueRating(programme, asking.draft);
    case 'which':
      return askWhich(programme, asking);
    case 'why':
      return askWhy(asking);
    case 'contact':
      return askContact(asking.grievance);
  }
}

/** Asks in which language we should write; `next` goes on afterwards. */
export function askLanguage(programme: Programme, next: Asking | null): Ask {
  const say = (voice: Voice) =>
    voice.locale.sms.askLanguage(numbered(programme.languages.map((language) => localeOf(language).self)));
  return { ask: { kind: 'language', options: programme.languages, next }, say };
}

/**
 * Whether a text is just the name of what was asked for, a category or a place: then it is the answer, though it may be a
 * keyword as well (`তথ্য` is "information").
 */
export function namesWhatIsAsked(programme: Programme, asked: Conversation, text: string): boolean {
  if (asked.kind !== 'report' && asked.kind !== 'rating') return false;
  if (asked.asked === 'category') return isNameOf(programme, 'categories', text);
  return asked.asked === 'place' && isNameOf(programme, 'areas', text);
}
