import type { Insertable, Selectable } from 'kysely';
import type { Defaulted, Json } from './schema-columns.ts';

// Score cards of units, and what was agreed about them.

export const PROJECT_ORIGINS = ['files', 'imported'] as const;
/** `files`: the programme's folder, whose next load may retire it. `imported`: a public list that was imported. */
export type ProjectOrigin = (typeof PROJECT_ORIGINS)[number];

export const SCORE_SOURCES = ['ratings', 'meeting', 'providers'] as const;
/** Who scored: people by phone in the card's period, people at its meeting, or those who work at the unit. */
export type ScoreSource = (typeof SCORE_SOURCES)[number];

export const ACTION_STATES = ['open', 'kept', 'broken'] as const;
export type ActionState = (typeof ACTION_STATES)[number];

export interface ScorecardsTable {
  id: string;
  programme_id: string;
  unit_id: string;
  /** Who keeps the card, and answers for it. */
  office_id: string;
  /** Ratings of these local days (ISO, both included) are the users' scores. */
  from_on: string;
  until_on: string;
  /** The interface meeting; null: not held yet. */
  met_on: string | null;
  venue: Defaulted<string>;
  women: Defaulted<number>;
  men: Defaulted<number>;
  /** How many of each group of the programme, by its code. */
  groups: Json<Readonly<Record<string, number>>>;
  notes: Defaulted<string>;
  opened_by: string | null;
  opened_at: Date;
  /** From then on everybody may read it, and its scores stand still. */
  closed_at: Date | null;
}

export interface ScorecardScoresTable {
  scorecard_id: string;
  source: ScoreSource;
  /** Empty: the service as a whole; else an indicator's code. */
  indicator: string;
  score: number;
  people: number;
}

export interface ActionsTable {
  id: string;
  programme_id: string;
  scorecard_id: string;
  /** Who has promised it. */
  office_id: string;
  /** Whose post it is in that office; empty: nobody's in particular. Never a name. */
  post: string;
  what: string;
  /** Local day, ISO. */
  due_on: string;
  state: Defaulted<ActionState>;
  answer: Defaulted<string>;
  answered_by: string | null;
  answered_at: Date | null;
  /** When its office is to be reminded, or the office above told; null: both were, or it is answered. */
  remind_at: Date | null;
  /** When an SMS went out; null with no reminder to come: nobody of the office could be reached. */
  reminded_at: Date | null;
  /** When the office above was told that it is overdue; null: it was not. */
  escalated_at: Defaulted<Date | null>;
  added_by: string | null;
  added_at: Date;
}

/** What people said of a unit by phone in the months up to a day: counted once, and never again. */
export interface ReportCardsTable {
  unit_id: string;
  /** Local day, ISO: the last one of a month. */
  until_on: string;
  scores: Json<readonly { readonly indicator: string; readonly score: number; readonly people: number }[]>;
}

export type Scorecard = Selectable<ScorecardsTable>;
export type NewScorecard = Insertable<ScorecardsTable>;
export type Action = Selectable<ActionsTable>;
