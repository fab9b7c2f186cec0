import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { handBack } from '../../src/grievances/hand-back.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const MTONGWE = 'KE.001.005.0021';
const WATER = 'water_company@KE.001';
const DEPARTMENT = 'county_water_dept@KE.001';
const SECRETARY = 'county_secretary@KE.001';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

let count = 0;

async function routed(about?: string): Promise<Grievance & { phone: string }> {
  count += 1;
  const phone = `+2547180${String(count).padStart(5, '0')}`;
  const report = { category: 'WATER.DRY', area: MTONGWE, phone, source: `back-${count}`, ...(about ? { about } : {}) };
  const { id } = await fileReport(gateway, report);
  await routeGrievance(gateway.deps, id);
  return { ...(await readGrievance(gateway, id)), phone };
}

const officeOf = ({ office_id: id }: Grievance) =>
  gateway.deps.programmes.byName('kenya-coast')?.byId.offices.get(id ?? '')?.code ?? null;
const back = (id: string) => handBack(gateway.deps, OFFICIAL, { id }, { reason: 'Not ours' });
const pass = (id: string, office: string, isFinal = false) =>
  transfer(gateway.deps, OFFICIAL, { id }, { office, reason: 'Theirs', isFinal });

async function lastEvent(id: string) {
  return gateway.deps.db
    .selectFrom('grievance_events')
    .select(['type', 'data'])
    .where('grievance_id', '=', id)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
}

async function lastSms(phone: string): Promise<string> {
  await gateway.work();
  return (await gateway.inbox(phone)).at(-1) ?? '';
}

describe('a report that is handed back', () => {
  it('goes to the next office of the rule with new clocks, and to triage once none is left', async () => {
    const { id, phone } = await routed();
    await gateway.pass(1);
    const offices: (string | null)[] = [];
    for (let n = 0; n < 4; n += 1) {
      const now = await back(id);
      offices.push(officeOf(now));
      expect(await lastEvent(id)).toMatchObject({
        type: 'handed_back',
        data: { to: officeOf(now), reason: 'Not ours' },
      });
      if (now.office_id !== null) {
        expect(now.status).toBe('routed');
        expect(now.owing_office_id).toBe(now.office_id);
        expect(await lastSms(phone)).toContain('your report is now with');
      }
    }
    expect(offices).toEqual([DEPARTMENT, 'wasreb@KE', 'caj@KE', null]);
    const inTriage = await readGrievance(gateway, id);
    expect(inTriage).toMatchObject({ status: 'filed', owing_office_id: null, triaged_at: gateway.deps.now() });
    expect(inTriage.assignee_id).toBeNull();
    expect(inTriage.respond_by?.getTime()).toBeGreaterThan(gateway.deps.now().getTime());
    expect(inTriage.due_by).toEqual(inTriage.respond_by);
    expect(await lastSms(phone)).toContain('are finding the office that must answer');
    await expect(back(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('stays overdue where it was', async () => {
    const { id } = await routed();
    const late = new Date('2026-11-20T06:00:00Z');
    await gateway.deps.db.updateTable('grievances').set({ overdue_at: late }).where('id', '=', id).execute();
    expect((await back(id)).overdue_at).toEqual(late);
  });

  it('goes up past the accused office, and stays where nobody else may have it', async () => {
    const { id, ...report } = await routed(WATER);
    expect(officeOf({ id, ...report })).toBe(DEPARTMENT);
    const offices = [officeOf(await back(id)), officeOf(await back(id)), officeOf(await back(id))];
    expect(offices).toEqual(['wasreb@KE', 'caj@KE', null]);
    // About an office of the programme's own, which triage may be: it does not go there.
    const about = await routed('wasreb@KE');
    expect(officeOf(about)).toBe('caj@KE');
    await expect(back(about.id)).rejects.toMatchObject({ code: 'conflict' });
    expect(officeOf(await readGrievance(gateway, about.id))).toBe('caj@KE');
  });

  it('is not passed on once it has ended, also where triage would be next', async () => {
    const { id } = await routed();
    for (let n = 0; n < 3; n += 1) await back(id);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'The pump is new.' });
    const before = await readGrievance(gateway, id);
    await expect(back(id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(pass(id, WATER)).rejects.toMatchObject({ code: 'conflict' });
    expect(await readGrievance(gateway, id)).toEqual(before);
  });

  it('is overdue for good when its time ran out in triage', async () => {
    const { id } = await routed();
    for (let n = 0; n < 4; n += 1) await back(id);
    await gateway.pass(24 * 30);
    expect((await readGrievance(gateway, id)).overdue_at).toBeNull();
    expect((await pass(id, SECRETARY, true)).overdue_at).toEqual(gateway.deps.now());
  });

  it('is not handed back while it is sealed', async () => {
    const sealed = { category: 'INTEG.BRIBE', area: MTONGWE, phone: '+254718099999', source: 'back-sealed' };
    const { id } = await fileReport(gateway, sealed);
    await routeGrievance(gateway.deps, id);
    await expect(back(id)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a report in triage', () => {
  it('is left to a person: a late wake-up of the router gives it to nobody', async () => {
    const { id } = await routed();
    await pass(id, SECRETARY);
    await pass(id, WATER);
    await routeGrievance(gateway.deps, id);
    expect((await readGrievance(gateway, id)).office_id).toBeNull();
  });
});

describe('a report that two offices send to and fro', () => {
  it('ends at triage, which has the last word', async () => {
    const { id, phone } = await routed();
    expect(officeOf(await pass(id, SECRETARY))).toBe(SECRETARY);
    const inTriage = await pass(id, WATER);
    expect(inTriage).toMatchObject({ status: 'filed', office_id: null, triaged_at: gateway.deps.now() });
    expect(await lastEvent(id)).toEqual({
      type: 'sent_to_triage',
      data: { from: SECRETARY, to: null, wanted: WATER, reason: 'Theirs' },
    });
    expect(await lastSms(phone)).toContain('are finding the office that must answer');
    await expect(pass(id, WATER)).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'office' }] });
    expect(officeOf(await pass(id, WATER, true))).toBe(WATER);
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'transferred', 'sent_to_triage', 'transferred']);
  });

  it('ends there too after a hand-back', async () => {
    const { id } = await routed();
    await back(id);
    expect((await pass(id, WATER)).office_id).toBeNull();
  });

  it.each([
    ['a hand-back', back],
    ['a transfer', (id: string) => pass(id, WATER)],
  ])('ends there too where one lets it become overdue and the other gives it down by %s', async (_, giveDown) => {
    const { id } = await routed();
    await gateway.pass(24 * 7);
    expect(officeOf(await readGrievance(gateway, id))).toBe(DEPARTMENT);
    expect(officeOf(await giveDown(id))).toBe(WATER);
    await gateway.pass(24 * 7);
    expect(officeOf(await readGrievance(gateway, id))).toBe(DEPARTMENT);
    expect(await giveDown(id)).toMatchObject({ status: 'filed', office_id: null, triaged_at: gateway.deps.now() });
  });

  it('goes where it is sent, where triage may not see it', async () => {
    const { id } = await routed('wasreb@KE');
    expect(officeOf(await pass(id, SECRETARY))).toBe(SECRETARY);
    expect(officeOf(await pass(id, 'caj@KE'))).toBe('caj@KE');
  });
});
