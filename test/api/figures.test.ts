import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { rememberCitizen } from '../../src/db/citizens.ts';
import { saveRating } from '../../src/db/ratings.ts';
import type { NewGrievance } from '../../src/db/schema.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import { refreshSnapshots } from '../../src/figures/refresh-snapshots.ts';
import type { Phone } from '../../src/phone.ts';
import type { Area } from '../../src/routing/programme.ts';
import { type Gateway, MONDAY, openGateway } from './gateway.ts';
import { type History, randomHistories } from './histories.ts';

const COUNTS = ['received', 'answered', 'resolved', 'rejected', 'late', 'confirmed', 'disputed', 'silent'] as const;
type Tally = Record<(typeof COUNTS)[number], number>;

let gateway: Gateway;
let rows: (History & { about_office_id: string | null })[];
const keys: Record<'observer' | 'supervisor' | 'admin', string> = { observer: '', supervisor: '', admin: '' };

beforeAll(async () => {
  gateway = await openGateway();
  const { deps, kosovo } = gateway;
  const accused = kosovo.offices.get('csw@XK.04.28');
  rows = randomHistories(kosovo, MONDAY, 1_500, 7).map((row, index) => ({
    ...row,
    about_office_id: index % 25 === 0 ? (accused?.id ?? null) : null,
  }));
  for (let at = 0; at < rows.length; at += 500) {
    await deps.db
      .insertInto('grievances')
      .values(rows.slice(at, at + 500) as NewGrievance[])
      .execute();
  }
  await countFigures(deps, kosovo.id);
  await fillRatings();
  await refreshSnapshots(deps, kosovo.id);
  keys.observer = await gateway.key({ role: 'observer' });
  keys.supervisor = await gateway.key({ role: 'supervisor', area: 'XK.04' });
  keys.admin = await gateway.key({ role: 'admin' });
}, 60_000);
afterAll(() => gateway.close());

async function fillRatings() {
  const { deps, kosovo } = gateway;
  for (let count = 0; count < 6; count += 1) {
    const phone = `+3834412${String(4_000 + count)}` as Phone;
    const citizen = await rememberCitizen(deps.db, deps.config, { programmeId: kosovo.id, phone, now: MONDAY });
    await deps.db
      .updateTable('citizens')
      .set({ groups: ['woman'] })
      .where('id', '=', citizen.id)
      .execute();
    for (const [code, score] of [
      ['XK.04.28.CSW', 5],
      ['XK.01.27.CSW', 1],
    ] as const) {
      const unit = kosovo.units.get(code);
      if (!unit) throw new Error('no such unit');
      await saveRating(deps.db, {
        programmeId: kosovo.id,
        unitId: unit.id,
        citizenId: citizen.id,
        score: count === 0 ? 2 : score,
        comment: 'canary',
        answers: {},
        language: 'sq',
        channel: 'ussd',
        ratedOn: '2026-03-01',
        now: MONDAY,
      });
    }
  }
}

const get = (who: keyof typeof keys, path: string) => gateway.get(keys[who], path);

/** The same figures from the rows, in another way. */
function tally(of: readonly History[]): Tally {
  const count = (is: (row: History) => boolean) => of.filter(is).length;
  const after = (one: Date | null | undefined, other: Date | null | undefined) =>
    one != null && other != null && one > other;
  return {
    received: of.length,
    answered: count((row) => row.first_answered_at !== null),
    resolved: count((row) => row.resolved_at !== null),
    rejected: count((row) => row.status === 'rejected'),
    late: count(
      (row) =>
        row.overdue_at !== null ||
        after(row.first_answered_at, row.respond_by) ||
        after(row.resolved_at, row.resolve_by),
    ),
    confirmed: count((row) => row.outcome === 'confirmed'),
    disputed: count((row) => row.outcome === 'disputed'),
    silent: count((row) => row.outcome === 'silent'),
  };
}

const monthOf = (row: History) => new Date(row.filed_at.getTime() + 3_600_000).toISOString().slice(0, 7);
const only = (item: Record<string, unknown>) => Object.fromEntries(COUNTS.map((name) => [name, item[name]]));
const ordinary = (withAbout: boolean) =>
  rows.filter((row) => row.stream === 'ordinary' && (withAbout || row.about_office_id === null));
// Months on both sides of a change of the clocks would need the zone: these are all in winter.
const WINTER = 'first_month=2025-11&last_month=2026-02';
const inWinter = (row: History) => monthOf(row) >= '2025-11' && monthOf(row) <= '2026-02';

