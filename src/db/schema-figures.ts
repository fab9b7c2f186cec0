import type { Generated } from 'kysely';
import type { Json } from './schema-columns.ts';

// Figures: sums that are kept up behind the reports. What each means: docs/figures.md; how they are counted: count-figures.ts.

export interface UncountedTable {
  seq: Generated<number>;
  programme_id: string;
  /** An ordinary report that changed; or null. */
  grievance_id: string | null;
  /** A turn that has ended; or null. */
  holding_id: string | null;
}

/** Which sum: ids are the nil UUID where it is of all. */
export interface Cell {
  programme_id: string;
  kind: string;
  /** The first day of the month of filing. */
  month: string;
  office_id: string;
  area_id: string;
  category_id: string;
  is_about: boolean;
}

interface Counts {
  answered: number;
  resolved: number;
  rejected: number;
  late: number;
  escalated: number;
  confirmed: number;
  disputed: number;
  silent: number;
  joiners: number;
}

export interface CountedTable extends Counts {
  grievance_id: string;
  programme_id: string;
  month: string;
  office_id: string;
  area_id: string;
  category_id: string;
  is_about: boolean;
  answer_elapsed: number | null;
  answer_worked: number | null;
  resolve_elapsed: number | null;
  resolve_worked: number | null;
}

export interface RollupsTable extends Cell, Counts {
  received: number;
  /** Times in buckets: `packTimes`. */
  answer_elapsed: Buffer;
  answer_worked: Buffer;
  resolve_elapsed: Buffer;
  resolve_worked: Buffer;
}

export interface ChargesTable {
  programme_id: string;
  /** Of the end of the turn. */
  month: string;
  holder: string;
  office_id: string;
  is_about: boolean;
  turns: number;
  elapsed_minutes: number;
  worked_minutes: number;
}

export interface BacklogTable extends Omit<Cell, 'month'> {
  open: number;
  overdue: number;
  waiting: number;
  in_triage: number;
  /** Open for up to 7, 30, 90, 180 days, and longer. */
  ages: number[];
  oldest_filed_at: Date | null;
  counted_at: Date;
}

export interface MessageCountsTable {
  programme_id: string;
  month: string;
  direction: string;
  purpose: string;
  state: string;
  messages: number;
  segments: number;
  costs: Json<Record<string, number>>;
}

export interface RatingCountsTable {
  programme_id: string;
  month: string;
  unit_id: string;
  group_code: string;
  indicator: string;
  /** How many gave 1, 2, 3, 4, 5. */
  given: number[];
}

export interface GroupCountsTable {
  programme_id: string;
  month: string;
  area_id: string;
  group_code: string;
  received: number;
  answered: number;
  confirmed: number;
  disputed: number;
}

export interface StaleMonthsTable {
  seq: Generated<number>;
  programme_id: string;
  what: 'ratings' | 'groups';
  /** The first day. */
  month: string;
}

export interface MovedProgrammesTable {
  programme_id: string;
  /** The one that put areas or categories elsewhere, or months at another hour. */
  revision: number;
}

export interface SnapshotsTable {
  programme_id: string;
  what: string;
  counted_at: Date;
}
