import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { Programme } from '../../src/routing/programme.ts';
import { remindAction } from '../../src/scorecards/remind-action.ts';
import { openPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';

const OFFICE = 'county_secretary@KE.001';
const DUE = '2026-12-10';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

/** An action of the office of which it is to be reminded now; its id. */
async function agreed(programme: Programme): Promise<string> {
  const { db, now } = gateway.deps;
  const [unit] = programme.units.values();
  const of = { programme_id: programme.id, office_id: programme.offices.get(OFFICE)?.id ?? '' };
  const card = { id: uuidv7(), unit_id: unit?.id ?? '', from_on: '2026-10-01', until_on: '2026-10-31', met_on: null };
  const opened = { groups: '{}', opened_by: null, opened_at: now(), closed_at: null };
  await db
    .insertInto('scorecards')
    .values({ ...of, ...card, ...opened })
    .execute();
  const id = uuidv7();
  const action = { id, scorecard_id: card.id, post: '', what: 'Medicines every Monday', due_on: DUE };
  const open = { answered_by: null, answered_at: null, reminded_at: null, added_by: null, added_at: now() };
  await db
    .insertInto('actions')
    .values({ ...of, ...action, ...open, remind_at: now() })
    .execute();
  return id;
}

it.each([
  ['Pacific/Pago_Pago', '+254711000911'],
  ['Africa/Nairobi', '+254711000912'],
  ['Pacific/Auckland', '+254711000913'],
  ['Pacific/Kiritimati', '+254711000914'],
])('names the day that was agreed, by a clock of %s', async (timeZone, phone) => {
  const { deps } = gateway;
  const kenya = deps.programmes.byName('kenya-coast') as Programme;
  await openPerson(gateway, { programme: kenya.name, role: 'official', office: OFFICE, phone });
  const there = { ...kenya, calendar: { ...kenya.calendar, timeZone } };
  await remindAction({ ...deps, programmes: { ...deps.programmes, byId: () => there } }, await agreed(kenya));
  await gateway.work();
  expect(await gateway.inbox(phone)).toEqual([expect.stringMatching(/Medicines every Monday.* Due 10 Dec 2026\./)]);
});
