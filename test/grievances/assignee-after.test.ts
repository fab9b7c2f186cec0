import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { leastLoaded } from '../../src/grievances/assignee-after.ts';
import { reassignAbsent, reassignAllAbsent } from '../../src/grievances/reassign-absent.ts';
import { dispute, reopen } from '../../src/grievances/reopen.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import { addAccount, type NewPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const CITIZEN: Actor = { kind: 'citizen', id: null, channel: 'ussd' };

describe('leastLoaded', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day));
  it.each([
    ['nobody where nobody is there', [], null],
    ['who has the least to do', [of('a', 2, at(1)), of('b', 1, at(9)), of('c', 3, null)], 'b'],
    ['of two, who was given one longest ago', [of('a', 1, at(9)), of('b', 1, at(1))], 'b'],
    ['who was never given one before who was', [of('a', 0, at(1)), of('b', 0, null)], 'b'],
    ['else the first', [of('b', 1, at(1)), of('a', 1, at(1))], 'a'],
  ])('%s', (_, candidates, expected) => {
    expect(leastLoaded(candidates)).toBe(expected);
  });

  function of(id: string, open: number, givenAt: Date | null) {
    return { id, open, givenAt };
  }
});

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

let count = 0;

/** A report of one of the four wards; each office of this file has a place of its own. */
async function file(report: { category?: string; area: string; about?: string }): Promise<Grievance> {
  count += 1;
  const phone = `+2547160${String(count).padStart(5, '0')}`;
  return fileReport(gateway, { category: 'PROJ.NEED', phone, source: `given-${count}`, ...report });
}

async function routed(report: Parameters<typeof file>[0]): Promise<Grievance> {
  const { id } = await file(report);
  await routeGrievance(gateway.deps, id);
  return readGrievance(gateway, id);
}

const official = (office: string, more: Partial<NewPerson> = {}) =>
  addAccount(gateway, { programme: 'kenya-coast', role: 'official', office, ...more });

async function change(id: string, set: { absent_from?: string; absent_until?: string; disabled_at?: Date }) {
  await gateway.deps.db.updateTable('accounts').set(set).where('id', '=', id).execute();
}

/** How many each of them has. */
async function sharesOf(ids: readonly string[]): Promise<number[]> {
  const rows = await gateway.deps.db
    .selectFrom('grievances')
    .select((eb) => ['assignee_id', eb.fn.countAll<number>().as('count')])
    .where('assignee_id', 'in', ids)
    .groupBy('assignee_id')
    .execute();
  return ids.map((id) => rows.find((row) => row.assignee_id === id)?.count ?? 0);
}

describe('a report that comes to an office', () => {
  it('spreads 300 over three officials, 50 at a time, so that nobody has two more than another', async () => {
    const area = 'KE.001.001.0001';
    const office = `ward_admin@${area}`;
    const ids = [await official(office), await official(office), await official(office)];
    const filed: string[] = [];
    for (let n = 0; n < 300; n += 1) filed.push((await file({ area })).id);
    for (let from = 0; from < filed.length; from += 50) {
      await Promise.all(filed.slice(from, from + 50).map((id) => routeGrievance(gateway.deps, id)));
      const shares = await sharesOf(ids);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }
    expect(await sharesOf(ids)).toEqual([100, 100, 100]);
  });

  it('goes to nobody where the office has nobody, and to the only one where it has one', async () => {
    expect((await routed({ area: 'KE.001.001.0002' })).assignee_id).toBeNull();
    const only = await official('ward_admin@KE.001.001.0002');
    expect((await routed({ area: 'KE.001.001.0002' })).assignee_id).toBe(only);
  });

  it('passes over who is away on the local day, first and last day included, or does not work there any more', async () => {
    const area = 'KE.001.001.0003';
    const office = `ward_admin@${area}`;
    const [first, last, open, gone, other, here] = [
      await official(office),
      await official(office),
      await official(office),
      await official(office),
      await official(office, { role: 'official' }),
      await official(office),
    ];
    // Monday 23 November in Mombasa.
    await change(first, { absent_from: '2026-11-23', absent_until: '2026-12-01' });
    await change(last, { absent_from: '2026-11-01', absent_until: '2026-11-23' });
    await change(open, { absent_from: '2026-11-20' });
    await change(gone, { disabled_at: gateway.deps.now() });
    await change(other, { absent_from: '2026-11-24', absent_until: '2026-11-30' });
    const given = [];
    for (let n = 0; n < 4; n += 1) given.push((await routed({ area })).assignee_id);
    expect(given.sort()).toEqual([other, other, here, here].sort());
  });

  it('takes turns among those who have answered all they had', async () => {
    const area = 'KE.001.001.0004';
    const office = `ward_admin@${area}`;
    const ids = [await official(office), await official(office)];
    const given = [];
    for (let n = 0; n < 4; n += 1) {
      const { id, assignee_id: assignee } = await routed({ area });
      given.push(assignee);
      await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done.' });
      await gateway.pass(1 / 60);
    }
    expect(given).toEqual([...ids, ...ids]);
  });

  it('has another official after each move, and keeps its own where it stays', async () => {
    const area = 'KE.001.001.0005';
    const ward = await official(`ward_admin@${area}`);
    const sub = await official('subcounty_admin@KE.001.001');
    const county = await official('county_secretary@KE.001');
    const report = await routed({ area });
    expect(report.assignee_id).toBe(ward);
    await resolve(gateway.deps, OFFICIAL, { id: report.id }, { text: 'Done.' });
    await reopen(gateway.deps, OFFICIAL, { id: report.id }, { reason: 'It is not.' });
    expect((await readGrievance(gateway, report.id)).assignee_id).toBe(ward);
    await resolve(gateway.deps, OFFICIAL, { id: report.id }, { text: 'Done.' });
    await transact(gateway.deps, (tx) => dispute(gateway.deps, tx, CITIZEN, { id: report.id }, { reason: 'No.' }));
    expect((await readGrievance(gateway, report.id)).assignee_id).toBe(sub);
    await transfer(gateway.deps, OFFICIAL, { id: report.id }, { office: 'county_secretary@KE.001', reason: 'Money' });
    expect((await readGrievance(gateway, report.id)).assignee_id).toBe(county);
  });

  it('goes to another one when it is opened again while hers is away', async () => {
    const area = 'KE.001.002.0006';
    const office = `ward_admin@${area}`;
    const first = await official(office);
    const { id } = await routed({ area });
    const second = await official(office);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done.' });
    await change(first, { absent_from: '2026-11-01' });
    await reopen(gateway.deps, OFFICIAL, { id }, { reason: 'It is not.' });
    expect((await readGrievance(gateway, id)).assignee_id).toBe(second);
  });

  it('is given to nobody while it is sealed', async () => {
    const desk = await official('integrity_desk@KE');
    const { assignee_id: assignee, office_id: officeId } = await routed({
      category: 'INTEG.BRIBE',
      area: 'KE.001.001.0001',
    });
    expect(officeId).not.toBeNull();
    expect(assignee).toBeNull();
    expect(await sharesOf([desk])).toEqual([0]);
  });
});

