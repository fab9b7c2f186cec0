import type { Generated } from 'kysely';
import type { Defaulted } from './schema-columns.ts';

// Subscriptions of a county's own system. What they promise: docs/webhooks.md.

export interface WebhooksTable {
  id: string;
  programme_id: string;
  /** Of one office, or of an area with everything below it: one of the two. */
  office_id: string | null;
  area_id: string | null;
  url: string;
  /** `whsec_` and 32 bytes in base64, sealed. */
  secret_sealed: Buffer;
  /** Words of `WEBHOOK_EVENTS`. */
  events: string[];
  label: string | null;
  created_at: Date;
  /** Failed attempts since one got through, and when the first of them was. */
  failures: Defaulted<number>;
  failing_since: Date | null;
  last_failure: string | null;
  last_ok_at: Date | null;
  paused_until: Date | null;
  claimed_until: Date | null;
  /** Switched off after too many failures; null: it is on. */
  off_at: Date | null;
}

/** What happened, with the report as it was then; written by a trigger. */
export interface WebhookNotesTable {
  seq: Generated<number>;
  event_id: string;
  event_type: string;
  at: Date;
  programme_id: string;
  grievance_id: string;
  stream: string;
  office_id: string | null;
  before_office_id: string | null;
  area_id: string;
  about_office_id: string | null;
  reference: string;
  kind: string;
  category_id: string;
  status: string;
  outcome: string | null;
  filed_at: Date;
  respond_by: Date | null;
  resolve_by: Date | null;
  first_answered_at: Date | null;
  resolved_at: Date | null;
}

export const DELIVERY_STATES = ['waiting', 'delivered', 'given_up', 'withdrawn'] as const;
/** `withdrawn`: the report is not one of those any more that are told of. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface WebhookDeliveriesTable {
  id: string;
  webhook_id: string;
  event_id: string;
  grievance_id: string;
  body: string;
  state: Defaulted<DeliveryState>;
  attempts: Defaulted<number>;
  last_failure: string | null;
  created_at: Date;
  next_at: Date;
  settled_at: Date | null;
}

/** The tables of this part, for `Database`. */
export interface WebhookTables {
  webhooks: WebhooksTable;
  webhook_notes: WebhookNotesTable;
  webhook_deliveries: WebhookDeliveriesTable;
}
