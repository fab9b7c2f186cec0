import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { v7 as uuidv7 } from 'uuid';
import { saveRating } from '../../src/db/ratings.ts';
import { keepReportCards, readReportCards } from '../../src/db/report-cards.ts';
import type { Programme, Unit } from '../../src/routing/programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';

const YEAR = { from: '2025-11-01', until: '2026-10-31' };

let gateway: Gateway;
let kenya: Programme;
let unit: Unit;
let other: Unit;
beforeAll(async () => {
  gateway = await openGateway();
  kenya = gateway.deps.programmes.byName('kenya-coast') as Programme;
  [unit, other] = [...kenya.units.values()] as [Unit, Unit];
});
afterAll(() => gateway.close());

let serial = 0;
async function addCitizen(): Promise<string> {
  const id = uuidv7();
  serial += 1;
  const key = Buffer.from(`citizen ${serial}`);
  const row = { id, programme_id: kenya.id, phone_sealed: key, phone_index: key, language: 'en' as const };
  const nothing = { area_id: null, opted_out_at: null, conversation: null, conversation_at: null };
  await gateway.deps.db
    .insertInto('citizens')
    .values({ ...row, ...nothing, consent_version: null, groups_asked_at: null, created_at: gateway.deps.now() })
    .execute();
  return id;
}

async function rate(citizenId: string, ratedOn: string, score: number, answers: Record<string, number> = {}) {
  const now = gateway.deps.now();
  const said = { score, answers, comment: null, language: 'en', channel: 'ussd', ratedOn, now } as const;
  await saveRating(gateway.deps.db, { programmeId: kenya.id, unitId: unit.id, citizenId, ...said });
}

it('counts each person once for each thing, with the last she said, in the months asked for only', async () => {
  const [often, once] = [await addCitizen(), await addCitizen()];
  await rate(often, '2026-03-01', 1, { WAIT: 2 });
  await rate(often, '2026-10-31', 5);
  await rate(often, '2026-11-01', 3);
  await rate(once, '2025-10-31', 1);
  await rate(once, '2025-11-01', 4, { WAIT: 2 });
  const { db } = gateway.deps;
  expect(await readReportCards(db, [unit.id, other.id])).toEqual({ until: null, scores: new Map() });
  await keepReportCards(db, [unit.id, other.id], YEAR);
  const { until, scores } = await readReportCards(db, [unit.id, other.id]);
  expect(until).toBe('2026-10-31');
  expect(scores.get(unit.id)).toEqual([
    { indicator: '', score: 4, people: 1 },
    { indicator: '', score: 5, people: 1 },
    { indicator: 'WAIT', score: 2, people: 2 },
  ]);
  expect(scores.get(other.id)).toEqual([]);
});

it('stands still once it was counted, and is counted anew for later months, which take its place', async () => {
  const { db } = gateway.deps;
  const before = await readReportCards(db, [unit.id]);
  await rate(await addCitizen(), '2026-10-30', 1);
  await keepReportCards(db, [unit.id, other.id], YEAR);
  expect(await readReportCards(db, [unit.id])).toEqual(before);
  await keepReportCards(db, [unit.id, other.id], { from: '2025-12-01', until: '2026-11-30' });
  const later = await readReportCards(db, [unit.id]);
  expect(later.scores.get(unit.id)?.filter(({ indicator }) => indicator === '')).toEqual([
    { indicator: '', score: 1, people: 1 },
    { indicator: '', score: 3, people: 1 },
  ]);
  const kept = await db.selectFrom('report_cards').select('until_on').distinct().execute();
  expect(kept).toEqual([{ until_on: '2026-11-30' }]);
});

it('is counted by itself when a month is over, and the page of a place counts nothing', async () => {
  const { db } = gateway.deps;
  await db.deleteFrom('report_cards').execute();
  const page = () => request(gateway.app).get(`/open/kenya-coast/places/${unit.area.code}?lang=en`).expect(200);
  await page();
  expect(await db.selectFrom('report_cards').select('unit_id').execute()).toEqual([]);
  await gateway.pass(1);
  const { until } = await readReportCards(db, [unit.id]);
  expect(until).toBe('2026-10-31');
  expect((await page()).text).toContain('2026-10-31');
});
