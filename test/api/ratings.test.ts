import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rememberCitizen } from '../../src/db/citizens.ts';
import { saveRating } from '../../src/db/ratings.ts';
import { CITIZEN_PHONE, type Gateway, MONDAY, openGateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  const { deps, kosovo } = gateway;
  const citizen = await rememberCitizen(deps.db, deps.config, {
    programmeId: kosovo.id,
    phone: CITIZEN_PHONE,
    now: MONDAY,
  });
  for (const [unitCode, score, ratedOn] of [
    ['XK.04.28.CSW', 5, '2026-02-27'],
    ['XK.04.28.CSW', 2, '2026-03-01'],
    ['XK.04.02.CSW', 1, '2026-03-01'],
    ['XK.01.27.CSW', 3, '2026-03-02'],
  ] as const) {
    const unit = kosovo.units.get(unitCode);
    if (!unit) throw new Error('no such unit');
    await saveRating(deps.db, {
      programmeId: kosovo.id,
      unitId: unit.id,
      citizenId: citizen.id,
      score,
      comment: `Said of ${unitCode}`,
      answers: { RESPECT: score },
      language: 'sq',
      channel: 'ussd',
      ratedOn,
      now: MONDAY,
    });
  }
});
afterAll(() => gateway.close());

const scores = (body: { items: { score: number }[] }) => body.items.map(({ score }) => score);

it.each([
  [{ role: 'admin' }, '', [3, 1, 2, 5]],
  [{ role: 'admin' }, '?area=XK.04', [1, 2, 5]],
  [{ role: 'admin' }, '?unit=XK.04.28.CSW', [2, 5]],
  [{ role: 'admin' }, '?from=2026-03-01&to=2026-03-02', [1, 2]],
  [{ role: 'observer' }, '', [3, 1, 2, 5]],
  [{ role: 'triage' }, '', [3, 1, 2, 5]],
  [{ role: 'supervisor', area: 'XK.04' }, '', [1, 2, 5]],
  [{ role: 'supervisor', area: 'XK.04' }, '?area=XK.01', []],
  [{ role: 'official', office: 'csw@XK.04.28' }, '', [2, 5]],
  [{ role: 'admin', programme: 'khulna' }, '', []],
] as const)('%o %s', async (wanted, query, expected) => {
  const { status, body } = await gateway.get(await gateway.key(wanted), `/ratings${query}`);
  expect(status).toBe(200);
  expect(scores(body)).toEqual(expected);
});

it('shows a rating without who gave it, and its words to officials only', async () => {
  const { body } = await gateway.get(await gateway.key({ role: 'admin' }), '/ratings?limit=1');
  expect(body.items).toEqual([
    {
      id: expect.any(String),
      unit: { code: 'XK.01.27.CSW', name: 'Centre for Social Work Pristina' },
      score: 3,
      comment: 'Said of XK.01.27.CSW',
      answers: { RESPECT: 3 },
      language: 'sq',
      channel: 'ussd',
      rated_on: '2026-03-02',
    },
  ]);
  const observed = await gateway.get(await gateway.key({ role: 'observer' }), '/ratings');
  expect(observed.text).not.toContain('Said of');
});

it('goes on where the page before ended', async () => {
  const key = await gateway.key({ role: 'admin' });
  const seen: number[] = [];
  let cursor = '';
  do {
    const { body } = await gateway.get(key, `/ratings?limit=1${cursor}`);
    seen.push(...scores(body));
    cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
  } while (cursor !== '');
  expect(seen).toEqual([3, 1, 2, 5]);
});

it('is not for focal points: a rating belongs to no stream', async () => {
  const key = await gateway.key({ role: 'focal', stream: 'child' });
  expect((await gateway.get(key, '/ratings')).status).toBe(403);
});

it.each(['cursor=W10', 'unit=nothing', 'area=nowhere', 'to=soon', 'office=x'])('refuses %s', async (query) => {
  const { status } = await gateway.get(await gateway.key({ role: 'admin' }), `/ratings?${query}`);
  expect(status).toBe(422);
});
