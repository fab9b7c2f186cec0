import type { Voice } from '../grievances/texts.ts';
import type { Language } from '../routing/programme.ts';

/** A report that is being put together. */
export interface ReportAsking {
  readonly kind: 'report';
  readonly draft: ReportDraft;
  /**
   * `send`: the draft of a call that broke off is complete, and she is asked whether to send it. `sealed`: her words sound
   * like something that is not for an office, and she is asked only about that.
   */
  readonly asked: 'text' | 'category' | 'sealed' | 'place' | 'send';
  readonly options: readonly string[];
}

/** A rating that is being put together. */
export interface RatingAsking {
  readonly kind: 'rating';
  readonly draft: RatingDraft;
  readonly asked: 'place' | 'unit' | 'score';
  readonly options: readonly string[];
}

/** Which of her reports her words are about, or a new one. */
export interface WhichAsking {
  readonly kind: 'which';
  readonly text: string;
  readonly reports: readonly NamedReport[];
  /** The report she was being asked about: the new one, and what goes on. */
  readonly draft?: ReportAsking;
}

/** Why it is not fixed: the words that come belong to this report. `next`: what was being asked before; it goes on. */
export interface WhyAsking {
  readonly kind: 'why';
  readonly grievance: string;
  readonly next: Asking | null;
}

/** Whether she may be written to about a sealed report. */
export interface ContactAsking {
  readonly kind: 'contact';
  readonly grievance: string;
}

/** Everything that can be asked besides the language. */
export type Asking = ReportAsking | RatingAsking | WhichAsking | WhyAsking | ContactAsking;

/** What a citizen is being asked by SMS, kept on her row until it is answered or a day has passed. */
export type Conversation =
  | Asking
  /** `next`: what was being asked when she wanted another language; it goes on in that one. */
  | { readonly kind: 'language'; readonly options: readonly Language[]; readonly next: Asking | null };

/** A conversation as it is kept, with what was being asked before it and goes on when it has come to its end. */
export type Kept = Conversation & { readonly waiting?: readonly Asking[] };

export interface ReportDraft {
  readonly text?: string;
  readonly category?: string;
  readonly area?: string;
  /** Places that her words can mean while `area` is not known: one that has parts, or several. */
  readonly places?: readonly string[];
  /** It is nothing sealed, she says, whatever it sounds like. */
  readonly isOpenly?: true;
  /** The notice was sent with a question about this report. */
  readonly isNoticed?: true;
}

/** Everything is known. */
export type WholeReport = ReportDraft & Required<Pick<ReportDraft, 'text' | 'category' | 'area'>>;

export interface RatingDraft {
  readonly area?: string;
  readonly unit?: string;
  readonly score?: number;
  readonly comment?: string;
}

/** A report as it is told apart from her others. */
export interface NamedReport {
  readonly id: string;
  readonly reference: string;
  /** Code. */
  readonly category: string;
}

/** A question, and what it is asked with. */
export interface Ask {
  readonly ask: Conversation;
  readonly say: (voice: Voice) => string;
}

/** Where a conversation stands: ask on, or do what is now complete. */
export type Turn =
  | Ask
  | { readonly file: WholeReport }
  | { readonly rate: { readonly unit: string; readonly score: number; readonly comment: string | null } }
  | { readonly speak: Language }
  /** Her words belong to this report; then go on with what was asked before. */
  | { readonly join: { readonly grievance: string; readonly text: string }; readonly next: Asking | null }
  /** Neutral words may be sent about this report. */
  | { readonly allow: string }
  /** She does not want the draft to be sent. */
  | { readonly drop: true }
  /** Nothing is said. `isOver`: nor asked any more. */
  | { readonly quiet: true; readonly isOver: boolean }
  /** It was no answer: nothing is asked any more, and her words are read as if nothing had been. */
  | { readonly pass: true };

/** What may be known of the citizen already. */
export interface Known {
  readonly lastArea: string | undefined;
}

/** The same question with a reason in front. */
export function again(turn: Turn, reason: (voice: Voice) => string): Turn {
  return 'ask' in turn ? { ask: turn.ask, say: (voice) => `${reason(voice)} ${turn.say(voice)}` } : turn;
}
