import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Selectable } from 'kysely';
import { DateTime } from 'luxon';
import type { Grievance, MessagesTable, RatingsTable } from '../../src/db/schema.ts';
import { markSnapshot } from '../../src/db/snapshots.ts';
import { shareRange } from '../../src/figures/share-range.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fillHistory, found, insert } from './scene.ts';
import { addCitizens, addRatings, countAll, fillWork } from './work-scene.ts';

let gateway: Gateway;
let programme: Programme;
let observer: Person;
let supervisor: Person;
let khulna: Programme;
let watcher: Person;
let groupsOf: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  gateway = await openGateway();
  programme = await fillWork(gateway);
  khulna = await fillKhulna();
  const { db } = gateway.deps;
  const citizens = await db.selectFrom('citizens').select(['id', 'groups']).execute();
  groupsOf = new Map(citizens.map(({ id, groups }) => [id, groups]));
  observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
  supervisor = await openPerson(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE.001' });
});
afterAll(() => gateway.close());

/** Reports of the programme that has a target. */
async function fillKhulna(): Promise<Programme> {
  const other = found(gateway.deps.programmes.byName('khulna'));
  watcher = await openPerson(gateway, { programme: 'khulna', role: 'observer' });
  const citizens = await addCitizens(gateway, other, 120);
  const [raw] = await fillHistory(gateway, 1);
  const like = {
    ...found(raw),
    office: null,
    area: found(other.areas.get('BD.40.47.KCC.09')),
    category: found(other.categories.get('WATER')),
  };
  const kinds = [
    { stream: 'ordinary', answered: true, about: null },
    { stream: 'ordinary', answered: false, about: null },
    { stream: 'child', answered: true, about: null },
    { stream: 'ordinary', answered: true, about: found([...other.offices.values()][0]) },
  ] as const;
  await insert(
    gateway,
    other,
    Array.from({ length: 120 }, (_, index) => ({ ...like, ...found(kinds[index % 4]) })),
  );
  const rows = await gateway.deps.db
    .selectFrom('grievances')
    .select('id')
    .where('programme_id', '=', other.id)
    .orderBy('id')
    .execute();
  for (const [index, { id }] of rows.entries()) {
    // Others report each kind: thirty people have an answer that counts.
    const citizen = found(citizens[(index % 4) * 30 + Math.floor(index / 4)]);
    await gateway.deps.db.updateTable('grievances').set({ citizen_id: citizen }).where('id', '=', id).execute();
  }
  await countAll(gateway, other);
  return other;
}

async function reportsOf({ id }: Programme): Promise<Grievance[]> {
  return gateway.deps.db
    .selectFrom('grievances')
    .selectAll()
    .where('programme_id', '=', id)
    .where('stream', '=', 'ordinary')
    .execute();
}

type Line = Readonly<Record<string, string>>;

async function table(who: Person, path: string): Promise<ReadonlyMap<string, Line>> {
  const answer = await who.get(path).expect(200);
  const lines: Line[] = parse(answer.text, { columns: true, bom: true });
  return new Map(lines.map((line) => [Object.values(line)[0] ?? '', line]));
}

const share = (part: number, of: number) => (of === 0 ? '' : (part / of).toFixed(4));
const isInPeriod = (month: string) => month >= '2025-12' && month <= '2026-11';
const monthOf = (at: Date) => DateTime.fromJSDate(at, { zone: 'Africa/Nairobi' }).toFormat('yyyy-MM');
const isIn = (areaId: string, code: string): boolean => {
  for (let area = programme.byId.areas.get(areaId) ?? null; area !== null; area = area.parent) {
    if (area.code === code) return true;
  }
  return false;
};

