import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';
import type { Grievance } from '../../src/db/schema.ts';
import { monitorWordsOf } from '../../src/locales/monitor/index.ts';
import { LANGUAGES, type Programme } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openProgram } from '../support/program.ts';
import { found, KILIFI_WATER, MOMBASA_WATER } from './scene.ts';
import { fillWork } from './work-scene.ts';

let gateway: Gateway;
let programme: Programme;
let reports: readonly Grievance[];
let observer: Person;
let supervisor: Person;

beforeAll(async () => {
  gateway = await openGateway();
  programme = await fillWork(gateway);
  reports = await gateway.deps.db.selectFrom('grievances').selectAll().where('stream', '=', 'ordinary').execute();
  observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
  supervisor = await openPerson(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE.001' });
});
afterAll(() => gateway.close());

type Line = Readonly<Record<string, string>>;

/** A part of a page as its file, by the first column. */
async function table(who: Person, path: string): Promise<ReadonlyMap<string, Line>> {
  const answer = await who.get(path).expect(200);
  expect(answer.headers['content-type']).toContain('text/csv');
  const lines: Line[] = parse(answer.text, { columns: true, bom: true });
  return new Map(lines.map((line) => [Object.values(line)[0] ?? '', line]));
}

// The same figures by another way: from the rows of the tables, one after the other.

const DAY_MS = 86_400_000;
const PERIOD = ['2025-12', '2026-11'] as const;
const local = (at: Date) => DateTime.fromJSDate(at, { zone: 'Africa/Nairobi' });
const monthOf = (at: Date) => local(at).toFormat('yyyy-MM');
const isInPeriod = (month: string) => month >= PERIOD[0] && month <= PERIOD[1];
const isIn = (areaId: string, code: string): boolean => {
  for (let area = programme.byId.areas.get(areaId) ?? null; area !== null; area = area.parent) {
    if (area.code === code) return true;
  }
  return false;
};
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const share = (part: number, of: number) => (of === 0 ? '' : (part / of).toFixed(4));

describe('what is open now', () => {
  const isOpen = ({ status }: Grievance) =>
    status === 'filed' || status === 'routed' || status === 'acknowledged' || status === 'awaiting_citizen';
  const isOverdue = (row: Grievance) => {
    const now = gateway.deps.now();
    const isLate = (at: Date | null) => at !== null && at <= now;
    return (
      row.status !== 'awaiting_citizen' &&
      (isLate(row.resolve_by) || (row.first_answered_at === null && isLate(row.respond_by)))
    );
  };
  const daysOf = ({ filed_at: at }: Grievance) => (gateway.deps.now().getTime() - at.getTime()) / DAY_MS;
  const open = (withAbout: boolean) => reports.filter((row) => isOpen(row) && (withAbout || !row.about_office_id));

  it('is every open report once: how many, how late, how old', async () => {
    const summary = await table(observer, '/monitor/backlog?as=csv&table=summary');
    const all = open(true);
    expect(all.length).toBeGreaterThan(100);
    expect(summary.get('Open')?.Reports).toBe(String(all.length));
    expect(summary.get('Overdue')?.Reports).toBe(String(all.filter(isOverdue).length));
    const waiting = all.filter(({ status }) => status === 'awaiting_citizen').length;
    expect(summary.get('Waiting for the citizen')).toMatchObject({
      Reports: String(waiting),
      Share: share(waiting, all.length),
    });
    expect(summary.get('Oldest, days')?.Reports).toBe(String(Math.floor(Math.max(...all.map(daysOf)))));
    const ages = await table(observer, '/monitor/backlog?as=csv&table=ages');
    const classes = [
      ['up to 7 days', 0, 7],
      ['7 to 30 days', 7, 30],
      ['30 to 90 days', 30, 90],
      ['90 to 180 days', 90, 180],
      ['over 180 days', 180, Number.POSITIVE_INFINITY],
    ] as const;
    expect([...ages.keys()]).toEqual(classes.map(([name]) => name));
    for (const [name, from, to] of classes) {
      const count = all.filter((row) => daysOf(row) >= from && daysOf(row) < to).length;
      expect([name, ages.get(name)?.Open]).toEqual([name, String(count)]);
    }
  });

  it('is parted by office, the most overdue first, and by area', async () => {
    const offices = await table(observer, '/monitor/backlog?as=csv&table=offices');
    for (const [id, office] of programme.byId.offices) {
      const own = open(true).filter((row) => row.office_id === id);
      const line = offices.get(office.names.en);
      if (own.length === 0) expect([office.code, line]).toEqual([office.code, undefined]);
      else {
        expect(line).toMatchObject({
          Open: String(own.length),
          Overdue: String(own.filter(isOverdue).length),
          'over 90 days': String(own.filter((row) => daysOf(row) >= 90).length),
          'Oldest, days': String(Math.floor(Math.max(...own.map(daysOf)))),
        });
      }
    }
    const nobody = open(true).filter((row) => row.office_id === null).length;
    expect(offices.get('No office yet (triage)')?.Open).toBe(String(nobody));
    const overdue = [...offices.values()].map((line) => Number(line.Overdue));
    expect(overdue).toEqual([...overdue].sort((one, other) => other - one));
    const areas = await table(observer, '/monitor/backlog?as=csv&table=areas&category=WATER');
    const water = open(true).filter(
      (row) => isIn(row.area_id, 'KE.003') && programme.byId.categories.get(row.category_id)?.code.startsWith('WATER'),
    );
    expect(areas.get('Kilifi')?.Open).toBe(String(water.length));
  });

  it('is of her area for a supervisor, without what is about an office, and says when it was counted', async () => {
    const summary = await table(supervisor, '/monitor/backlog?as=csv&table=summary');
    const hers = open(false).filter(({ area_id: id }) => isIn(id, 'KE.001'));
    expect(hers.length).toBeGreaterThan(10);
    expect(summary.get('Open')?.Reports).toBe(String(hers.length));
    const offices = await table(supervisor, '/monitor/backlog?as=csv&table=offices');
    expect([...offices.keys()]).not.toContain(programme.offices.get(KILIFI_WATER)?.names.en);
    const page = await supervisor.get('/monitor/backlog?from=2026-01&to=2026-02').expect(200);
    expect(page.text).toContain('Counted Mon 23 Nov 09:30.');
    // It is of now: no months are asked for.
    expect(page.text).not.toMatch(/name="from"|Jan 2026/);
    await supervisor.get('/monitor/backlog?area=KE.003').expect(422);
  });

  it('says so while nothing was counted, and where nothing is open', async () => {
    const other = await openPerson(gateway, { programme: 'kosovo', role: 'observer' });
    expect((await other.get('/monitor/backlog').expect(200)).text).toContain('has not been counted yet');
    const none = await observer.get('/monitor/backlog?area=KE.005').expect(200);
    expect(none.text).toContain('Nothing is open.');
  });
});

describe('who used the time', () => {
  const turns = async () => {
    const rows = await gateway.deps.db
      .selectFrom('holdings')
      .innerJoin('grievances', 'grievances.id', 'holdings.grievance_id')
      .selectAll('holdings')
      .where('stream', '=', 'ordinary')
      .execute();
    return rows.flatMap((row) =>
      row.until_at !== null && isInPeriod(monthOf(row.until_at))
        ? [
            {
              ...row,
              month: monthOf(row.until_at),
              elapsed: (row.until_at.getTime() - row.from_at.getTime()) / DAY_MS,
              worked: (row.working_minutes ?? 0) / 480,
            },
          ]
        : [],
    );
  };

  it.each([
    ['working', ''],
    ['calendar', '&times=calendar'],
  ] as const)('is every turn that ended, in %s days', async (kind, query) => {
    const all = await turns();
    const days = (rows: typeof all) => sum(rows.map((row) => (kind === 'working' ? row.worked : row.elapsed)));
    const holders = await table(observer, `/monitor/time?as=csv&table=holders${query}`);
    for (const [name, holder] of [
      ['Offices', 'office'],
      ['Triage', 'triage'],
      ['Waiting for the citizen', 'citizen'],
    ] as const) {
      const own = all.filter((row) => row.holder === holder);
      const line = found(holders.get(name));
      expect(Math.abs(Number(line.Days) - days(own))).toBeLessThan(0.051);
      expect(line.Turns).toBe(String(own.length));
      expect(line.Share).toBe(share(days(own), days(all)));
    }
    const offices = await table(observer, `/monitor/time?as=csv&table=offices${query}`);
    const office = found(programme.offices.get(MOMBASA_WATER));
    const own = all.filter((row) => row.office_id === office.id);
    const line = found(offices.get(office.names.en));
    expect(Math.abs(Number(line.Days) - days(own.filter(({ holder }) => holder === 'office')))).toBeLessThan(0.051);
    const waited = days(own.filter(({ holder }) => holder === 'citizen'));
    expect(Math.abs(Number(line['Waiting for the citizen']) - waited)).toBeLessThan(0.051);
    const months = await table(observer, `/monitor/time?as=csv&table=months${query}`);
    expect(months.size).toBe(12);
    const march = all.filter((row) => row.month === '2026-03' && row.holder === 'triage');
    expect(Math.abs(Number(months.get('Mar 2026')?.Triage) - days(march))).toBeLessThan(0.051);
    const drawn = await observer.get(`/monitor/time?as=svg&chart=months${query}`).expect(200);
    expect(drawn.headers['content-type']).toContain('image/svg+xml');
  });

  it('is of one office on demand', async () => {
    await supervisor.get(`/monitor/time?office=${encodeURIComponent(KILIFI_WATER)}`).expect(422);
    const office = encodeURIComponent(KILIFI_WATER);
    const holders = await table(observer, `/monitor/time?as=csv&table=holders&office=${office}`);
    const own = (await turns()).filter((row) => row.office_id === programme.offices.get(KILIFI_WATER)?.id);
    expect(holders.get('Offices')?.Turns).toBe(String(own.filter(({ holder }) => holder === 'office').length));
    // Triage is nobody's office: it is not said that it took no time.
    expect([...holders.keys()]).toEqual(['Offices', 'Waiting for the citizen']);
    const none = await observer.get('/monitor/time?from=2020-01&to=2020-02').expect(200);
    expect(none.text).toContain('No turn of anybody ended in Jan 2020 to Feb 2020.');
  });

  it('says nothing of triage but where it is of the whole programme', async () => {
    expect((await observer.get('/monitor/time').expect(200)).text).toContain('an office, triage, or the citizen');
    for (const [who, query] of [
      [supervisor, ''],
      [observer, '&area=KE.001'],
      [observer, `&office=${encodeURIComponent(MOMBASA_WATER)}`],
    ] as const) {
      const holders = await table(who, `/monitor/time?as=csv&table=holders${query}`);
      expect([...holders.keys()]).toEqual(['Offices', 'Waiting for the citizen']);
      const shares = [...holders.values()].map((line) => Number(line.Share));
      expect(Math.abs(sum(shares) - 1)).toBeLessThan(0.0002);
      const [month] = (await table(who, `/monitor/time?as=csv&table=months${query}`)).values();
      expect(Object.keys(month ?? {})).toEqual(['Month', 'Offices', 'Waiting for the citizen']);
      for (const language of LANGUAGES) {
        const words = monitorWordsOf(language).work;
        const page = (await who.get(`/monitor/time?lang=${language}${query}`).expect(200)).text;
        expect(page).not.toContain(words.holders.triage);
        expect(page).toContain(words.timeAboutOffices);
      }
    }
  });
});

describe('areas and categories that are no more', () => {
  const GONE = ['Kilifi (no longer there)', 'Roads, lights, drains (no longer there)'] as const;

  async function retire(at: Date | null): Promise<void> {
    const { db, programmes } = gateway.deps;
    for (const [name, code] of [
      ['areas', 'KE.003'],
      ['categories', 'ROADS'],
    ] as const) {
      const row = { retired_at: at };
      await db.updateTable(name).set(row).where('programme_id', '=', programme.id).where('code', '=', code).execute();
    }
    await db
      .updateTable('programmes')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', programme.id)
      .execute();
    await programmes.reload();
  }
  beforeAll(() => retire(gateway.deps.now()));
  afterAll(() => retire(null));

  /** The numbers of a column, of which a whole is made. */
  const of = (lines: ReadonlyMap<string, Line>, column: string) =>
    sum([...lines.values()].map((line) => Number(line[column])));

  it('keep their history in the tables by part, and cannot be chosen', async () => {
    const received = (lines: ReadonlyMap<string, Line>) => of(lines, 'Reports');
    const months = await table(observer, '/monitor?as=csv&table=months');
    const areas = await table(observer, '/monitor?as=csv&table=areas');
    const categories = await table(observer, '/monitor?as=csv&table=categories');
    expect(received(months)).toBeGreaterThan(100);
    expect([received(areas), received(categories)]).toEqual([received(months), received(months)]);
    expect([...areas.keys(), ...categories.keys()]).toEqual(expect.arrayContaining([...GONE]));
    const page = await observer.get('/monitor').expect(200);
    for (const name of GONE) expect(page.text).toContain(name);
    expect(page.text).not.toMatch(/href="[^"]*(area=KE\.003|category=ROADS)["&]/);
    const program = await openProgram(gateway, { programme: 'kenya-coast', role: 'observer' });
    for (const part of ['area', 'category']) {
      const { items, total } = (await program.get(`/figures?group_by=${part}`).expect(200)).body;
      expect(sum(items.map((item: { received: number }) => item.received))).toBe(total.received);
    }
  });

  it('keep what is open in the backlog by part', async () => {
    const summary = await table(observer, '/monitor/backlog?as=csv&table=summary');
    const areas = await table(observer, '/monitor/backlog?as=csv&table=areas');
    const open = Number(summary.get('Open')?.Reports);
    expect(Number(areas.get(GONE[0])?.Open)).toBeGreaterThan(10);
    expect(of(areas, 'Open')).toBe(open);
    const program = await openProgram(gateway, { programme: 'kenya-coast', role: 'observer' });
    for (const part of ['area', 'category']) {
      const { items, total } = (await program.get(`/backlog?group_by=${part}`).expect(200)).body;
      expect([total.open, sum(items.map((item: { open: number }) => item.open))]).toEqual([open, open]);
    }
  });
});
