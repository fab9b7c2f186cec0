import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { MIGRATIONS } from '../../src/db/migrations/index.ts';
import { readNewestReleasedArea } from '../../src/db/released-areas.ts';
import { foldForAir } from '../../src/encoding.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import { localeOf } from '../../src/locales/index.ts';
import { type AreaRow, openRelease } from '../../src/open/release/open-release.ts';
import { areasAround } from '../../src/routing/areas-around.ts';
import type { Area, Programme } from '../../src/routing/programme.ts';
import type { Gateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';
import { fileReport } from '../support/report.ts';
import { get, LARGE, NEXT, openOctober, SMALL } from './scene.ts';

const { ussd, self, months, duration } = localeOf('en');

let gateway: Gateway;
let kosovo: Programme;
beforeAll(async () => {
  gateway = await openOctober();
  kosovo = gateway.deps.programmes.byName('kosovo') as Programme;
});
afterAll(() => gateway.close());

function areaOf(code: string): Area {
  const area = kosovo.areas.get(code);
  if (!area) throw new Error(`no area ${code}`);
  return area;
}

/** The lines of a release that are of all categories together, by area. */
async function published(month = '2026-10'): Promise<ReadonlyMap<string, AreaRow>> {
  const { body } = await get(gateway, `/open/kosovo/releases/${month}/release.json`).expect(200);
  const whole = openRelease.parse(body).areas.filter(({ category }) => category === null);
  return new Map(whole.map((row) => [row.area, row]));
}

let serial = 600_000;
/** What a phone shows of a place: everything above the navigation. */
async function dialled(area: Area): Promise<string> {
  serial += 1;
  const phone = await handset(gateway.app, `+38344${serial}`).dial(kosovo.ussdCode);
  const menu = await phone.choose(self);
  const place = await (await menu.choose(foldForAir(ussd.menuInfo))).type(area.names.en);
  const info = place.screen.includes(ussd.infoFigures) ? place : await place.type('1');
  const { screen } = await info.choose(ussd.infoFigures);
  return screen.split('\n0. ')[0] ?? '';
}

/** What it must show: of the place or the smallest around it, what the release has, in its words. */
async function expected(area: Area, month = '2026-10'): Promise<string> {
  const rows = await published(month);
  const told = [area, ...areasAround(area)].map(({ code }) => rows.get(code)).find((row) => row !== undefined);
  if (!told) throw new Error('nothing was published');
  const [year = '', number = ''] = month.split('-');
  const { received, answered, late, median_hours: hours } = told;
  const said = (count: typeof late, words: (count: string) => string, other: (count: string) => string) =>
    count === null
      ? []
      : [
          count === 'most'
            ? other(ussd.figuresUnderTen)
            : words(count === 'few' ? ussd.figuresUnderTen : String(count)),
        ];
  return [
    ussd.figures(told.area_names.en, `${months[Number(number) - 1]} ${year}`, String(received)),
    ...said(answered, ussd.figuresAnswered, ussd.figuresUnanswered),
    ...said(late, ussd.figuresLate, ussd.figuresInTime),
    ...(hours === null ? [] : [ussd.figuresMedian(duration(hours < 48 ? hours : Math.ceil(hours / 24) * 24))]),
  ].join('\n');
}

const kept = () =>
  gateway.deps.db.selectFrom('released_areas').selectAll().orderBy('month').orderBy('area_id').execute();

describe('what a release tells of places', () => {
  it('is kept with it, line for line, and nothing else', async () => {
    const rows = await published();
    expect(rows.size).toBeGreaterThan(1);
    expect((await kept()).map((row) => ({ ...row, area: kosovo.byId.areas.get(row.area_id)?.code }))).toEqual(
      expect.arrayContaining(
        [...rows.values()].map((row) =>
          expect.objectContaining({
            area: row.area,
            month: '2026-10-01',
            received: row.received,
            answered: row.answered === null ? null : String(row.answered),
            late: row.late === null ? null : String(row.late),
            median_hours: row.median_hours,
          }),
        ),
      ),
    );
    expect(await kept()).toHaveLength(rows.size);
  });

  it.each([LARGE, NEXT, SMALL])('is what a phone shows: %s', async (code) => {
    expect(await dialled(areaOf(code))).toBe(await expected(areaOf(code)));
  });

  it('is of the place around one that was hidden, and of no sealed report and none about an office', async () => {
    const rows = await published();
    expect(rows.has(SMALL)).toBe(false);
    // 34, 25, 4 and 40: neither the 20 sealed ones nor the 12 about an office.
    expect(rows.get('XK')?.received).toBe(105);
    const shown = await dialled(areaOf(SMALL));
    expect(shown).not.toContain(areaOf(SMALL).names.en);
    expect(shown).toMatch(/, Oct 2026: \d+ reports/);
  });

  it('stays on the phone as it is whatever is filed, answered or counted after it', async () => {
    const before = await Promise.all([LARGE, SMALL, 'XK'].map((code) => dialled(areaOf(code))));
    const category = kosovo.topCategories.find(({ stream }) => stream === 'ordinary')?.code ?? '';
    for (let one = 0; one < 12; one += 1) {
      const phone = `+3834477${String(one).padStart(4, '0')}`;
      await fileReport(gateway, { programme: 'kosovo', category, area: SMALL, phone, source: `after ${one}` });
    }
    await gateway.deps.db.updateTable('grievances').set({ first_answered_at: gateway.deps.now() }).execute();
    await countFigures(gateway.deps, kosovo.id);
    await gateway.pass(2);
    expect(await Promise.all([LARGE, SMALL, 'XK'].map((code) => dialled(areaOf(code))))).toEqual(before);
  });

  it('is filled in from the files of releases that were there before', async () => {
    const { db } = gateway.deps;
    const before = await kept();
    await sql`drop table released_areas`.execute(db);
    await sql`create table area_figures ()`.execute(db);
    await db.transaction().execute(async (tx) => MIGRATIONS['20261123T0350-add-released-areas']?.up(tx));
    expect(await kept()).toEqual(before);
    expect(await sql`select to_regclass('area_figures') as gone`.execute(db)).toMatchObject({ rows: [{ gone: null }] });
  });

  it('is only ever added to', async () => {
    const { db } = gateway.deps;
    await expect(sql`update released_areas set received = 0`.execute(db)).rejects.toThrow('only ever added to');
    await expect(sql`delete from released_areas`.execute(db)).rejects.toThrow('only ever added to');
  });

  it('gives way to the next month, for every place that lies in one that was told of', async () => {
    await gateway.pass(24 * 30);
    await gateway.pass(0.1);
    expect([...(await published('2026-11')).keys()]).toContain('XK');
    expect(await dialled(areaOf(SMALL))).toBe(await expected(areaOf(SMALL), '2026-11'));
  });

  it('is looked for in the newest month first, then near, and no further back than was asked', async () => {
    const { db } = gateway.deps;
    const areaIds = [areaOf(SMALL), ...areasAround(areaOf(SMALL))].map(({ id }) => id);
    const read = (since: string, ids = areaIds) => readNewestReleasedArea(db, { areaIds: ids, since });
    expect(await read('2026-11-01')).toMatchObject({ month: '2026-11' });
    expect(await read('2026-12-01')).toBeUndefined();
    expect(await read('2026-01-01', [areaOf(SMALL).id])).toBeUndefined();
    expect(await read('2026-01-01', [])).toBeUndefined();
  });

  it('is too old to show after a year without another', async () => {
    await gateway.pass(24 * 430);
    const shown = await dialled(areaOf(LARGE));
    expect(shown).toBe(foldForAir(ussd.figuresFew(areaOf(LARGE).names.en)));
  });
});
