import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** What a delivery report says about one message. `state` null: only the carrier's word is kept. */
export interface Report {
  readonly carrier: string;
  readonly carrierMessageId: string;
  /** The row that is meant, where the carrier says so itself. */
  readonly messageId?: string | undefined;
  /** Whose phone it can be; null: the report names none that can be read. */
  readonly phoneIndexes: readonly Buffer[] | null;
  readonly state: 'accepted' | 'delivered' | 'undelivered' | null;
  readonly word: string;
  readonly reason: string | null;
  readonly now: Date;
}

/** States a delivery report can still change: later ones are final, earlier ones were never sent. */
const OPEN_STATES = ['sending', 'unknown', 'accepted'] as const;
/** Handed to the carrier, and no answer known. */
const UNSETTLED_STATES = ['sending', 'unknown'] as const;

/**
 * Applies a delivery report to the message with that row id, or else that carrier id: forward only, the first final state
 * stays. A report that names another phone changes nothing. Returns the id of the row it changed.
 */
export async function applyReport(db: Kysely<Database>, report: Report): Promise<string | undefined> {
  const { phoneIndexes, messageId } = report;
  const changed = await db
    .updateTable('messages')
    .set(reportedColumns(report))
    .where('carrier', '=', report.carrier)
    .where('direction', '=', 'out')
    .$call((query) =>
      messageId === undefined
        ? query.where('carrier_message_id', '=', report.carrierMessageId)
        : query.where('id', '=', messageId),
    )
    .where('state', 'in', OPEN_STATES)
    .$if(phoneIndexes !== null, (query) => query.where('phone_index', 'in', phoneIndexes ?? []))
    .returning('id')
    .executeTakeFirst();
  return changed?.id;
}

/**
 * Applies a delivery report whose carrier id no message has: it is for a send whose own answer is lost or still under way.
 * If exactly one message to that phone, handed over after `claimedSince`, waits for such an answer, it is that one, and
 * takes the id. Of several none is touched. Returns the id of the row it changed.
 */
export async function applyUnmatchedReport(
  db: Kysely<Database>,
  report: Report,
  claimedSince: Date,
): Promise<string | undefined> {
  const { phoneIndexes } = report;
  if (phoneIndexes === null || phoneIndexes.length === 0) return undefined;
  const candidates = db
    .selectFrom('messages')
    .select('id')
    .where('carrier', '=', report.carrier)
    .where('direction', '=', 'out')
    .where('phone_index', 'in', phoneIndexes)
    .where('carrier_message_id', 'is', null)
    .where('state', 'in', UNSETTLED_STATES)
    .where('claimed_at', '>=', claimedSince);
  const changed = await db
    .updateTable('messages')
    .set({ ...reportedColumns(report), carrier_message_id: report.carrierMessageId })
    .where('id', 'in', candidates)
    .where((row) => row.selectFrom(candidates.as('waiting')).select(row.fn.countAll().as('count')), '=', 1)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('messages as known')
            .select('known.id')
            .where('known.carrier', '=', report.carrier)
            .where('known.direction', '=', 'out')
            .where('known.carrier_message_id', '=', report.carrierMessageId),
        ),
      ),
    )
    // Looked at again if another report was quicker with this row.
    .where('carrier_message_id', 'is', null)
    .where('state', 'in', UNSETTLED_STATES)
    .returning('id')
    .executeTakeFirst();
  return changed?.id;
}

function reportedColumns({ state, word, reason, now }: Report) {
  return { carrier_word: word, ...(state === null ? {} : { state, reason, settled_at: now }) };
}
