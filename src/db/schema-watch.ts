// What observers watch, and pages they come back to.

export const WATCH_MEASURES = ['answer_days', 'overdue', 'disputed'] as const;
/**
 * `answer_days`: median working days to the first answer; `overdue`: open reports that are overdue now; `disputed`: of the outcomes
 * that citizens told, the per cent that say it is not true.
 */
export type WatchMeasure = (typeof WATCH_MEASURES)[number];

export interface WatchesTable {
  id: string;
  programme_id: string;
  account_id: string;
  /** Null: every office that she may see. */
  office_id: string | null;
  measure: WatchMeasure;
  /** Working days, reports, or per cent. */
  limit_value: number;
  by_sms: boolean;
  /** The local day of the last look; null: none yet. */
  checked_on: string | null;
  created_at: Date;
}

export interface WatchHitsTable {
  id: string;
  watch_id: string;
  office_id: string;
  passed_at: Date;
  value: number;
  /** Null: it is beyond the limit still. */
  back_at: Date | null;
  /** Null: it is beyond the limit still, or the office was there no more, and nothing came back. */
  back_value: number | null;
}

export interface SavedViewsTable {
  id: string;
  account_id: string;
  name: string;
  /** Path and query of a page of the monitor. */
  path: string;
  created_at: Date;
}

export interface PeopleServedTable {
  programme_id: string;
  /** Empty: everybody. */
  group_code: string;
  people: number;
  counted_at: Date;
}