describe('the report card of citizens', () => {
  type Rating = Selectable<RatingsTable>;
  const ratings = async (): Promise<Rating[]> =>
    (await gateway.deps.db.selectFrom('ratings').selectAll().execute()).filter(({ rated_on: day }) =>
      isInPeriod(day.slice(0, 7)),
    );
  const ofCoast = async () => (await ratings()).filter((row) => row.programme_id === programme.id);
  const good = (rows: readonly Rating[]) => rows.filter(({ score }) => score >= 4).length;

  it('says of each unit how many are satisfied, how sure that is, and how reports from there ended', async () => {
    const all = await ofCoast();
    const units = await table(observer, '/monitor/ratings?as=csv&table=units');
    expect(units.size).toBe(new Set(all.map(({ unit_id: id }) => id)).size);
    const reports = await reportsOf(programme);
    for (const unit of programme.units.values()) {
      const own = all.filter(({ unit_id: id }) => id === unit.id);
      if (own.length === 0) continue;
      const line = found(units.get(unit.names.en));
      const range = found(shareRange(good(own), own.length));
      const told = reports.filter(
        ({ outcome, area_id: id, filed_at: at }) =>
          outcome !== null && isIn(id, unit.area.code) && isInPeriod(monthOf(at)),
      );
      expect(line).toMatchObject({
        Satisfied: share(good(own), own.length),
        'Between: from': range[0].toFixed(4),
        'Between: to': range[1].toFixed(4),
        Ratings: String(own.length),
        'Mean of 5': (own.reduce((sum, { score }) => sum + score, 0) / own.length).toFixed(1),
        'Outcomes there': String(told.length),
        'Reports confirmed there': share(told.filter(({ outcome }) => outcome === 'confirmed').length, told.length),
      });
    }
    const lows = [...units.values()].map((line) => Number(line['Between: from']));
    expect(lows).toEqual([...lows].sort((one, other) => other - one));
  });

  it('says it by question, where yes is good of a yes or no', async () => {
    const kosovo = found(gateway.deps.programmes.byName('kosovo'));
    await addRatings(gateway, kosovo, await addCitizens(gateway, kosovo, 50));
    await countAll(gateway, kosovo);
    const all = (await ratings()).filter((row) => row.programme_id === kosovo.id);
    const person = await openPerson(gateway, { programme: 'kosovo', role: 'observer' });
    const lines = await table(person, '/monitor/ratings?as=csv&table=indicators');
    const asked = kosovo.indicators.filter(({ code }) => all.some(({ answers }) => answers[code] !== undefined));
    expect(asked.map(({ scale }) => scale)).toEqual(expect.arrayContaining(['score', 'yes_no']));
    for (const { code, scale, names } of asked) {
      const values = all.flatMap(({ answers }) => answers[code] ?? []);
      const isGood = (value: number) => (scale === 'yes_no' ? value === 1 : value >= 4);
      expect(lines.get(names.en)).toMatchObject({
        Good: share(values.filter(isGood).length, values.length),
        Ratings: String(values.length),
      });
    }
  });

  it('says it by group, but nothing of fewer than ten', async () => {
    const all = await ofCoast();
    const lines = await table(observer, '/monitor/ratings?as=csv&table=groups');
    expect(lines.get('Everybody')).toMatchObject({
      Ratings: String(all.length),
      Satisfied: share(good(all), all.length),
    });
    const sizes = programme.groups.map(({ code, names }) => {
      const own = all.filter(({ citizen_id: id }) => groupsOf.get(id)?.includes(code));
      const line = found(lines.get(names.en));
      if (own.length < 10) {
        expect(line).toEqual({
          Group: names.en,
          Satisfied: 'fewer than 10',
          'Between: from': '',
          'Between: to': '',
          Ratings: '',
        });
      } else expect(line).toMatchObject({ Ratings: String(own.length), Satisfied: share(good(own), own.length) });
      return own.length;
    });
    expect(sizes.some((size) => size < 10)).toBe(true);
    expect(sizes.some((size) => size >= 10)).toBe(true);
  });

  it('is of one unit or one area on demand, month by month', async () => {
    const all = await ofCoast();
    const [unit] = programme.units.values();
    const own = all.filter(({ unit_id: id }) => id === unit?.id);
    const months = await table(observer, `/monitor/ratings?as=csv&table=months&unit=${unit?.code}`);
    expect(months.size).toBe(12);
    for (const [name, line] of months) {
      const month = DateTime.fromFormat(name, 'LLL yyyy', { locale: 'en' }).toFormat('yyyy-MM');
      const then = own.filter(({ rated_on: day }) => day.startsWith(month));
      expect([name, line.Ratings, line.Satisfied]).toEqual([name, String(then.length), share(good(then), then.length)]);
    }
    const page = await observer.get(`/monitor/ratings?unit=${unit?.code}`).expect(200);
    expect(page.text).toContain(unit?.names.en);
    const hers = await table(supervisor, '/monitor/ratings?as=csv&table=units');
    for (const { names, area } of programme.units.values()) {
      if (hers.has(names.en)) expect(isIn(area.id, 'KE.001')).toBe(true);
    }
    const none = await observer.get('/monitor/ratings?from=2020-01&to=2020-01').expect(200);
    expect(none.text).toContain('Nobody rated a unit here in Jan 2020.');
  });
});

