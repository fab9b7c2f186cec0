import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance, GrievanceStatus } from '../../src/db/schema.ts';
import { GRIEVANCE_STATUSES } from '../../src/db/schema.ts';
import { isOpen } from '../../src/grievances/transitions.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';
import { join } from './joiners.ts';

const AREA = 'KE.001.005.0021';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

let phones = 0;
const newPhone = () => {
  phones += 1;
  return `+25471277${String(phones).padStart(4, '0')}`;
};

async function report(category = 'WATER.DRY', phone = newPhone()): Promise<Grievance> {
  const filed = await fileReport(gateway, { category, area: AREA, phone, source: `join-${phone}` });
  await gateway.work();
  return readGrievance(gateway, filed.id);
}

describe('joinGrievance', () => {
  it('of a report about an office: never', async () => {
    const phone = newPhone();
    const about = { category: 'WATER.DRY', area: AREA, phone, source: `join-${phone}`, about: 'water_company@KE.001' };
    const filed = await fileReport(gateway, about);
    await gateway.work();
    expect(await join(gateway, filed, newPhone())).toBeNull();
    expect((await readGrievance(gateway, filed.id)).joiners).toBe(0);
  });

  it('promises the office and the date that stand now', async () => {
    const filed = await report();
    const joined = await join(gateway, filed, newPhone());
    expect(joined?.promise?.office.id).toBe(filed.office_id);
    expect(joined?.promise?.due).toEqual(filed.respond_by);
    expect(await readGrievance(gateway, filed.id)).toEqual({ ...filed, joiners: 1 });
  });

  it('promises no date that has passed, and none before there is an office', async () => {
    const late = await report();
    await gateway.deps.db
      .updateTable('grievances')
      .set({ respond_by: new Date(gateway.deps.now().getTime() - 1) })
      .where('id', '=', late.id)
      .execute();
    expect((await join(gateway, late, newPhone()))?.promise).toBeNull();
    const phone = newPhone();
    const fresh = await fileReport(gateway, { category: 'WATER.DRY', area: AREA, phone, source: 'not-routed' });
    const joiner = newPhone();
    expect((await join(gateway, fresh, joiner))?.promise).toBeNull();
    await gateway.work();
    expect((await gateway.inbox(joiner)).join()).toMatch(/you joined this report\. We will tell you the end\.$/);
  });

  it.each(GRIEVANCE_STATUSES.map((status): [GrievanceStatus, boolean] => [status, isOpen(status)]))(
    'of a report that is %s: %s',
    async (status, mayJoin) => {
      const filed = await report();
      await gateway.deps.db.updateTable('grievances').set({ status }).where('id', '=', filed.id).execute();
      expect((await join(gateway, filed, newPhone())) !== null).toBe(mayJoin);
      expect((await readGrievance(gateway, filed.id)).joiners).toBe(mayJoin ? 1 : 0);
    },
  );

  it.each(['SAFE.GBV', 'INTEG.BRIBE', 'WATER.BILL'])('refuses %s, which concerns one person', async (category) => {
    const filed = await report(category);
    const before = (await readHistory(gateway, filed.id)).length;
    expect(await join(gateway, filed, newPhone())).toBeNull();
    expect((await readHistory(gateway, filed.id)).length).toBe(before);
  });

  it('changes nothing for whoever filed it, or has joined already, and gives the same answer', async () => {
    const [reporter, joiner] = [newPhone(), newPhone()];
    const filed = await report('WATER.DRY', reporter);
    const first = await join(gateway, filed, joiner);
    expect(await join(gateway, filed, joiner)).toEqual({ ...first, grievance: { ...filed, joiners: 1 } });
    expect((await join(gateway, filed, reporter))?.promise).toEqual(first?.promise);
    await gateway.work();
    expect(await gateway.inbox(joiner)).toHaveLength(1);
    expect(await gateway.inbox(reporter)).toHaveLength(1);
    expect(await readHistory(gateway, filed.id)).toEqual(['filed', 'routed', 'joined']);
  });

  it('counts fifty people who join at once', async () => {
    const filed = await report();
    await Promise.all(Array.from({ length: 50 }, () => join(gateway, filed, newPhone())));
    expect((await readGrievance(gateway, filed.id)).joiners).toBe(50);
    const rows = await gateway.deps.db
      .selectFrom('joins')
      .select('citizen_id')
      .where('grievance_id', '=', filed.id)
      .execute();
    expect(rows).toHaveLength(50);
  });

  it('leaves nothing of her in the history of the report', async () => {
    const filed = await report();
    await join(gateway, filed, newPhone());
    const event = await gateway.deps.db
      .selectFrom('grievance_events')
      .selectAll()
      .where('grievance_id', '=', filed.id)
      .where('type', '=', 'joined')
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({ actor_kind: 'citizen', actor_id: null, data: {}, source: null });
    const messages = await gateway.deps.db
      .selectFrom('messages')
      .select('purpose')
      .where('grievance_id', '=', filed.id)
      .execute();
    expect(messages).toEqual([{ purpose: 'receipt' }]);
  });
});
