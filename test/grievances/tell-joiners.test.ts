import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { confirm } from '../../src/grievances/confirm.ts';
import { reopen } from '../../src/grievances/reopen.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { tellJoiners } from '../../src/grievances/tell-joiners.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance } from '../support/report.ts';
import { citizenAt, countTold, join } from './joiners.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'api' };
const CITIZEN: Actor = { kind: 'citizen', id: null, channel: 'ussd' };

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

let phones = 0;
const newPhone = () => {
  phones += 1;
  return `+25471288${String(phones).padStart(4, '0')}`;
};

async function reportWith(joiners: number): Promise<Grievance> {
  const phone = newPhone();
  const filed = await fileReport(gateway, { category: 'WATER.DRY', area: 'KE.001.005.0021', phone, source: phone });
  await gateway.work();
  for (let count = 0; count < joiners; count += 1) await join(gateway, filed, newPhone());
  return readGrievance(gateway, filed.id);
}

const countEnds = async () => {
  const rows = await gateway.deps.db.selectFrom('messages').select('id').where('purpose', '=', 'join_ended').execute();
  return rows.length;
};

/** Whether the sweep looks for it. */
const isUntold = async (id: string) => (await readGrievance(gateway, id)).untold_since !== null;

describe('tellJoiners', () => {
  it('is woken by the end of a report that others joined, and by no other', async () => {
    const [joined, alone] = [await reportWith(1), await reportWith(0)];
    await gateway.work();
    for (const { id } of [joined, alone]) await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done' });
    expect([await isUntold(joined.id), await isUntold(alone.id)]).toEqual([true, false]);
    const woken = gateway.waiting.filter(({ job }) => job === 'tell-joiners');
    expect(woken).toEqual([{ job: 'tell-joiners', id: joined.id, delayMs: 0 }]);
    await gateway.work();
    // Neither her word nor a deadline is another end.
    await transact(gateway.deps, (tx) => confirm(gateway.deps, tx, CITIZEN, { id: joined.id }));
    expect(gateway.waiting.filter(({ job }) => job === 'tell-joiners')).toEqual([]);
    expect(await isUntold(joined.id)).toBe(false);
  });

  it('tells many in parts of 200, wakes itself for the rest, and tells nobody twice when two run at once', async () => {
    const { id, programme_id } = await reportWith(1);
    const citizens = await Promise.all(Array.from({ length: 449 }, () => citizenAt(gateway, programme_id, newPhone())));
    const now = gateway.deps.now();
    await gateway.deps.db
      .insertInto('joins')
      .values(citizens.map((citizen) => ({ grievance_id: id, citizen_id: citizen.id, joined_at: now })))
      .execute();
    await gateway.work();
    const before = await countEnds();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done' });
    gateway.waiting.length = 0;
    await tellJoiners(gateway.deps, id);
    expect(await countTold(gateway, id)).toEqual({ told: 200, untold: 250 });
    expect(await isUntold(id)).toBe(true);
    expect(gateway.waiting.filter(({ job }) => job === 'tell-joiners')).toHaveLength(1);
    await Promise.all([tellJoiners(gateway.deps, id), tellJoiners(gateway.deps, id), tellJoiners(gateway.deps, id)]);
    expect(await countTold(gateway, id)).toEqual({ told: 450, untold: 0 });
    expect((await countEnds()) - before).toBe(450);
    expect(await isUntold(id)).toBe(false);
    gateway.waiting.length = 0;
  });

  it('writes them behind what single people are told', async () => {
    const { id } = await reportWith(1);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done' });
    await gateway.work();
    const rows = await gateway.deps.db
      .selectFrom('messages')
      .select(['purpose', 'priority'])
      .where('purpose', 'in', ['join_ended', 'ask_outcome'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    const priority = new Map(rows.map((row) => [row.purpose, row.priority]));
    expect(priority.get('join_ended')).toBeGreaterThan(priority.get('ask_outcome') ?? Number.POSITIVE_INFINITY);
  });

  it('says nothing while the report is open again, and everything when it ends the next time', async () => {
    const { id } = await reportWith(2);
    await gateway.work();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done' });
    expect((await readGrievance(gateway, id)).untold_since).toEqual(gateway.deps.now());
    await reopen(gateway.deps, OFFICIAL, { id }, { reason: 'Not yet' });
    expect(await isUntold(id)).toBe(false);
    const before = await countEnds();
    await gateway.work();
    expect(await countEnds()).toBe(before);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done' });
    await gateway.work();
    expect(await countEnds()).toBe(before + 2);
    await reopen(gateway.deps, OFFICIAL, { id }, { reason: 'Not yet' });
    expect(await countTold(gateway, id)).toEqual({ told: 0, untold: 2 });
  });

  it('tells the end also when it was confirmed before anybody was told', async () => {
    const { id } = await reportWith(1);
    await gateway.work();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done' });
    await transact(gateway.deps, (tx) => confirm(gateway.deps, tx, CITIZEN, { id }));
    await gateway.work();
    expect(await countTold(gateway, id)).toEqual({ told: 1, untold: 0 });
  });

  it('is found by the sweep when its wake-up was lost', async () => {
    const { id } = await reportWith(1);
    await gateway.work();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done' });
    gateway.waiting.length = 0;
    await gateway.pass(1 / 60);
    expect(await countTold(gateway, id)).toEqual({ told: 1, untold: 0 });
  });

  it('does nothing for a report that is gone', async () => {
    await expect(tellJoiners(gateway.deps, '01890000-0000-7000-8000-000000000000')).resolves.toBeUndefined();
  });
});
