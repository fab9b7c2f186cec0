import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { NIL } from 'uuid';
import { addToGroup } from '../../src/db/consents.ts';
import { saveRating } from '../../src/db/ratings.ts';
import { transact } from '../../src/db/transact.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import { rebuildFigures } from '../../src/figures/rebuild-figures.ts';
import { refreshSnapshots } from '../../src/figures/refresh-snapshots.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { awaitCitizen } from '../../src/grievances/await-citizen.ts';
import { confirm } from '../../src/grievances/confirm.ts';
import { localDay } from '../../src/grievances/local-day.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';
import { fileReport, readGrievance } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const CITIZEN: Actor = { kind: 'citizen', id: null, channel: 'ussd' };
const MTONGWE = 'KE.001.005.0021';
const WATER = 'water_company@KE.001';

describe('what is counted from time to time', () => {
  let gateway: Gateway;
  let programme: Programme;
  let count = 0;
  beforeAll(async () => {
    gateway = await openGateway();
    const found = gateway.deps.programmes.byName('kenya-coast');
    if (!found) throw new Error('no programme');
    programme = found;
  });
  afterAll(() => gateway.close());

  const refresh = () => refreshSnapshots(gateway.deps, programme.id);
  async function routed(category = 'WATER.DRY', about?: string): Promise<string> {
    count += 1;
    const report = {
      category,
      area: MTONGWE,
      phone: `+2547710${String(count).padStart(5, '0')}`,
      source: `snap-${count}`,
    };
    const { id } = await fileReport(gateway, { ...report, ...(about === undefined ? {} : { about }) });
    await routeGrievance(gateway.deps, id);
    return id;
  }
  const open = async (kind: string, ids: { office_id?: string; area_id?: string } = {}) =>
    gateway.deps.db
      .selectFrom('backlog')
      .selectAll()
      .where((eb) => eb.and({ kind, office_id: NIL, area_id: NIL, category_id: NIL, is_about: false, ...ids }))
      .executeTakeFirst();

  it('is what is open now, by whoever has it and for every place above it, and how old', async () => {
    const [old, waiting, done] = [await routed(), await routed(), await routed()];
    await awaitCitizen(gateway.deps, OFFICIAL, { id: waiting }, { text: 'Which house?' });
    await resolve(gateway.deps, OFFICIAL, { id: done }, { text: 'Mended.' });
    await gateway.deps.db
      .updateTable('grievances')
      .set({ filed_at: new Date(gateway.deps.now().getTime() - 40 * 86_400_000), respond_by: gateway.deps.now() })
      .where('id', '=', old)
      .execute();
    await routed('INTEG.BRIBE');
    await refresh();
    const office = programme.offices.get(WATER)?.id ?? '';
    const expected = { open: 2, overdue: 1, waiting: 1, in_triage: 0, ages: [1, 0, 1, 0, 0] };
    expect(await open('all')).toMatchObject(expected);
    expect(await open('office', { office_id: office })).toMatchObject(expected);
    for (const code of [MTONGWE, 'KE.001', 'KE']) {
      expect([code, await open('area', { area_id: programme.areas.get(code)?.id ?? '' })]).toMatchObject([
        code,
        expected,
      ]);
    }
  });

  it('keeps reports about an office apart', async () => {
    await routed('WATER.DRY', WATER);
    await gateway.pass(0.1);
    await refresh();
    expect((await open('all'))?.open).toBe(2);
    const about = await gateway.deps.db
      .selectFrom('backlog')
      .select('open')
      .where('kind', '=', 'all')
      .where('is_about', '=', true)
      .executeTakeFirst();
    expect(about).toEqual({ open: 1 });
  });

  it('is not counted again at once, and is when it is old', async () => {
    await routed();
    await refresh();
    expect((await open('all'))?.open).toBe(2);
    await gateway.pass(0.1);
    expect((await open('all'))?.open).toBe(3);
  });

  it('holds what was sent, without what would tell of a sealed report', async () => {
    await gateway.work();
    await gateway.pass(2);
    const rows = await gateway.deps.db
      .selectFrom('message_counts')
      .selectAll()
      .where('direction', '=', 'out')
      .execute();
    const sent = await gateway.deps.db
      .selectFrom('messages')
      .select(({ fn }) => [fn.countAll<number>().as('messages'), fn.sum<number>('segments').as('segments')])
      .where('direction', '=', 'out')
      .where('purpose', 'not in', ['page', 'news'])
      .executeTakeFirstOrThrow();
    expect(rows.reduce((sum, { messages }) => sum + messages, 0)).toBe(Number(sent.messages));
    expect(rows.map(({ purpose }) => purpose)).not.toContain('page');
    expect(rows.map(({ purpose }) => purpose)).not.toContain('news');
  });

  it('holds what units were given, by everybody and by group', async () => {
    const unit = [...programme.units.values()][0];
    if (!unit) throw new Error('no unit');
    const phone = handset(gateway.app, '+254771999999');
    await phone.sms('22101', `RATE ${unit.number} 4`);
    await gateway.work();
    await gateway.deps.db
      .updateTable('citizens')
      .set({ groups: ['women'] })
      .execute();
    await gateway.pass(2);
    const rows = await gateway.deps.db
      .selectFrom('rating_counts')
      .select(['group_code', 'indicator', 'given'])
      .where('unit_id', '=', unit.id)
      .orderBy('group_code')
      .execute();
    expect(rows).toEqual([
      { group_code: '', indicator: '', given: [0, 0, 0, 1, 0] },
      { group_code: 'women', indicator: '', given: [0, 0, 0, 1, 0] },
    ]);
    const groups = await gateway.deps.db
      .selectFrom('group_counts')
      .select(['group_code', 'received'])
      .where('area_id', '=', NIL)
      .execute();
    // Reports of people, without sealed ones and the one about an office.
    expect(new Set(groups.map(({ group_code: code }) => code))).toEqual(new Set(['women']));
    expect(groups.reduce((sum, { received }) => sum + received, 0)).toBe(4);
  });

  /** What is kept of all months, as a page reads it. */
  async function kept() {
    const { db } = gateway.deps;
    const groups = await db
      .selectFrom('group_counts')
      .selectAll()
      .orderBy('month')
      .orderBy('area_id')
      .orderBy('group_code')
      .execute();
    const ratings = await db
      .selectFrom('rating_counts')
      .selectAll()
      .orderBy('month')
      .orderBy('unit_id')
      .orderBy('group_code')
      .execute();
    return { groups, ratings };
  }

  it('holds of months long over what became of their reports since, and who has said who she is, as a rebuild does', async () => {
    const { db } = gateway.deps;
    const id = await routed();
    await gateway.pass(2);
    const month = localDay(gateway.deps.now(), programme.calendar.timeZone).slice(0, 7);
    const ofMonth = async () =>
      db
        .selectFrom('group_counts')
        .select(['group_code', 'received', 'answered', 'confirmed'])
        .where('area_id', '=', NIL)
        .where('month', '=', `${month}-01`)
        .where('group_code', 'in', ['', 'youth'])
        .orderBy('group_code')
        .execute();
    expect(await ofMonth()).toEqual([{ group_code: '', received: 1, answered: 0, confirmed: 0 }]);
    const { citizen_id: citizenId } = await readGrievance(gateway, id);
    const unit = [...programme.units.values()][0];
    if (!unit) throw new Error('no unit');
    await saveRating(db, {
      ...{
        programmeId: programme.id,
        unitId: unit.id,
        citizenId: citizenId ?? '',
        score: 2,
        comment: null,
        language: 'en',
      },
      ...{ channel: 'sms', ratedOn: `${month}-24`, now: gateway.deps.now() },
    });

    await gateway.pass(24 * 200);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended at last.' });
    await gateway.work();
    await transact(gateway.deps, (tx) => confirm(gateway.deps, tx, CITIZEN, { id }));
    await countFigures(gateway.deps, programme.id);
    await gateway.pass(2);
    expect(await ofMonth()).toEqual([{ group_code: '', received: 1, answered: 1, confirmed: 1 }]);

    await addToGroup(db, citizenId ?? '', 'youth', gateway.deps.now());
    await countFigures(gateway.deps, programme.id);
    await gateway.pass(2);
    expect(await ofMonth()).toEqual([{ group_code: 'youth', received: 1, answered: 1, confirmed: 1 }]);
    const refreshed = await kept();
    expect(refreshed.ratings.filter(({ group_code: code }) => code === 'youth')).toHaveLength(1);
    await rebuildFigures(db, programme, gateway.deps.now(), () => undefined);
    expect(await kept()).toEqual(refreshed);
    // Nothing is left to be counted again and again.
    expect(await db.selectFrom('stale_months').selectAll().execute()).toEqual([]);
  });

  it('is counted as far as it can be, and what could not be is tried again', async () => {
    const { db } = gateway.deps;
    const countedAt = async () =>
      Object.fromEntries(
        (
          await db
            .selectFrom('snapshots')
            .select(['what', 'counted_at'])
            .where('programme_id', '=', programme.id)
            .execute()
        ).map(({ what, counted_at: at }) => [what, at]),
      );
    // As if they had never been counted: all months are, one by one.
    const before = await kept();
    await db.deleteFrom('snapshots').execute();
    await db.deleteFrom('group_counts').execute();
    await db.deleteFrom('rating_counts').execute();
    await sql`alter table message_counts rename to message_counts_away`.execute(db);
    await expect(refresh()).rejects.toThrow('message_counts');
    const now = gateway.deps.now();
    expect(await countedAt()).toEqual({ backlog: now, ratings: now, groups: now });
    expect(await kept()).toEqual(before);
    await sql`alter table message_counts_away rename to message_counts`.execute(db);
    await refresh();
    expect(await countedAt()).toEqual({ backlog: now, messages: now, ratings: now, groups: now });
  });
});
