import type { WebhookNote } from '../db/webhook-deliveries.ts';
import type { Programme } from '../routing/programme.ts';
import type { WebhookEvent } from './events.ts';

/**
 * The body of a delivery (Standard Webhooks: `type`, `timestamp`, `data`): codes, states and times. No words, no number, no name of
 * a person, no channel and no language.
 */
export function payloadOf(programme: Programme, event: WebhookEvent, note: WebhookNote): string {
  const { areas, offices, categories } = programme.byId;
  const code = (item: { readonly code: string } | undefined) => item?.code ?? null;
  const text = (at: Date | null) => at?.toISOString() ?? null;
  return JSON.stringify({
    type: `grievance.${event}`,
    timestamp: note.at.toISOString(),
    data: {
      event_id: note.event_id,
      programme: programme.name,
      reference: note.reference,
      kind: note.kind,
      category: code(categories.get(note.category_id)),
      area: code(areas.get(note.area_id)),
      office: code(offices.get(note.office_id ?? '')),
      previous_office: code(offices.get(note.before_office_id ?? '')),
      status: note.status,
      outcome: note.outcome,
      filed_at: note.filed_at.toISOString(),
      respond_by: text(note.respond_by),
      resolve_by: text(note.resolve_by),
      first_answered_at: text(note.first_answered_at),
      resolved_at: text(note.resolved_at),
    },
  });
}
