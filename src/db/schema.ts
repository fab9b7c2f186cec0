import type { Insertable, Selectable } from 'kysely';
import type {
  CallEndsTable,
  CitizensTable,
  ConsentsTable,
  ProjectChecksTable,
  RatingsTable,
  UssdSessionsTable,
} from './schema-citizens.ts';
import type {
  BacklogTable,
  ChargesTable,
  CountedTable,
  GroupCountsTable,
  MessageCountsTable,
  MovedProgrammesTable,
  RatingCountsTable,
  RollupsTable,
  SnapshotsTable,
  StaleMonthsTable,
  UncountedTable,
} from './schema-figures.ts';
import type { ForumTables } from './schema-forums.ts';
import type {
  EventLinksTable,
  GrievanceEventsTable,
  GrievancesTable,
  HoldingsTable,
  JoinsTable,
  PagingsTable,
  PinTriesTable,
  UnlinkedEventsTable,
  UnmaskingsTable,
} from './schema-grievances.ts';
import type { MessagesTable } from './schema-messages.ts';
import type {
  AccountSessionsTable,
  AccountsTable,
  ApiKeysTable,
  ChangesTable,
  OverridesTable,
  RateLimitsTable,
  RecoveryCodesTable,
  SavedRepliesTable,
} from './schema-people.ts';
import type {
  AreasTable,
  CategoriesTable,
  HolidaysTable,
  IndicatorsTable,
  MeetingsTable,
  OfficesTable,
  ProgrammesTable,
  ProjectsTable,
  UnitsTable,
} from './schema-programmes.ts';
import type { ReleasedAreasTable } from './schema-released-areas.ts';
import type { ChainDigestsTable, ListedCellsTable, ReleaseFilesTable, ReleasesTable } from './schema-releases.ts';
import type { ActionsTable, ReportCardsTable, ScorecardScoresTable, ScorecardsTable } from './schema-scorecards.ts';
import type { PeopleServedTable, SavedViewsTable, WatchesTable, WatchHitsTable } from './schema-watch.ts';

import type { WebhookTables } from './schema-webhooks.ts';

// All tables; their rows are in the files beside this one, each told of at its top.

export * from './schema-citizens.ts';
export * from './schema-figures.ts';
export * from './schema-forums.ts';
export * from './schema-grievances.ts';
export * from './schema-messages.ts';
export * from './schema-people.ts';
export * from './schema-programmes.ts';
export * from './schema-releases.ts';
export * from './schema-scorecards.ts';
export * from './schema-watch.ts';
export * from './schema-webhooks.ts';

export interface Database extends ForumTables, WebhookTables {
  programmes: ProgrammesTable;
  areas: AreasTable;
  offices: OfficesTable;
  categories: CategoriesTable;
  units: UnitsTable;
  holidays: HolidaysTable;
  indicators: IndicatorsTable;
  meetings: MeetingsTable;
  projects: ProjectsTable;
  project_checks: ProjectChecksTable;
  citizens: CitizensTable;
  consents: ConsentsTable;
  ussd_sessions: UssdSessionsTable;
  call_ends: CallEndsTable;
  grievances: GrievancesTable;
  joins: JoinsTable;
  pin_tries: PinTriesTable;
  grievance_events: GrievanceEventsTable;
  event_links: EventLinksTable;
  unlinked_events: UnlinkedEventsTable;
  messages: MessagesTable;
  ratings: RatingsTable;
  api_keys: ApiKeysTable;
  accounts: AccountsTable;
  account_sessions: AccountSessionsTable;
  recovery_codes: RecoveryCodesTable;
  rate_limits: RateLimitsTable;
  holdings: HoldingsTable;
  pagings: PagingsTable;
  unmaskings: UnmaskingsTable;
  overrides: OverridesTable;
  changes: ChangesTable;
  saved_replies: SavedRepliesTable;
  uncounted: UncountedTable;
  counted: CountedTable;
  rollups: RollupsTable;
  charges: ChargesTable;
  backlog: BacklogTable;
  message_counts: MessageCountsTable;
  rating_counts: RatingCountsTable;
  group_counts: GroupCountsTable;
  snapshots: SnapshotsTable;
  stale_months: StaleMonthsTable;
  moved_programmes: MovedProgrammesTable;
  releases: ReleasesTable;
  release_files: ReleaseFilesTable;
  chain_digests: ChainDigestsTable;
  listed_cells: ListedCellsTable;
  released_areas: ReleasedAreasTable;
  watches: WatchesTable;
  watch_hits: WatchHitsTable;
  saved_views: SavedViewsTable;
  people_served: PeopleServedTable;
  scorecards: ScorecardsTable;
  scorecard_scores: ScorecardScoresTable;
  actions: ActionsTable;
  report_cards: ReportCardsTable;
}

export type Grievance = Selectable<GrievancesTable>;
export type NewGrievance = Insertable<GrievancesTable>;
export type GrievanceEvent = Selectable<GrievanceEventsTable>;
export type Message = Selectable<MessagesTable>;
export type NewMessage = Insertable<MessagesTable>;
export type Citizen = Selectable<CitizensTable>;
export type UssdSession = Selectable<UssdSessionsTable>;
export type Rating = Selectable<RatingsTable>;
export type ApiKey = Selectable<ApiKeysTable>;
export type Account = Selectable<AccountsTable>;
export type AccountSession = Selectable<AccountSessionsTable>;
export type Holding = Selectable<HoldingsTable>;
export type SavedReply = Selectable<SavedRepliesTable>;
