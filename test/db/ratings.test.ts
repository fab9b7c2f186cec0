import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { readConfig } from '../../src/config.ts';
import { rememberCitizen } from '../../src/db/citizens.ts';
import { answerRating, commentOnRating, type NewRating, saveRating } from '../../src/db/ratings.ts';
import type { Phone } from '../../src/phone.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const MONDAY = new Date('2026-11-23T06:30:00Z');

let database: TestDatabase;
let rating: NewRating;
let otherCitizen: string;
beforeAll(async () => {
  database = await createTestDatabase({ template: 'majibu_template_programmes' });
  const { db } = database;
  const unit = await db.selectFrom('units').select(['id', 'programme_id']).limit(1).executeTakeFirstOrThrow();
  const config = readConfig({ NODE_ENV: 'test' });
  const citizen = (phone: string) =>
    rememberCitizen(db, config, { programmeId: unit.programme_id, phone: phone as Phone, now: MONDAY });
  otherCitizen = (await citizen('+254712000002')).id;
  rating = {
    programmeId: unit.programme_id,
    unitId: unit.id,
    citizenId: (await citizen('+254712000001')).id,
    score: 3,
    comment: null,
    language: 'en',
    channel: 'ussd',
    ratedOn: '2026-11-23',
    now: MONDAY,
  };
});
beforeEach(() => sql`truncate ratings`.execute(database.db));
afterAll(() => database.close());

const save = (changes: Partial<NewRating> = {}) => saveRating(database.db, { ...rating, ...changes });
const stored = () =>
  database.db.selectFrom('ratings').select(['score', 'comment', 'answers', 'rated_on']).orderBy('id').execute();

describe('a rating', () => {
  it('takes in what is said again that day, and keeps what is not', async () => {
    await save({ score: 1, comment: 'Long queue', answers: { WAIT: 1, ATTITUDE: 4 } });
    await save({ score: 4, answers: { WAIT: 3 } });
    expect(await stored()).toEqual([
      { score: 4, comment: 'Long queue', answers: { WAIT: 3, ATTITUDE: 4 }, rated_on: '2026-11-23' },
    ]);
    await save({ score: 5, comment: 'Short queue' });
    expect(await stored()).toMatchObject([{ score: 5, comment: 'Short queue', answers: { WAIT: 3, ATTITUDE: 4 } }]);
  });

  it('is one row however many come at once', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, index) => save({ answers: { [`Q${index}`]: 1 } })));
    const rows = await stored();
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0]?.answers ?? {})).toHaveLength(10);
  });

  it('has no NUL and no half emoji in its comment', async () => {
    await save({ comment: `No\0 medicine ${'x'.repeat(986)}😀😀` });
    expect((await stored())[0]?.comment).toBe(`No medicine ${'x'.repeat(986)}😀`);
    await save({ comment: 'Half \uD83D' });
    expect((await stored())[0]?.comment).toBe('Half \uFFFD');
  });
});

describe('an answer or a comment', () => {
  it('belongs to her newest rating of the unit, also past midnight, and to nobody else', async () => {
    await save({ ratedOn: '2026-11-20', comment: 'Earlier' });
    await save({ ratedOn: '2026-11-23' });
    await save({ citizenId: otherCitizen, ratedOn: '2026-11-23' });
    await answerRating(database.db, rating, { WAIT: 2 });
    await answerRating(database.db, rating, { WAIT: 5, ATTITUDE: 1 });
    await commentOnRating(database.db, rating, 'Clean');
    expect(await stored()).toEqual([
      { score: 3, comment: 'Earlier', answers: {}, rated_on: '2026-11-20' },
      { score: 3, comment: 'Clean', answers: { WAIT: 5, ATTITUDE: 1 }, rated_on: '2026-11-23' },
      { score: 3, comment: null, answers: {}, rated_on: '2026-11-23' },
    ]);
  });

  it('makes no rating where there is none', async () => {
    await answerRating(database.db, rating, { WAIT: 2 });
    await commentOnRating(database.db, rating, 'Clean');
    expect(await stored()).toEqual([]);
  });
});
