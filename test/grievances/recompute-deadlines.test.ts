import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { awaitCitizen } from '../../src/grievances/await-citizen.ts';
import { recomputeDeadlines } from '../../src/grievances/recompute-deadlines.ts';
import { reply } from '../../src/grievances/reply.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import { wakeRecompute } from '../../src/grievances/wake-recompute.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };

let gateway: Gateway;
let programme: Programme;
beforeAll(async () => {
  gateway = await openGateway();
  programme = gateway.deps.programmes.byName('kenya-coast') as Programme;
});
afterAll(() => gateway.close());

let count = 0;

async function routed(category = 'WATER.DRY'): Promise<Grievance> {
  count += 1;
  const phone = `+25471650${String(count).padStart(4, '0')}`;
  const { id } = await fileReport(gateway, { category, area: 'KE.001.005.0021', phone, source: `anew-${count}` });
  await gateway.work();
  return readGrievance(gateway, id);
}

/** As an administrator or a load does: the row, and the revision behind which processes read it. */
async function change(holiday: string, exists: boolean): Promise<void> {
  const { db } = gateway.deps;
  const row = { programme_id: programme.id, day: holiday, names: JSON.stringify({ en: 'A day' }) };
  if (exists) await db.insertInto('holidays').values(row).execute();
  else await db.deleteFrom('holidays').where('programme_id', '=', programme.id).where('day', '=', holiday).execute();
  await db
    .updateTable('programmes')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .where('id', '=', programme.id)
    .execute();
}

const recompute = () => recomputeDeadlines(gateway.deps, programme.id);
const dates = ({
  respond_by: respond,
  resolve_by: resolve,
  legal_by: legal,
  due_by: due,
  remind_at: remind,
}: Grievance) => [respond, resolve, legal, due, remind];
const plus = (at: Date | null, hours: number) => new Date((at?.getTime() ?? Number.NaN) + hours * 3_600_000);

