import { lockGrievance } from '../db/grievances.ts';
import { listUntold, markAllTold, markTold } from '../db/joins.ts';
import type { Grievance } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Programme } from '../routing/programme.ts';
import { mergedText } from './merge.ts';
import { showReference } from './reference.ts';
import { type Telling, tellCitizen } from './tell-citizen.ts';
import type { Voice } from './texts.ts';
import { isOpen } from './transitions.ts';

/** Told in one transaction, which holds the report for some tenths of a second. */
const TOLD_AT_ONCE = 200;

/**
 * Tells everyone who joined a report that it has come to an end: so many at once, and it wakes itself for the rest. Each
 * hears one end once. Harmless when run twice, or when the report is open again meanwhile.
 *
 * @throws {AppError} `unavailable` while the programme is not loaded
 */
export async function tellJoiners(deps: Deps, grievanceId: string): Promise<void> {
  await transact(deps, async (tx) => {
    const grievance = await lockGrievance(tx.db, { id: grievanceId });
    if (!grievance || isOpen(grievance.status)) return;
    const programme = deps.programmes.byId(grievance.programme_id);
    if (!programme) throw new AppError('unavailable', 'The programme of this report is not loaded.');
    await tellSome(deps, tx, programme, grievance);
  });
}

async function tellSome(deps: Deps, tx: Tx, programme: Programme, grievance: Grievance): Promise<void> {
  const citizens = await listUntold(tx.db, grievance.id, TOLD_AT_ONCE);
  const telling =
    grievance.merged_into_id === null ? endOf(programme, grievance) : await mergedEnd(deps, tx, grievance);
  for (const citizen of citizens) await tellCitizen(deps, tx, { programme, citizen }, telling);
  const citizenIds = citizens.map(({ id }) => id);
  await markTold(tx.db, { grievanceId: grievance.id, citizenIds, now: deps.now() });
  if (citizens.length === TOLD_AT_ONCE) tx.wake('tell-joiners', grievance.id);
  else await markAllTold(tx.db, grievance.id);
}

/** That it goes on under another number, where they have joined it too. */
async function mergedEnd(deps: Deps, tx: Tx, { reference, merged_into_id: otherId }: Grievance): Promise<Telling> {
  const other = await tx.db.selectFrom('grievances').selectAll().where('id', '=', otherId).executeTakeFirstOrThrow();
  const say = mergedText(deps, other);
  return { purpose: 'merged', isBulk: true, text: (voice) => say(voice, showReference(reference)) };
}

/** That it has ended and how, never the office's words: they are for whoever filed it, and may name her. */
export function endOf({ byId, operators }: Programme, { reference, office_id, status }: Grievance): Telling {
  const names = byId.offices.get(office_id ?? '')?.names ?? operators;
  return {
    purpose: 'join_ended',
    isBulk: true,
    text: ({ locale, name }: Voice) =>
      locale.sms[status === 'rejected' ? 'joinRejected' : 'joinResolved'](showReference(reference), name(names)),
  };
}
