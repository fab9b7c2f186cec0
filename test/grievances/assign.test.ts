import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../src/grievances/actor.ts';
import { assign } from '../../src/grievances/assign.ts';
import { reject } from '../../src/grievances/reject.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { addAccount } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';

const WATER = 'water_company@KE.001';
const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };

let gateway: Gateway;
let amina: string;
let juma: string;
beforeAll(async () => {
  gateway = await openGateway();
  amina = await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office: WATER });
  juma = await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office: WATER });
});
afterAll(() => gateway.close());

let id: string;
let count = 0;
beforeEach(async () => {
  id = await file('WATER.DRY');
});

async function file(category: string): Promise<string> {
  count += 1;
  const phone = `+2547170${String(count).padStart(5, '0')}`;
  const filed = await fileReport(gateway, { category, area: 'KE.001.005.0021', phone, source: `assign-${count}` });
  await routeGrievance(gateway.deps, filed.id);
  return filed.id;
}

const give = (account: string | null, actor = OFFICIAL) => assign(gateway.deps, actor, { id }, { account });

describe('assign', () => {
  it('gives a report to a colleague and to nobody, keeps status and clocks, and tells the citizen nothing', async () => {
    const before = await readGrievance(gateway, id);
    const messages = await countMessages();
    const other = before.assignee_id === amina ? juma : amina;
    expect(await give(other)).toMatchObject({ assignee_id: other, status: 'routed', due_by: before.due_by });
    expect((await give(null)).assignee_id).toBeNull();
    expect((await give(null)).assignee_id).toBeNull();
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'assigned', 'assigned']);
    const events = await gateway.deps.db
      .selectFrom('grievance_events')
      .select('data')
      .where('grievance_id', '=', id)
      .where('type', '=', 'assigned')
      .orderBy('id')
      .execute();
    expect(events.map(({ data }) => data)).toEqual([
      { from: before.assignee_id, to: other },
      { from: other, to: null },
    ]);
    expect(await countMessages()).toBe(messages);
  });

  it('does it once for one request', async () => {
    const actor = { ...OFFICIAL, source: 'form-1' };
    await Promise.all([give(null, actor), give(null, actor)]);
    await give(amina, { ...OFFICIAL, source: 'form-2' });
    await give(null, actor);
    expect((await readGrievance(gateway, id)).assignee_id).toBe(amina);
  });

  it.each([
    ['of another office', { role: 'official', office: 'ward_admin@KE.001.001.0001' }],
    ['with another duty', { role: 'supervisor', area: 'KE.001' }],
    ['who does not work there any more', { role: 'official', office: WATER, isGone: true }],
    ['of another programme', { role: 'official', programme: 'khulna', office: 'kwasa@BD.40.47.KCC' }],
  ] as const)('gives it to nobody %s', async (_, { ...wanted }) => {
    const { isGone = false, ...person } = { isGone: undefined, ...wanted };
    const account = await addAccount(gateway, { programme: 'kenya-coast', ...person });
    if (isGone) {
      const gone = gateway.deps.db.updateTable('accounts').set({ disabled_at: gateway.deps.now() });
      await gone.where('id', '=', account).execute();
    }
    await expect(give(account)).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'account' }] });
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed']);
  });

  it('refuses an account that is not there, a sealed report, one in triage and one that has ended', async () => {
    for (const account of [uuidv7(), 'amina', '']) {
      await expect(give(account)).rejects.toMatchObject({ code: 'invalid' });
    }
    await reject(gateway.deps, OFFICIAL, { id }, { reason: 'No' });
    await expect(give(amina)).rejects.toMatchObject({ code: 'conflict' });
    id = await file('INTEG.BRIBE');
    await expect(give(amina)).rejects.toMatchObject({ code: 'conflict' });
    await expect(give(null)).rejects.toMatchObject({ code: 'conflict' });
    id = await file('WATER.DRY');
    const triage = { status: 'filed', office_id: null, assignee_id: null } as const;
    await gateway.deps.db.updateTable('grievances').set(triage).where('id', '=', id).execute();
    await expect(give(amina)).rejects.toMatchObject({ code: 'conflict' });
  });
});

async function countMessages(): Promise<number> {
  const rows = await gateway.deps.db.selectFrom('messages').select('id').where('grievance_id', '=', id).execute();
  return rows.length;
}