describe('whom the programme reaches', () => {
  const reports = async (withAbout: boolean): Promise<Grievance[]> => {
    return (await reportsOf(programme)).filter(
      (row) => isInPeriod(monthOf(row.filed_at)) && (withAbout || row.about_office_id === null),
    );
  };

  it('is reports per 1,000 people, with the year of the count, and no rate where nobody was counted', async () => {
    const all = await reports(true);
    const areas = await table(observer, '/monitor/reach?as=csv&table=areas');
    const mombasa = all.filter(({ area_id: id }) => isIn(id, 'KE.001')).length;
    expect(areas.get('Mombasa')).toEqual({
      Area: 'Mombasa',
      'Per 1,000': ((mombasa / 1_208_333) * 1000).toFixed(2),
      Reports: String(mombasa),
      People: '1208333',
      'Counted in': '2019',
    });
    // The sum of five counties, all counted in the same year.
    expect(areas.get('Kenya')).toMatchObject({ People: '3988803', 'Counted in': '2019', Reports: String(all.length) });
    const below = await table(observer, '/monitor/reach?as=csv&table=areas&area=KE.001');
    expect(below.get('Changamwe')).toMatchObject({ 'Per 1,000': '', People: '', 'Counted in': '' });
  });

  it('names the smallest areas that nobody reports from', async () => {
    const all = await reports(true);
    const silent = await table(observer, '/monitor/reach?as=csv&table=silent&area=KE.001');
    const wards = [...programme.areas.values()].filter(({ id, level }) => level === 'ward' && isIn(id, 'KE.001'));
    const heard = new Set(all.map(({ area_id: id }) => id));
    expect(silent.size).toBe(wards.filter(({ id }) => !heard.has(id)).length);
    expect(silent.has('Port Reitz')).toBe(false);
    const page = await observer.get('/monitor/reach?area=KE.001').expect(200);
    expect(page.text).toContain(`No report came from ${silent.size} of ${wards.length} of the smallest areas.`);
  });

  it('says how groups fare, but nothing of fewer than ten, and never of reports about an office', async () => {
    const all = (await reports(false)).filter(({ citizen_id: id }) => id !== null);
    const lines = await table(observer, '/monitor/reach?as=csv&table=groups');
    for (const { code, names } of [...programme.groups, { code: '', names: { en: 'Said none' } }]) {
      const own = all.filter(({ citizen_id: id }) => {
        const groups = groupsOf.get(id ?? '') ?? [];
        return code === '' ? groups.length === 0 : groups.includes(code);
      });
      const line = found(lines.get(names.en));
      if (own.length < 10) {
        expect(line).toMatchObject({ Reports: 'fewer than 10', Answered: '', Confirmed: '' });
        continue;
      }
      const told = own.filter(({ outcome }) => outcome === 'confirmed' || outcome === 'disputed');
      expect(line).toMatchObject({
        Reports: String(own.length),
        Answered: share(own.filter((row) => row.first_answered_at !== null).length, own.length),
        Confirmed: share(told.filter(({ outcome }) => outcome === 'confirmed').length, told.length),
        Outcomes: String(told.length),
      });
    }
    // Groups are not kept by category.
    const water = await observer.get('/monitor/reach?category=WATER').expect(200);
    expect(water.text).not.toContain('Reports, by group');
    await observer.get('/monitor/reach?as=csv&table=groups&category=WATER').expect(404);
  });

  it('counts the people who had an answer once each, against the target of the programme that has one', async () => {
    expect((await observer.get('/monitor/reach')).text).not.toContain('People served');
    const people = new Set(
      (await reportsOf(khulna)).flatMap((row) =>
        row.about_office_id === null && row.first_answered_at !== null ? (row.citizen_id ?? []) : [],
      ),
    );
    expect(people.size).toBe(30);
    const served = await table(watcher, '/monitor/reach?as=csv&table=served');
    expect(served.get('Everybody')).toEqual({
      Group: 'Everybody',
      People: String(people.size),
      'Of the target': (people.size / 13_045).toFixed(4),
    });
    for (const { code, names } of khulna.groups) {
      const own = [...people].filter((id) => groupsOf.get(id)?.includes(code)).length;
      expect(served.get(names.en)?.People).toBe(own < 10 ? 'fewer than 10' : String(own));
    }
    // Of a part of the programme there is no target.
    expect((await watcher.get('/monitor/reach?area=BD.40.47.12')).text).not.toContain('People served');
  });

  it('says of groups and of people served when they were counted, which is not now', async () => {
    const { db } = gateway.deps;
    // Half past nine in Kenya, half past twelve in Khulna.
    const [hour, day] = [50, 23 * 60].map((minutes) => new Date(gateway.deps.now().getTime() - minutes * 60_000));
    const about = (text: string, id: string) =>
      new RegExp(`<section[^>]*aria-labelledby="${id}".*?</section>`).exec(text)?.[0];
    for (const { id } of [programme, khulna])
      await markSnapshot(db, { programmeId: id, what: 'groups', at: found(hour) });
    await db
      .updateTable('people_served')
      .set({ counted_at: found(day) })
      .execute();
    const [kenya, bengal] = [await observer.get('/monitor/reach'), await watcher.get('/monitor/reach')];
    expect(about(kenya.text, 'groups')).toContain('Counted Mon 23 Nov 08:40.');
    expect(about(bengal.text, 'groups')).toContain('Counted Mon 23 Nov 11:40.');
    expect(about(bengal.text, 'served')).toContain('Counted Sun 22 Nov 13:30.');
    // What is counted behind every change is of now.
    expect(about(kenya.text, 'areas')).not.toContain('Counted Mon');
    expect(kenya.text).toContain('<p class="meta">Counted Mon 23 Nov 09:30.');
    await db.deleteFrom('snapshots').where('programme_id', '=', programme.id).where('what', '=', 'groups').execute();
    expect(about((await observer.get('/monitor/reach')).text, 'groups')).not.toContain('Counted');
  });
});

