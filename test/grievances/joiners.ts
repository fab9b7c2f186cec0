import { rememberCitizen } from '../../src/db/citizens.ts';
import type { Citizen, Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import { type Joined, joinGrievance } from '../../src/grievances/join.ts';
import type { Phone } from '../../src/phone.ts';
import type { Gateway } from '../support/gateway.ts';

/** Joins a report the way a channel does; null: it may not be joined. */
export async function join(gateway: Gateway, grievance: Grievance, phone: string): Promise<Joined | null> {
  const { deps } = gateway;
  const programme = deps.programmes.byId(grievance.programme_id);
  if (!programme) throw new Error('the programme is not loaded');
  const citizen = await citizenAt(gateway, grievance.programme_id, phone);
  return transact(deps, (tx) =>
    joinGrievance(deps, tx, { programme, citizen, reference: grievance.reference, channel: 'ussd' }),
  );
}

/** The citizen with this number. */
export function citizenAt({ deps }: Gateway, programmeId: string, phone: string): Promise<Citizen> {
  const at = { programmeId, phone: phone as Phone, now: deps.now() };
  return rememberCitizen(deps.db, deps.config, at, { language: 'en' });
}

/** Who joined a report and has heard its end, and who has not. */
export async function countTold({ deps }: Gateway, grievanceId: string): Promise<{ told: number; untold: number }> {
  const rows = await deps.db.selectFrom('joins').select('told_at').where('grievance_id', '=', grievanceId).execute();
  const told = rows.filter(({ told_at }) => told_at !== null).length;
  return { told, untold: rows.length - told };
}
