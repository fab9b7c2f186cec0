import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Voice } from '../grievances/texts.ts';
import type { Language, Programme } from '../routing/programme.ts';

export const SCREEN_NAMES = [
  'language',
  'menu',
  'report-category',
  'report-subcategory',
  'report-place',
  'report-place-found',
  'report-description',
  'report-confirm',
  'report-receipt',
  'report-cancelled',
  'rate-place',
  'rate-place-found',
  'rate-unit',
  'rate-score',
  'rate-comment',
  'rate-thanks',
  'mine-list',
  'mine-state',
] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];

/** What the caller has answered so far. Values, never labels: what is shown is made anew in her language. */
export interface Draft {
  category?: string;
  area?: string;
  text?: string;
  unit?: string;
  score?: number;
  /** What she typed when several places fitted, and the codes of those places. */
  typed?: string;
  found?: string[];
  /** What filing gave back: shown on the last screen. */
  receipt?: { reference: string; office: string | null; due: string | null; stream: string };
}

/** A place in the dialogue: a screen, and what it is about (an area, a category, a reference). */
export interface Position {
  readonly screen: ScreenName;
  readonly cursor?: string;
}

/** What a screen is made from. Everything is already in memory: showing and choosing have no effects. */
export interface View<Data = unknown> {
  readonly programme: Programme;
  readonly voice: Voice;
  readonly draft: Draft;
  readonly cursor: string | undefined;
  /** The area she reported from last time. */
  readonly lastArea: string | undefined;
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
  readonly choices?: readonly Choice[];
  /** The keys are the values (a score of 1 to 5): all choices stand on one page. */
  readonly isScale?: boolean;
  /** The call ends here. */
  readonly isEnd?: boolean;
}

/** Something to be done in the turn's transaction. What it learns is added to the draft. */
export type Effect =
  | { readonly type: 'set-language'; readonly language: Language }
  | { readonly type: 'file-grievance' }
  | { readonly type: 'rate-unit'; readonly comment: string | null };

/** Why the same screen comes again, as a key of the language's `again`. */
export type Again = keyof Voice['locale']['again'];

/** Where an answer leads. */
export type Step =
  | {
      readonly to: Position;
      readonly draft?: Partial<Draft>;
      readonly language?: Language;
      readonly effects?: readonly Effect[];
    }
  | { readonly again: Again };

/**
 * One screen: data plus what its answers mean. Adding one is one file and one line in `screens/index.ts`.
 * `choose` gets the value behind the number she pressed, `type` whatever else she wrote; a screen without `type` answers
 * anything else with "please choose a number".
 */
export interface Screen<Data = unknown> {
  readonly name: ScreenName;
  load?(db: Kysely<Database>, about: { citizenId: string | null; cursor: string | undefined }): Promise<Data>;
  show(view: View<Data>): Content;
  choose?(view: View<unknown>, value: string): Step;
  type?(view: View<unknown>, text: string): Step;
}