describe('calls and messages', () => {
  it('says on which screens calls ended half-way, by language', async () => {
    const ends = (await gateway.deps.db.selectFrom('call_ends').selectAll().execute()).filter(({ day }) =>
      isInPeriod(day.slice(0, 7)),
    );
    const count = (screen: string | null, how: string | null, language: string | null) =>
      ends
        .filter((row) => (screen ?? row.screen) === row.screen && (how ?? row.how) === row.how)
        .filter((row) => (language ?? row.language) === row.language)
        .reduce((sum, { calls }) => sum + calls, 0);
    const lines = await table(observer, '/monitor/lines?as=csv&table=calls');
    for (const [name, screen] of [
      ['Main menu', 'menu'],
      ['Report: place', 'report-place'],
      ['Report: own words', 'report-description'],
      ['Rating: choice of unit', 'rate-unit'],
    ] as const) {
      const swahili = count(screen, 'dropped', 'sw');
      expect(lines.get(name)).toMatchObject({
        'Half-way': String(count(screen, 'dropped', null)),
        Swahili: String(swahili),
        'Swahili: share of calls': String(Number((swahili / count(null, null, 'sw')).toFixed(3))),
      });
    }
    const page = await observer.get('/monitor/lines').expect(200);
    expect(page.text).toContain(`${count(null, 'dropped', null)} of ${count(null, null, null)} calls ended half-way.`);
  });

  it('says what became of messages, and what they cost; nothing of what tells of sealed reports', async () => {
    const all: Selectable<MessagesTable>[] = (
      await gateway.deps.db.selectFrom('messages').selectAll().execute()
    ).filter((row) => row.purpose !== 'page' && row.purpose !== 'news' && isInPeriod(monthOf(row.created_at)));
    const purposes = await table(observer, '/monitor/lines?as=csv&table=purposes');
    expect([...purposes.keys()].sort()).toEqual([
      'Answer of the office',
      'Day of officials',
      'Moved up',
      'Receipt of a report',
    ]);
    const receipts = all.filter(({ purpose }) => purpose === 'receipt');
    const as = (...states: string[]) => String(receipts.filter(({ state }) => states.includes(state)).length);
    expect(purposes.get('Receipt of a report')).toMatchObject({
      Sent: String(receipts.length),
      'Delivered, share': share(Number(as('delivered')), receipts.length),
      Delivered: as('delivered'),
      'Not confirmed': as('accepted'),
      Failed: as('refused', 'undelivered'),
      Unknown: as('unknown'),
      'Held back (STOP)': as('suppressed'),
      Waiting: as('queued'),
    });
    const costs = await table(observer, '/monitor/lines?as=csv&table=costs');
    for (const [name, line] of costs) {
      const month = DateTime.fromFormat(name, 'LLL yyyy', { locale: 'en' }).toFormat('yyyy-MM');
      const then = all.filter((row) => monthOf(row.created_at) === month);
      const out = then.filter(({ direction }) => direction === 'out');
      const kes = then.flatMap(({ cost }) => (cost?.startsWith('KES ') ? Number(cost.slice(4)) : []));
      expect([name, line.Sent, line['Segments sent'], line.Received]).toEqual([
        name,
        String(out.length),
        String(out.reduce((sum, { segments }) => sum + (segments ?? 0), 0)),
        String(then.length - out.length),
      ]);
      expect(Number(line['Cost, KES'])).toBeCloseTo(
        kes.reduce((sum, one) => sum + one, 0),
        2,
      );
    }
  });

  it('is for whoever sees the whole programme: neither belongs to a place', async () => {
    await supervisor.get('/monitor/lines').expect(403);
    expect((await supervisor.get('/monitor/reach')).text).not.toContain('href="/monitor/lines"');
    const admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
    await admin.get('/monitor/lines').expect(200);
    const empty = await observer.get('/monitor/lines?from=2020-01&to=2020-01').expect(200);
    expect(empty.text).toContain('There was no call in this period.');
    expect(empty.text).toContain('No SMS went out in this period.');
  });
});
