import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { countPeopleServed } from '../../src/db/people-served.ts';
import type { Grievance } from '../../src/db/schema.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import { refreshSnapshots } from '../../src/figures/refresh-snapshots.ts';
import type { Programme } from '../../src/routing/programme.ts';
import type { Gateway } from '../support/gateway.ts';
import { createRandom, pick } from '../support/random.ts';
import { fillHistory, found, programmeOf } from './scene.ts';

const HOUR_MS = 3_600_000;

/**
 * A history with everything that the watchers' pages count: reports of people in groups, whose turns they were, ratings, messages and
 * calls. The same each time. What the pages show is reckoned again by tests, from the rows of the tables themselves.
 */
export async function fillWork(gateway: Gateway): Promise<Programme> {
  const programme = programmeOf(gateway);
  await fillHistory(gateway, 500);
  const citizens = await addCitizens(gateway, programme, 120);
  await addToReports(gateway, citizens);
  await addRatings(gateway, programme, citizens);
  await addMessages(gateway, programme);
  await addCalls(gateway, programme);
  await countAll(gateway, programme);
  return programme;
}

/** Counts what changed, as the jobs do. */
export async function countAll({ deps }: Gateway, programme: Programme): Promise<void> {
  await countFigures(deps, programme.id);
  await deps.db.deleteFrom('snapshots').execute();
  await refreshSnapshots(deps, programme.id);
  await countPeopleServed(deps.db, programme.id, deps.now());
}

/** People, most of them in one or two groups; the last group is that of the first two only. */
export async function addCitizens({ deps }: Gateway, programme: Programme, count: number): Promise<readonly string[]> {
  const random = createRandom(3);
  const codes = programme.groups.map(({ code }) => code);
  const rows = Array.from({ length: count }, (_, index) => ({
    id: uuidv7(),
    programme_id: programme.id,
    phone_sealed: randomBytes(40),
    phone_index: randomBytes(32),
    groups: index < 2 ? codes.slice(-1) : codes.slice(0, -1).filter(() => random(4) === 0),
    created_at: deps.now(),
  }));
  await deps.db.insertInto('citizens').values(rows).execute();
  return rows.map(({ id }) => id);
}

async function addToReports({ deps }: Gateway, citizens: readonly string[]): Promise<void> {
  const random = createRandom(5);
  const rows = await deps.db.selectFrom('grievances').selectAll().orderBy('id').execute();
  for (const [index, row] of rows.entries()) {
    // Those of the two who are alone in their group file once each.
    const citizen = index < 2 ? citizens[index] : random(5) === 0 ? null : pick(random, citizens.slice(2));
    const isOverdue = random(3) === 0;
    await deps.db
      .updateTable('grievances')
      .set({
        citizen_id: citizen ?? null,
        respond_by: new Date(deps.now().getTime() + (isOverdue ? -1 : 1) * (1 + random(90)) * HOUR_MS),
        resolve_by: new Date(deps.now().getTime() + 200 * HOUR_MS),
        ...(row.status === 'routed' && random(6) === 0 ? { status: 'awaiting_citizen' as const } : {}),
      })
      .where('id', '=', row.id)
      .execute();
  }
  await addTurns(deps.db, rows, random);
}

async function addTurns(db: Gateway['deps']['db'], rows: readonly Grievance[], random: (below: number) => number) {
  const turns = rows.flatMap((row) => {
    const begin = row.filed_at.getTime();
    const ends = [1 + random(30), 40 + random(60), 110 + random(20)].map((hours) => new Date(begin + hours * HOUR_MS));
    const holders = row.office_id === null ? (['triage'] as const) : (['triage', 'office', 'citizen'] as const);
    return [...holders].map((holder, index) => ({
      id: uuidv7(),
      grievance_id: row.id,
      programme_id: row.programme_id,
      holder,
      office_id: holder === 'triage' ? null : row.office_id,
      from_at: index === 0 ? row.filed_at : found(ends[index - 1]),
      until_at: found(ends[index]),
      working_minutes: random(2_000),
    }));
  });
  for (let at = 0; at < turns.length; at += 500) {
    await db
      .insertInto('holdings')
      .values(turns.slice(at, at + 500))
      .execute();
  }
}

/** Ratings of the last year. */
export async function addRatings({ deps }: Gateway, programme: Programme, citizens: readonly string[]): Promise<void> {
  const random = createRandom(11);
  // One of each type, and two more hospitals.
  const units = [...programme.units.values()].filter(
    ({ type }, index, all) => index < 3 || all.findIndex((other) => other.type === type) === index,
  );
  const rows = Array.from({ length: 400 }, (_, index) => {
    const unit = found(units[random(units.length)]);
    const day = new Date(deps.now().getTime() - random(360) * 24 * HOUR_MS);
    const asked = programme.indicators.filter(({ unitTypes }) => unitTypes.includes(unit.type)).slice(0, 3);
    const answers = asked
      .filter(() => random(3) > 0)
      .map(({ code, scale }) => [code, scale === 'yes_no' ? 1 + random(2) : 1 + random(5)]);
    return {
      id: uuidv7(),
      programme_id: programme.id,
      unit_id: unit.id,
      citizen_id: found(citizens[index % citizens.length]),
      score: 1 + random(5),
      answers: JSON.stringify(Object.fromEntries(answers)),
      language: 'sw' as const,
      channel: 'ussd' as const,
      rated_on: day.toISOString().slice(0, 10),
      created_at: day,
    };
  });
  // One rating per person, unit and day.
  await deps.db
    .insertInto('ratings')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function addMessages({ deps }: Gateway, programme: Programme): Promise<void> {
  const random = createRandom(13);
  const purposes = ['receipt', 'reply', 'escalated', 'page', 'news', 'digest'] as const;
  const states = [
    'delivered',
    'delivered',
    'accepted',
    'refused',
    'undelivered',
    'unknown',
    'suppressed',
    'queued',
  ] as const;
  const rows = Array.from({ length: 500 }, () => {
    const isOut = random(5) > 0;
    const at = new Date(deps.now().getTime() - random(400 * 24) * HOUR_MS);
    return {
      id: uuidv7(),
      programme_id: programme.id,
      direction: isOut ? ('out' as const) : ('in' as const),
      carrier: 'simulator',
      short_code: '22101',
      text: 'x',
      purpose: isOut ? pick(random, purposes) : null,
      state: isOut ? pick(random, states) : ('interpreted' as const),
      segments: isOut ? 1 + random(3) : null,
      cost: isOut ? pick(random, ['KES 0.80', 'KES 1.60', null, 'USD 0.02']) : null,
      created_at: at,
      due_at: at,
    };
  });
  await deps.db.insertInto('messages').values(rows).execute();
}

async function addCalls({ deps }: Gateway, programme: Programme): Promise<void> {
  const random = createRandom(17);
  const rows = ['menu', 'report-place', 'report-description', 'rate-unit'].flatMap((screen) =>
    (['sw', 'en'] as const).flatMap((language) =>
      (['finished', 'dropped'] as const).flatMap((how) =>
        [5, 40, 500].map((daysAgo) => ({
          programme_id: programme.id,
          day: new Date(deps.now().getTime() - daysAgo * 24 * HOUR_MS).toISOString().slice(0, 10),
          screen,
          language,
          how,
          calls: random(40),
        })),
      ),
    ),
  );
  await deps.db.insertInto('call_ends').values(rows).execute();
}
