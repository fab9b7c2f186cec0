import type {
  GrievanceEventsTable,
  GrievancesTable,
  HoldingsTable,
  JoinsTable,
  MessagesTable,
  PagingsTable,
} from '../db/schema.ts';
import type { Language } from '../routing/programme.ts';
import type { Row } from './crowd.ts';

/** All rows that the life of one report has left, ready to be stored. */
export interface Played {
  /** In which language it was reported in a call that is counted; null: by SMS, or it is sealed. */
  readonly callIn: Language | null;
  readonly grievance: Row<GrievancesTable>;
  readonly events: readonly Row<GrievanceEventsTable>[];
  readonly holdings: readonly Row<HoldingsTable>[];
  readonly messages: readonly Row<MessagesTable>[];
  readonly joins: readonly Row<JoinsTable>[];
  readonly pagings: readonly Row<PagingsTable>[];
}
