/** What a subscription may hear of. */
export const WEBHOOK_EVENTS = [
  'filed',
  'routed',
  'acknowledged',
  'replied',
  'resolved',
  'rejected',
  'transferred',
  'escalated',
  'reopened',
  'closed',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What an event of the history is called outside; the trigger that notes events names the same ones. */
const NAMES: ReadonlyMap<string, WebhookEvent> = new Map([
  ['filed', 'filed'],
  ['routed', 'routed'],
  ['acknowledged', 'acknowledged'],
  ['replied', 'replied'],
  ['resolved', 'resolved'],
  ['rejected', 'rejected'],
  ['transferred', 'transferred'],
  ['handed_back', 'transferred'],
  // Only where an office had it: the trigger leaves out those for which none was found at first.
  ['sent_to_triage', 'transferred'],
  ['escalated', 'escalated'],
  ['disputed', 'reopened'],
  ['reopened', 'reopened'],
  ['confirmed', 'closed'],
  ['closed_silent', 'closed'],
  ['merged', 'closed'],
]);

/** The outside name of an event of the history; undefined: nobody outside hears of it. */
export function webhookEventOf(type: string): WebhookEvent | undefined {
  return NAMES.get(type);
}
