import type { Kysely } from 'kysely';
import type { Database, ProjectAnswer } from '../db/schema.ts';
import type { Verb } from '../desk/act.ts';
import type { Worked } from '../desk/worked.ts';
import type { Cast } from '../forums/cast-vote.ts';
import type { Voice } from '../grievances/texts.ts';
import type { Language, Programme } from '../routing/programme.ts';

export const SCREEN_NAMES = [
  'language',
  'menu',
  'resume',
  'consent',
  'about-data',
  'report-category',
  'report-subcategory',
  'sealed-help',
  'report-place',
  'report-place-found',
  'report-description',
  'sealed-contact',
  'report-confirm',
  'report-options',
  'report-receipt',
  'report-cancelled',
  'report-joined',
  'groups',
  'groups-thanks',
  'rate-place',
  'rate-place-found',
  'rate-unit',
  'rate-score',
  'rate-thanks',
  'rate-indicator',
  'rate-comment',
  'rate-end',
  'mine-list',
  'mine-state',
  'mine-message',
  'mine-dispute',
  'mine-done',
  'pin-reference',
  'pin-code',
  'info-place',
  'info-place-found',
  'info',
  'info-meetings',
  'info-projects',
  'info-project',
  'info-checked',
  'info-figures',
  'meetings-tell',
  'meetings-told',
  'meeting-code',
  'meeting-came',
  'vote-list',
  'vote',
  'vote-confirm',
  'vote-done',
  'vote-result',
  'desk-list',
  'desk-report',
  'desk-write',
  'desk-look',
  'desk-done',
] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];

/** What the caller has answered so far. Values, never labels: what is shown is made anew in her language. */
export interface Draft {
  category?: string;
  area?: string;
  text?: string;
  /** Her number is not kept with the report. */
  isAnonymous?: boolean;
  /** Sealed: she said that neutral words are safe. */
  isTexted?: boolean;
  isForOther?: boolean;
  isAboutOffice?: boolean;
  /** Groups she has said she belongs to in this call. */
  groups?: string[];
  unit?: string;
  score?: number;
  /** What she typed when several places fitted, and the codes of those places. */
  typed?: string;
  found?: string[];
  /** What filing or joining gave back: shown on the last screen. */
  receipt?: Receipt;
  /** The reference she typed, before its PIN. */
  reference?: string;
  /** A report she has opened with its PIN in this call: its reference. */
  opened?: string;
  /** What came of something she did to a report of hers. */
  done?: Done;
  /** An official's work on one report: when it was put before her, ISO, and what she typed. */
  work?: { readonly openedAt: string; readonly text?: string };
  /** What came of it. */
  worked?: Worked;
  /** Whether she wants to hear of the meetings of a place. */
  isToldOfMeetings?: boolean;
  /** What came of her vote. */
  cast?: Cast;
}

/** What the last screen of a report says. */
export interface Receipt {
  readonly reference: string;
  /** Code of the office that owes the answer; null: triage. */
  readonly office: string | null;
  readonly due: string | null;
  readonly stream: string;
  /** Given where the report is not to be found by her number. */
  readonly pin?: string;
  /** Whether she is asked for her groups behind it: once, after a first report. */
  readonly asksGroups?: boolean;
}

/** What came of a message, a confirmation or a dispute; `office` is a code, `due` ISO. */
export interface Done {
  readonly what: 'message' | 'goes_on' | 'confirmed' | 'disputed' | 'too_late';
  readonly office: string | null;
  readonly due: string | null;
}

/** An official on the phone. */
export interface OnDuty {
  /** Row id of her account. */
  readonly account: string;
  /** How much waits for her, as the menu says it. */
  readonly due: number;
}

/** A place in the dialogue: a screen, and what it is about (an area, a category, a reference). */
export interface Position {
  readonly screen: ScreenName;
  readonly cursor?: string;
}

/** A report or rating that was left unfinished: where it stood, the way there, and what was answered. */
export interface Parked {
  readonly at: Position;
  readonly trail: readonly Position[];
  readonly draft: Draft;
  /** When the call began that left it, ISO: what later calls only carry on grows no younger. None before that is over. */
  readonly since?: string;
}