describe('an official who goes away', () => {
  it('leaves what she has to the others, evenly and in the history, and keeps it where nobody else is there', async () => {
    const area = 'KE.001.002.0007';
    const office = `ward_admin@${area}`;
    const away = await official(office);
    const reports: Grievance[] = [];
    for (let n = 0; n < 4; n += 1) reports.push(await routed({ area }));
    await change(away, { absent_from: '2026-11-23' });
    expect(await reassignAbsent(gateway.deps, OFFICIAL, away)).toBe(0);
    expect(await sharesOf([away])).toEqual([4]);

    const others = [await official(office), await official(office)];
    expect(await reassignAbsent(gateway.deps, OFFICIAL, away)).toBe(4);
    expect(await reassignAbsent(gateway.deps, OFFICIAL, away)).toBe(0);
    expect(await sharesOf([away, ...others])).toEqual([0, 2, 2]);
    for (const { id } of reports) expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'assigned']);
  });

  it('leaves what she has to her office, where she works in another one or in another role now', async () => {
    const area = 'KE.001.003.0011';
    const office = `ward_admin@${area}`;
    const moved = await official(office);
    const report = await routed({ area });
    const elsewhere = gateway.deps.programmes.byName('kenya-coast')?.offices.get('ward_admin@KE.001.003.0012');
    await gateway.deps.db
      .updateTable('accounts')
      .set({ office_id: elsewhere?.id ?? null })
      .where('id', '=', moved)
      .execute();
    const programme = gateway.deps.programmes.byName('kenya-coast');
    if (!programme) throw new Error('no programme');
    expect(await reassignAllAbsent(gateway.deps, OFFICIAL, programme)).toBe(1);
    expect((await readGrievance(gateway, report.id)).assignee_id).toBeNull();
    expect(await reassignAllAbsent(gateway.deps, OFFICIAL, programme)).toBe(0);
  });

  it('keeps what has ended, and what she has while she is there', async () => {
    const area = 'KE.001.002.0008';
    const office = `ward_admin@${area}`;
    const here = await official(office);
    const rejected = await routed({ area });
    await gateway.deps.db.updateTable('grievances').set({ status: 'rejected' }).where('id', '=', rejected.id).execute();
    await routed({ area });
    await official(office);
    expect(await reassignAbsent(gateway.deps, OFFICIAL, here)).toBe(0);
    await change(here, { disabled_at: gateway.deps.now() });
    const programme = gateway.deps.programmes.byName('kenya-coast');
    if (!programme) throw new Error('no programme');
    expect(await reassignAllAbsent(gateway.deps, OFFICIAL, programme)).toBeGreaterThanOrEqual(1);
    expect(await sharesOf([here])).toEqual([1]);
    expect((await readGrievance(gateway, rejected.id)).assignee_id).toBe(here);
  });
});
