import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { checkDeadline } from '../../src/grievances/check-deadline.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'api' };
const MTONGWE = 'KE.001.005.0021';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

let count = 0;

/** A routed report; its category answers within one working day and is resolved within three. */
async function routed(category = 'WATER.DRY'): Promise<Grievance & { phone: string }> {
  count += 1;
  const phone = `+25471400${String(count).padStart(4, '0')}`;
  const area = [...(gateway.deps.programmes.byName('kenya-coast')?.areas.values() ?? [])].find(
    ({ names }) => names.en === 'Mtongwe',
  );
  const filed = await fileReport(gateway, { category, area: area?.code ?? MTONGWE, phone, source: `test-${count}` });
  await gateway.work();
  return { ...(await readGrievance(gateway, filed.id)), phone };
}

async function officeKind(grievance: Grievance): Promise<string | undefined> {
  return gateway.deps.programmes.byName('kenya-coast')?.byId.offices.get(grievance.office_id ?? '')?.kind;
}

/** The programme as it would be if nobody answered. */
function withoutOffices({ deps }: Gateway, id: string): Programme | undefined {
  const programme = deps.programmes.byId(id);
  return programme && { ...programme, offices: new Map() };
}

describe('a deadline', () => {
  it('does nothing too early, and nothing twice', async () => {
    const { id } = await routed();
    await checkDeadline(gateway.deps, id);
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed']);
  });

  it('moves an unanswered report up the ladder to its end, and tells the citizen each time to whom', async () => {
    const grievance = await routed();
    expect(await officeKind(grievance)).toBe('water_company');
    const kinds = [await officeKind(grievance)];
    for (let days = 0; days < 60; days += 1) {
      await gateway.pass(24);
      const now = await readGrievance(gateway, grievance.id);
      const kind = await officeKind(now);
      if (kinds.at(-1) !== kind) kinds.push(kind);
    }
    expect(kinds).toEqual(['water_company', 'county_water_dept', 'wasreb', 'caj']);
    const end = await readGrievance(gateway, grievance.id);
    expect(end).toMatchObject({ status: 'routed', level: 3, wake_at: null });
    expect(end.overdue_at?.getTime()).toBeLessThan(end.missed_at?.getTime() ?? 0);
    const told = (await gateway.inbox(grievance.phone)).slice(1);
    expect(told).toHaveLength(3);
    for (const text of told) expect(text).toContain('no answer came in time. Your report has gone up to ');
    const history = await readHistory(gateway, grievance.id);
    expect(history.filter((type) => type === 'escalated')).toHaveLength(3);
    expect(history.filter((type) => type === 'overdue_at_top')).toHaveLength(2);
  });

  it('leaves a report that was answered in time until its resolution is late', async () => {
    const grievance = await routed();
    await reply(gateway.deps, OFFICIAL, { id: grievance.id }, { text: 'We come on Wednesday.' });
    await gateway.pass(30);
    expect((await readGrievance(gateway, grievance.id)).level).toBe(0);
    await gateway.pass(24 * 6);
    expect(await readGrievance(gateway, grievance.id)).toMatchObject({ level: 1 });
  });

  it("closes a resolved report as silent after the programme's days, and tells nobody", async () => {
    const grievance = await routed();
    await resolve(gateway.deps, OFFICIAL, { id: grievance.id }, { text: 'Mended.' });
    await gateway.work();
    const before = await gateway.inbox(grievance.phone);
    await gateway.pass(24 * 6);
    expect((await readGrievance(gateway, grievance.id)).status).toBe('resolved');
    await gateway.pass(25);
    expect(await readGrievance(gateway, grievance.id)).toMatchObject({
      status: 'closed',
      outcome: 'silent',
      wake_at: null,
    });
    expect(await gateway.inbox(grievance.phone)).toEqual(before);
  });

  it('escalates once when two workers look at the same moment', async () => {
    const grievance = await routed();
    await gateway.deps.db
      .updateTable('grievances')
      .set({ wake_at: new Date(0), respond_by: new Date(0) })
      .where('id', '=', grievance.id)
      .execute();
    await Promise.all(Array.from({ length: 8 }, () => checkDeadline(gateway.deps, grievance.id)));
    expect((await readGrievance(gateway, grievance.id)).level).toBe(1);
    await gateway.work();
  });

  it('never moves the date of a law, however often the report moves', async () => {
    const grievance = await routed('INFO.REQ');
    await gateway.pass(24 * 9);
    const moved = await readGrievance(gateway, grievance.id);
    expect(moved.level).toBeGreaterThan(0);
    expect(moved.legal_by).toEqual(grievance.legal_by);
    expect(moved.resolve_by?.getTime()).toBeLessThanOrEqual(grievance.legal_by?.getTime() ?? 0);
    await transfer(
      gateway.deps,
      OFFICIAL,
      { id: grievance.id },
      { office: 'county_secretary@KE.001', reason: 'Theirs' },
    );
    const passed = await readGrievance(gateway, grievance.id);
    expect(passed.legal_by).toEqual(grievance.legal_by);
    expect(passed.resolve_by?.getTime()).toBeLessThanOrEqual(grievance.legal_by?.getTime() ?? 0);
  });

  it('stays with the office that owed the answer, though the report goes up', async () => {
    const grievance = await routed();
    await gateway.pass(24 * 5);
    const moved = await readGrievance(gateway, grievance.id);
    expect(moved.office_id).not.toBe(grievance.office_id);
    expect(moved.owing_office_id).toBe(grievance.office_id);
  });

  it('is broken for good when the answer comes late, before any job has looked', async () => {
    const grievance = await routed();
    const late = { ...gateway.deps, now: () => new Date(gateway.deps.now().getTime() + 4 * 86_400_000) };
    await reply(late, OFFICIAL, { id: grievance.id }, { text: 'Sorry for the delay.' });
    expect((await readGrievance(gateway, grievance.id)).overdue_at).toEqual(late.now());
  });

  it('runs while no office is found, so that triage can be late', async () => {
    const grievance = await routed();
    const nobody = { office_id: null, status: 'filed', respond_by: null, resolve_by: null, routed_at: null } as const;
    await gateway.deps.db.updateTable('grievances').set(nobody).where('id', '=', grievance.id).execute();
    const programmes = { ...gateway.deps.programmes, byId: (id: string) => withoutOffices(gateway, id) };
    await routeGrievance({ ...gateway.deps, programmes }, grievance.id);
    const inTriage = await readGrievance(gateway, grievance.id);
    expect(inTriage).toMatchObject({ status: 'filed', triaged_at: gateway.deps.now(), wake_at: null });
    expect(inTriage.respond_by?.getTime()).toBeGreaterThan(grievance.filed_at.getTime());
    await routeGrievance({ ...gateway.deps, programmes }, grievance.id);
    expect((await readHistory(gateway, grievance.id)).filter((type) => type === 'sent_to_triage')).toHaveLength(1);
  });

  it('keeps the earlier of the working clock and the calendar date of a law', async () => {
    const { filed_at: filedAt, legal_by: legalBy, resolve_by: resolveBy } = await routed('INFO.REQ');
    const days = ((legalBy?.getTime() ?? 0) - filedAt.getTime()) / 86_400_000;
    expect(Math.round(days)).toBeGreaterThanOrEqual(21);
    expect(days).toBeLessThan(22);
    expect(resolveBy?.getTime()).toBeLessThanOrEqual(legalBy?.getTime() ?? 0);
  });
});