/** What a screen is made from. Everything is already in memory: showing and choosing have no effects. */
export interface View<Data = unknown> {
  readonly programme: Programme;
  readonly voice: Voice;
  readonly draft: Draft;
  readonly cursor: string | undefined;
  /** The area she reported from last time. */
  readonly lastArea: string | undefined;
  /** Null: nobody we know. */
  readonly citizenId: string | null;
  /** The newest notice she agreed to; null: none. */
  readonly consentVersion: number | null;
  /** Whether she was asked for her groups before. */
  readonly wasAskedGroups: boolean;
  /** What she left unfinished. */
  readonly parked: Parked | undefined;
  /** Undefined: no official. */
  readonly onDuty: OnDuty | undefined;
  readonly now: Date;
  /** What `load` brought for this screen. */
  readonly data: Data;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What is on a screen before it is cut to the budget. */
export interface Content {
  readonly text: string;
  /**
   * A name inside the text that may be shortened so that the text stays whole on its first page: the longest office of a
   * country would else push the due date off the screen. Both are given: the name, and the text with another one in it.
   */
  readonly elastic?: { readonly name: string; readonly text: (name: string) => string };
  readonly choices?: readonly Choice[];
  /** The keys are the values (a score of 1 to 5): all stand on one page, the middle ones unsaid where there is no room. */
  readonly isScale?: boolean;
  /** The choices belong together: "fixed" never stands on a page without "not fixed". */
  readonly isTogether?: boolean;
  /** Holds what somebody wrote, or a text of law: it may take as many pages as it needs. */
  readonly isLong?: boolean;
  /** What it was for is done: there is nothing to go back to, and no line for it. */
  readonly isLast?: boolean;
  /** The call ends here. */
  readonly isEnd?: boolean;
}

/** Something to be done in the turn's transaction. What it learns is added to the state. */
export type Effect =
  | { readonly type: 'set-language' }
  | { readonly type: 'agree' }
  | { readonly type: 'file-grievance' }
  | { readonly type: 'join-grievance'; readonly reference: string }
  | { readonly type: 'add-group'; readonly group: string | null }
  | { readonly type: 'rate-unit' }
  | { readonly type: 'answer-indicator'; readonly indicator: string; readonly value: number }
  | { readonly type: 'comment-rating'; readonly comment: string }
  | { readonly type: 'open-with-pin'; readonly pin: string }
  | { readonly type: 'add-message'; readonly reference: string; readonly text: string }
  | { readonly type: 'object'; readonly reference: string }
  | { readonly type: 'confirm'; readonly reference: string }
  | { readonly type: 'dispute'; readonly reference: string; readonly reason: string }
  | { readonly type: 'work'; readonly verb: Verb; readonly reference: string; readonly text: string }
  | { readonly type: 'agree-to-meetings'; readonly area: string; readonly isAgreed: boolean }
  | { readonly type: 'come-to-meeting'; readonly code: string }
  | { readonly type: 'cast-vote'; readonly vote: string; readonly number: number }
  | { readonly type: 'check-project'; readonly project: string; readonly answer: ProjectAnswer };

/** Why the same screen comes again, as a key of the language's `again`. */
export type Again = keyof Voice['locale']['again'];

/** Where an answer leads. */
export type Step =
  | {
      readonly to: Position;
      readonly draft?: Partial<Draft>;
      /** Begins with nothing answered before: another report, another rating. On the way to the menu: nothing is kept. */
      readonly isFresh?: boolean;
      /** What led here is done: the way back leads to the menu. */
      readonly isDone?: boolean;
      readonly language?: Language;
      readonly consentVersion?: number;
      readonly effects?: readonly Effect[];
    }
  /** On with what was left unfinished; `draft` says more about it. */
  | {
      readonly resume: true;
      readonly draft?: Partial<Draft>;
      readonly consentVersion?: number;
      readonly effects?: readonly Effect[];
    }
  | { readonly again: Again };

/**
 * One screen: data plus what its answers mean. Adding one is one file and one line in `screens/index.ts`.
 * `choose` gets the value behind the number she pressed, `type` whatever else she wrote; a screen without `type` answers
 * anything else with "please choose a number". `load` is for what only the database knows; nothing is pressed on a screen
 * that was never shown, so after a dial-through such a screen understands typed words only.
 */
export interface Screen<Data = unknown> {
  readonly name: ScreenName;
  load?(db: Kysely<Database>, view: View<undefined>): Promise<Data>;
  show(view: View<Data>): Content;
  choose?(view: View<unknown>, value: string): Step;
  type?(view: View<unknown>, text: string): Step;
}
