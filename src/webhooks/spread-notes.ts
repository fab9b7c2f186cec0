import { v7 as uuidv7 } from 'uuid';
import { visibleGrievances } from '../accounts/scope.ts';
import { transact } from '../db/transact.ts';
import { deleteNotes, insertDeliveries, lockNotes, readVisibleNotes } from '../db/webhook-deliveries.ts';
import { listActive, type Webhook } from '../db/webhooks.ts';
import type { Deps } from '../deps.ts';
import type { Programme } from '../routing/programme.ts';
import { callerOf } from './caller-of.ts';
import { webhookEventOf } from './events.ts';
import { payloadOf } from './payload.ts';

const NOTES_AT_ONCE = 500;

/**
 * Makes deliveries of what has happened in a programme: for each subscription that asked for the event and may know of the report,
 * as it was right before the event (it hears that a report leaves it) or right after. Harmless when two do it at once.
 *
 * @returns row ids of the subscriptions that have something to deliver now
 */
export async function spreadNotes(deps: Pick<Deps, 'db' | 'wake' | 'now'>, programme: Programme): Promise<Set<string>> {
  const concerned = new Set<string>();
  for (;;) {
    const looked = await transact(deps, async ({ db }) => {
      const seqs = await lockNotes(db, programme.id, NOTES_AT_ONCE);
      if (seqs.length === 0) return 0;
      for (const webhook of await listActive(db, programme.id)) {
        const notes = await readVisibleNotes(db, seqs, visibleGrievances(callerOf(programme, webhook)));
        const deliveries = notes.flatMap((note) => deliveryOf(programme, webhook, note, deps.now()));
        await insertDeliveries(db, deliveries);
        if (deliveries.length > 0) concerned.add(webhook.id);
      }
      await deleteNotes(db, seqs);
      return seqs.length;
    });
    if (looked < NOTES_AT_ONCE) return concerned;
  }
}

/** None for what it did not ask for, or what happened before it was there. */
function deliveryOf(
  programme: Programme,
  webhook: Webhook,
  note: Awaited<ReturnType<typeof readVisibleNotes>>[number],
  now: Date,
) {
  const event = webhookEventOf(note.event_type);
  if (event === undefined || !webhook.events.includes(event) || note.at < webhook.created_at) return [];
  return [
    {
      id: uuidv7(),
      webhook_id: webhook.id,
      event_id: note.event_id,
      grievance_id: note.grievance_id,
      body: payloadOf(programme, event, note),
      created_at: now,
      next_at: now,
    },
  ];
}