describe('a change of holidays', () => {
  it('moves every promise that lies behind it by the day, once, and says so in the history', async () => {
    const before = await routed();
    const answered = await routed();
    await reply(gateway.deps, OFFICIAL, { id: answered.id }, { text: 'On Wednesday.' });
    const told = await readGrievance(gateway, answered.id);
    await change('2026-11-24', true);
    await recompute();
    const after = await readGrievance(gateway, before.id);
    expect(after).toMatchObject({
      respond_by: plus(before.respond_by, 24),
      resolve_by: plus(before.resolve_by, 24),
      due_by: plus(before.due_by, 24),
      overdue_at: null,
    });
    expect(after.remind_at).toEqual(before.remind_at);
    expect(after.wake_at).toEqual(after.remind_at);
    // The first answer is given: when that was promised is no news any more.
    expect(await readGrievance(gateway, answered.id)).toMatchObject({
      respond_by: told.respond_by,
      resolve_by: plus(told.resolve_by, 24),
    });
    expect(await readHistory(gateway, before.id)).toEqual(['filed', 'routed', 'due_changed']);
    await recompute();
    await recompute();
    expect(await readGrievance(gateway, before.id)).toEqual(after);
    expect(await readHistory(gateway, before.id)).toEqual(['filed', 'routed', 'due_changed']);
    await change('2026-11-24', false);
    await recompute();
    expect(dates(await readGrievance(gateway, before.id))).toEqual(dates(before));
  });

  it('moves nothing where nothing has changed, whatever has happened to a report', async () => {
    const reports = [await routed(), await routed('INFO.REQ'), await routed('OTHER'), await routed('SAFE.GBV')];
    const [first, second, third] = reports.map(({ id }) => ({ id }));
    if (!first || !second || !third) throw new Error('too few');
    await gateway.pass(1);
    await awaitCitizen(gateway.deps, OFFICIAL, first, { text: 'Which house?' });
    await gateway.pass(3);
    await reply(gateway.deps, OFFICIAL, first, { text: 'We found it.' });
    await transfer(gateway.deps, OFFICIAL, second, { office: 'county_secretary@KE.001', reason: 'Theirs' });
    await awaitCitizen(gateway.deps, OFFICIAL, third, { text: 'Which house?' });
    await gateway.pass(20);
    const all = () => gateway.deps.db.selectFrom('grievances').selectAll().orderBy('id').execute();
    const before = await all();
    await recompute();
    expect(await all()).toEqual(before);
  });

  it('leaves the date of a law, and what is past or would be', async () => {
    const lawful = await routed('INFO.REQ');
    const late = await routed();
    await gateway.deps.db
      .updateTable('grievances')
      .set({ respond_by: plus(gateway.deps.now(), -1) })
      .where('id', '=', late.id)
      .execute();
    // A day that was off is worked: a promise would have been due before now.
    const soon = await routed();
    const due = plus(gateway.deps.now(), 0.5);
    const longAgo = { clock_from: plus(soon.clock_from, -72), respond_by: due };
    await gateway.deps.db.updateTable('grievances').set(longAgo).where('id', '=', soon.id).execute();
    await change('2026-12-01', true);
    await recompute();
    expect((await readGrievance(gateway, lawful.id)).legal_by).toEqual(lawful.legal_by);
    expect((await readGrievance(gateway, lawful.id)).resolve_by?.getTime()).toBeLessThanOrEqual(
      lawful.legal_by?.getTime() ?? 0,
    );
    expect((await readGrievance(gateway, late.id)).respond_by).toEqual(plus(gateway.deps.now(), -1));
    expect((await readGrievance(gateway, soon.id)).respond_by).toEqual(due);
  });

  it('keeps what was promised when a target is changed later', async () => {
    const before = await routed();
    const shorter = { first_answer_hours: 2, resolve_hours: 4 };
    const { db } = gateway.deps;
    await db.updateTable('categories').set(shorter).where('id', '=', before.category_id).execute();
    await change('2026-12-02', true);
    await recompute();
    const after = await readGrievance(gateway, before.id);
    expect(after.respond_by?.getTime()).toBeGreaterThanOrEqual(before.respond_by?.getTime() ?? 0);
    expect(after.answer_hours).toBe(8);
    const newer = await routed();
    expect(newer.answer_hours).toBe(2);
    await db
      .updateTable('categories')
      .set({ first_answer_hours: 8, resolve_hours: 24 })
      .where('id', '=', before.category_id)
      .execute();
  });

  it('goes through more reports than one step holds', async () => {
    const { id } = await routed();
    const { rows } = await copies(id, 1_100);
    expect(rows).toBe(1_100);
    await change('2026-12-03', true);
    await recompute();
    const { moved } = await gateway.deps.db
      .selectFrom('grievance_events')
      .innerJoin('grievances', 'grievances.id', 'grievance_events.grievance_id')
      .select((row) => row.fn.countAll<number>().as('moved'))
      .where('type', '=', 'due_changed')
      .where('grievances.source', 'like', 'copy-%')
      .executeTakeFirstOrThrow();
    expect(moved).toBe(1_100);
  });

  /** The row so many times more, each with a resolution that lies behind every holiday of this file. */
  async function copies(id: string, number: number): Promise<{ rows: number }> {
    const { resolve_by: resolveBy, ...row } = await readGrievance(gateway, id);
    const values = Array.from({ length: number }, (_, index) => ({
      ...row,
      id: `0199${String(index).padStart(4, '0')}-0000-7000-8000-000000000000`,
      reference: String(90_000_000 + index),
      source: `copy-${index}`,
      resolve_by: plus(resolveBy, 24 * 30),
    }));
    for (let from = 0; from < number; from += 500) {
      await gateway.deps.db
        .insertInto('grievances')
        .values(values.slice(from, from + 500))
        .execute();
    }
    return { rows: values.length };
  }
});

describe('the sweep', () => {
  it('asks for it as long as it is not done, and a change asks at once', async () => {
    const asked = () => gateway.waiting.filter(({ job, id }) => job === 'recompute-deadlines' && id === programme.id);
    await recompute();
    await sweep(gateway.deps);
    expect(asked()).toEqual([]);
    await transact(gateway.deps, async (tx) => wakeRecompute(tx, programme.id));
    expect(asked()).toHaveLength(1);
    gateway.waiting.splice(0);
    await change('2026-12-04', true);
    await sweep(gateway.deps);
    // Some seconds later, when every process has taken it up.
    expect(asked()).toEqual([{ job: 'recompute-deadlines', id: programme.id, delayMs: 10_000 }]);
    await recompute();
    gateway.waiting.splice(0);
    await sweep(gateway.deps);
    expect(asked()).toEqual([]);
  });

  it('has nothing to ask for in a programme that was just loaded', async () => {
    const rows = await gateway.deps.db.selectFrom('programmes').select(['revision', 'clocks_revision']).execute();
    for (const row of rows) expect(row.clocks_revision).toBe(row.revision);
  });
});