function isIn(id: string, top: string): boolean {
  for (let area: Area | null = gateway.kosovo.byId.areas.get(id) ?? null; area; area = area.parent) {
    if (area.code === top) return true;
  }
  return false;
}

describe('GET /figures', () => {
  it('by month: as the rows say, with what is about an office, for an observer', async () => {
    const { status, body } = await get('observer', `/figures?group_by=month&${WINTER}`);
    expect(status).toBe(200);
    for (const item of body.items) {
      expect(only(item)).toEqual(tally(ordinary(true).filter((row) => monthOf(row) === item.group.code)));
    }
    expect(body.items.map((item: { group: { code: string } }) => item.group.code)).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(only(body.total)).toEqual(tally(ordinary(true).filter(inWinter)));
    expect(body).toMatchObject({ group_by: 'month', first_month: '2025-11', last_month: '2026-02', next_cursor: null });
  });

  it('without what is about an office, for whoever may sit in one', async () => {
    const { body } = await get('admin', `/figures?group_by=month&${WINTER}`);
    expect(only(body.total)).toEqual(tally(ordinary(false).filter(inWinter)));
  });

  it('a supervisor: her area and no other', async () => {
    const own = ordinary(false).filter((row) => inWinter(row) && isIn(row.area_id, 'XK.04'));
    const { body } = await get('supervisor', `/figures?group_by=area&${WINTER}`);
    expect(only(body.total)).toEqual(tally(own));
    for (const item of body.items) {
      expect(item.group.code).toMatch(/^XK\.04\./);
      expect(only(item)).toEqual(tally(own.filter((row) => isIn(row.area_id, item.group.code))));
    }
    for (const path of ['area=XK.01', 'office=csw@XK.01.27', 'area=XK']) {
      const refused = await get('supervisor', `/figures?group_by=month&${path}`);
      expect([path, refused.status]).toEqual([path, 422]);
    }
    const offices = await get('supervisor', `/figures?group_by=office&${WINTER}`);
    for (const item of offices.body.items) expect(item.group.code).toContain('@XK.04');
  });

  it('by office and by category, each alone and together', async () => {
    const all = ordinary(true).filter(inWinter);
    const { offices, categories } = gateway.kosovo.byId;
    const byOffice = await get('observer', `/figures?group_by=office&${WINTER}&limit=200`);
    for (const item of byOffice.body.items) {
      const code = (id: string | null) => (id === null ? null : (offices.get(id)?.code ?? null));
      expect(only(item)).toEqual(tally(all.filter((row) => code(row.owing_office_id) === item.group.code)));
    }
    const [first] = byOffice.body.items.filter((item: { group: { code: string | null } }) => item.group.code !== null);
    const owed = all.filter((row) => offices.get(row.owing_office_id ?? '')?.code === first.group.code);
    const { body } = await get('observer', `/figures?group_by=category&office=${first.group.code}&${WINTER}`);
    expect(only(body.total)).toEqual(tally(owed));
    for (const item of body.items) {
      const of = owed.filter((row) => {
        const category = categories.get(row.category_id);
        return (category?.parent ?? category)?.code === item.group.code;
      });
      expect(only(item)).toEqual(tally(of));
    }
  });

  it('the shares and times of a group, with where they truly lie', async () => {
    const { body } = await get('observer', `/figures?group_by=month&${WINTER}`);
    const { total } = body;
    const { share, low, high } = total.late_share;
    expect(share).toBeCloseTo(total.late / total.received, 3);
    expect(low).toBeLessThan(share);
    expect(high).toBeGreaterThan(share);
    const hours = ordinary(true)
      .filter((row) => inWinter(row) && row.first_answered_at !== null)
      .map((row) => ((row.first_answered_at?.getTime() ?? 0) - row.filed_at.getTime()) / 3_600_000)
      .sort((one, other) => one - other);
    const exact = hours[Math.ceil(hours.length / 2) - 1] ?? 0;
    const { median, median_low: from, median_high: to, p90 } = total.first_answer_hours.calendar;
    expect(Math.abs(median / exact - 1)).toBeLessThan(0.05);
    expect(from <= median && median <= to && median <= p90).toBe(true);
    expect(total.resolution_hours.working).toHaveProperty('p90');
  });

  it('next to as many months right before, where it is asked for', async () => {
    const { body } = await get(
      'observer',
      `/figures?group_by=month&first_month=2026-01&last_month=2026-02&compare=previous`,
    );
    const before = await get('observer', '/figures?group_by=month&first_month=2025-11&last_month=2025-12');
    expect(body.previous).toEqual({ first_month: '2025-11', last_month: '2025-12', total: before.body.total });
    expect(before.body.previous).toBeNull();
    expect(before.body.total.received).toBeGreaterThan(0);
  });

  it('pages without a gap', async () => {
    const whole = await get('observer', `/figures?group_by=office&${WINTER}&limit=200`);
    const paged = [];
    let cursor = '';
    do {
      const { body } = await get('observer', `/figures?group_by=office&${WINTER}&limit=3${cursor}`);
      paged.push(...body.items);
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    expect(paged).toEqual(whole.body.items);
    expect(paged.length).toBeGreaterThan(6);
  });

  it('a period in which nothing happened is empty, not an error', async () => {
    const { status, body } = await get('observer', '/figures?group_by=office&first_month=2020-01&last_month=2020-03');
    expect([status, body.items, body.total.received, body.total.late_share]).toEqual([200, [], 0, null]);
  });

  it.each([
    'group_by=street',
    'group_by=month&first_month=2026-13',
    'group_by=month&first_month=yesterday',
    'group_by=month&first_month=2026-03&last_month=2026-01',
    'group_by=month&last_month=2027-01',
    'group_by=month&first_month=2010-01&last_month=2026-01',
    'group_by=month&area=NOWHERE',
    'group_by=area&office=csw@XK.04.28',
    'group_by=month&area=XK.04&office=csw@XK.04.28',
    'group_by=month&category=SAFE.CHILD',
    'group_by=month&cursor=nonsense',
    'group_by=month&compare=next',
    'group_by=month&sealed=true',
    '',
  ])('?%s: 422 with the field', async (query) => {
    const { status, body } = await get('observer', `/figures?${query}`);
    expect([status, body.error.issues.length > 0]).toEqual([422, true]);
  });
});

describe('GET /backlog', () => {
  it('counts what is open, adds up, and says as of when', async () => {
    const open = ['filed', 'routed', 'acknowledged', 'awaiting_citizen'];
    const own = (withAbout: boolean) => ordinary(withAbout).filter(({ status = 'filed' }) => open.includes(status));
    const { body } = await get('observer', '/backlog?group_by=area');
    expect(body.total.open).toBe(own(true).length);
    expect(body.counted_at).toBe(MONDAY.toISOString());
    expect(body.total.ages.map(({ up_to_days: days }: { up_to_days: number | null }) => days)).toEqual([
      7,
      30,
      90,
      180,
      null,
    ]);
    expect(body.total.ages.reduce((sum: number, { open: count }: { open: number }) => sum + count, 0)).toBe(
      body.total.open,
    );
    for (const item of body.items) {
      expect(item.open).toBe(own(true).filter((row) => isIn(row.area_id, item.group.code)).length);
    }
    const supervised = await get('supervisor', '/backlog?group_by=office');
    expect(supervised.body.total.open).toBe(own(false).filter((row) => isIn(row.area_id, 'XK.04')).length);
  });
});

describe('GET /charges', () => {
  it('gives what was charged, month by month, and pages', async () => {
    const { deps, kosovo } = gateway;
    const [own, elsewhere] = [kosovo.offices.get('csw@XK.04.28'), kosovo.offices.get('csw@XK.01.27')];
    const base = { programme_id: kosovo.id, turns: 2, elapsed_minutes: 600, worked_minutes: 120, is_about: false };
    const nil = '00000000-0000-0000-0000-000000000000';
    await deps.db
      .insertInto('charges')
      .values([
        { ...base, month: '2026-01-01', holder: 'office', office_id: own?.id ?? '', turns: 1, elapsed_minutes: 500 },
        {
          ...base,
          month: '2026-01-01',
          holder: 'office',
          office_id: own?.id ?? '',
          turns: 1,
          elapsed_minutes: 100,
          worked_minutes: 0,
          is_about: true,
        },
        { ...base, month: '2026-01-01', holder: 'triage', office_id: nil },
        { ...base, month: '2026-02-01', holder: 'citizen', office_id: own?.id ?? '' },
        { ...base, month: '2025-12-01', holder: 'office', office_id: elsewhere?.id ?? '' },
      ])
      .execute();
    const { body } = await get('observer', '/charges?first_month=2026-01&last_month=2026-02');
    expect(body.items).toEqual([
      {
        month: '2026-01',
        holder: 'office',
        office: { code: 'csw@XK.04.28', name: expect.any(String) },
        turns: 2,
        calendar_hours: 10,
        working_hours: 2,
      },
      { month: '2026-01', holder: 'triage', office: null, turns: 2, calendar_hours: 10, working_hours: 2 },
      expect.objectContaining({ month: '2026-02', holder: 'citizen' }),
    ]);
    const first = await get('observer', '/charges?first_month=2026-01&last_month=2026-02&limit=1');
    const next = await get(
      'observer',
      `/charges?first_month=2026-01&last_month=2026-02&cursor=${first.body.next_cursor}`,
    );
    expect([...first.body.items, ...next.body.items]).toEqual(body.items);
  });

  it('without turns at what is about an office, for whoever may sit in one; a supervisor: offices of her area only', async () => {
    const months = 'first_month=2025-12&last_month=2026-02';
    const { body } = await get('admin', `/charges?${months}`);
    const about = body.items.find((item: { month: string; holder: string }) => item.month === '2026-01');
    expect([body.items.length, about.turns, about.calendar_hours]).toEqual([4, 1, 8.33]);
    const supervised = await get('supervisor', `/charges?${months}`);
    expect(supervised.body.items.map((item: { office: { code: string } | null }) => item.office?.code)).toEqual([
      'csw@XK.04.28',
      'csw@XK.04.28',
    ]);
    expect((await get('supervisor', '/charges?office=csw@XK.01.27')).status).toBe(422);
  });
});

describe('GET /report-cards', () => {
  it('what each unit was given, with the share that is good; no words, nobody', async () => {
    const { body } = await get('observer', '/report-cards?unit=XK.04.28.CSW');
    expect(body.items).toMatchObject([
      {
        unit: { code: 'XK.04.28.CSW' },
        ratings: 6,
        average: 4.5,
        given: [0, 1, 0, 0, 5],
        good_share: { share: 0.8333 },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('canary');
    const there = ordinary(true).filter((row) => monthOf(row) >= '2025-04' && isIn(row.area_id, 'XK.04.28'));
    const ended = (outcome: string) => there.filter((row) => row.outcome === outcome).length;
    const [confirmed, disputed, silent] = ['confirmed', 'disputed', 'silent'].map(ended);
    expect(body.items[0].reports_there).toMatchObject({ confirmed, disputed, silent });
    expect(there.length).toBeGreaterThan(0);
    expect((disputed ?? 0) + (silent ?? 0) + (confirmed ?? 0)).toBeGreaterThan(0);
  });

  it('of a group only where enough of it said something', async () => {
    const { body } = await get('observer', '/report-cards?unit=XK.04.28.CSW&group=woman');
    expect(body.items).toMatchObject([
      { ratings: null, average: null, given: null, good_share: null, reports_there: null },
    ]);
    expect((await get('observer', '/report-cards?group=giants')).status).toBe(422);
  });

  it("a supervisor's units and no other, paged", async () => {
    const { body } = await get('supervisor', '/report-cards?limit=2');
    expect(body.items).toHaveLength(2);
    const next = await get('supervisor', `/report-cards?limit=200&cursor=${body.next_cursor}`);
    const codes = [...body.items, ...next.body.items].map(({ unit }: { unit: { code: string } }) => unit.code);
    expect(codes.every((code) => code.startsWith('XK.04'))).toBe(true);
    expect([...codes].sort()).toEqual(codes);
    expect((await get('supervisor', '/report-cards?unit=XK.01.27.CSW')).body.items).toEqual([]);
  });
});

describe('an ETag', () => {
  it.each(['/figures?group_by=month', '/backlog?group_by=office', '/charges', '/report-cards', '/areas'])(
    '%s: 304 while nothing has changed, for whoever may see it',
    async (path) => {
      const ask = (key: string, etag?: string) => {
        const asked = request(gateway.app)
          .get(`/api/v1${path}`)
          .set({ authorization: `Bearer ${key}` });
        return etag === undefined ? asked : asked.set('if-none-match', etag);
      };
      const first = await ask(keys.observer);
      const etag = first.get('etag') ?? '';
      expect(first.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'authorization' });
      const again = await ask(keys.observer, etag);
      expect([again.status, again.text]).toEqual([304, '']);
      expect((await ask('mjb_nobody', etag)).status).toBe(401);
      expect((await ask(keys.observer, '"other"')).status).toBe(200);
    },
  );

  it('what holds words of people is not kept', async () => {
    const answer = await request(gateway.app)
      .get('/api/v1/grievances')
      .set({ authorization: `Bearer ${keys.admin}` });
    expect(answer.get('cache-control')).toBe('no-store');
  });
});
