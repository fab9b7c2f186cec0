import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { GrievanceStatus } from '../../src/db/schema.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { insertGrievance, insertPlace, type Place } from './stuck-rows.ts';

let gateway: Gateway;
let place: Place;
beforeAll(async () => {
  gateway = await openGateway();
  place = await insertPlace(gateway.deps.db);
});
afterAll(() => gateway.close());

const ago = (seconds: number) => new Date(gateway.deps.now().getTime() - seconds * 1000);

/** A report that so many others joined; resolves to its id. */
async function reportJoinedBy(
  people: number,
  row: { status: GrievanceStatus; resolved_at?: Date; closed_at?: Date; told_at?: Date },
): Promise<string> {
  const { db } = gateway.deps;
  const { status, told_at, ...ended } = row;
  const id = await insertGrievance(db, place, { status, filed_at: ago(7200) });
  await db
    .updateTable('grievances')
    .set({ ...ended, joiners: people, triaged_at: ago(7200) })
    .where('id', '=', id)
    .execute();
  for (let count = 0; count < people; count += 1) {
    const citizen = uuid();
    const phone = Buffer.from(citizen);
    await db
      .insertInto('citizens')
      .values({
        id: citizen,
        programme_id: place.programmeId,
        phone_sealed: phone,
        phone_index: phone,
        created_at: ago(7200),
      })
      .execute();
    await db
      .insertInto('joins')
      .values({ grievance_id: id, citizen_id: citizen, joined_at: ago(3600), told_at: told_at ?? null })
      .execute();
  }
  return id;
}

describe('the sweep and those who joined a report', () => {
  it('finds every ended report whose joiners were not told, once each, and no other', async () => {
    const resolved = await reportJoinedBy(3, { status: 'resolved', resolved_at: ago(31) });
    const rejected = await reportJoinedBy(1, { status: 'rejected', closed_at: ago(900) });
    const closed = await reportJoinedBy(1, { status: 'closed', resolved_at: ago(900), closed_at: ago(31) });
    await reportJoinedBy(2, { status: 'resolved', resolved_at: ago(29) });
    await reportJoinedBy(2, { status: 'closed', closed_at: ago(900), told_at: ago(800) });
    for (const status of ['filed', 'routed', 'acknowledged', 'awaiting_citizen'] as const) {
      await reportJoinedBy(1, { status });
    }
    expect(await sweep(gateway.deps)).toMatchObject({ untold: 3 });
    const woken = gateway.waiting.filter(({ job }) => job === 'tell-joiners').map(({ id }) => id);
    expect(woken.sort()).toEqual([resolved, rejected, closed].sort());
  });
});
