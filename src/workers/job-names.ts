/**
 * The six queues. Replies and receipts (`outbound`) go before bulk by priority. Other people's systems (`webhooks`), which may keep a job
 * waiting, have a queue of their own: they hold up nobody's message.
 */
export const QUEUES = ['inbound', 'routing', 'outbound', 'deadlines', 'maintenance', 'webhooks'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Every job there is. A job is a wake-up for one row: its only data is that row's id. */
export const JOB_NAMES = [
  'interpret-sms',
  'route-grievance',
  'page-focal-point',
  'send-sms',
  'check-deadline',
  'settle-call',
  'offer-draft',
  'tell-joiners',
  'link-events',
  'count-figures',
  'make-releases',
  'deliver-webhook',
  'refresh-snapshots',
  'check-watches',
  'count-people',
  'send-mailing',
  'ask-promise',
  'recompute-deadlines',
  'send-digests',
  'reassign-absent',
  'remind-action',
  'forget-people',
] as const;
export type JobName = (typeof JOB_NAMES)[number];

export interface WakeOptions {
  /** Not before this long from now. */
  delayMs?: number;
  /** 1 (first) to 10 (last); 5 unless told. */
  priority?: number;
  /** Adds nothing while an earlier wake-up for this row with this mark has not been worked. For who will ask again. */
  skipIfWaiting?: boolean;
  /**
   * With `skipIfWaiting`: a mark of its own for each time. For a job that asks for itself while it is at work, when the mark of this time
   * is not free yet.
   */
  time?: number;
}

/**
 * Asks a worker to look at a row. Returns at once and never throws: wake-ups are gathered for a few milliseconds and
 * added together, a failure is logged, and the sweep finds a row whose wake-up was lost.
 */
export type Wake = (job: JobName, id: string, options?: WakeOptions) => void;
