import { type Kysely, sql } from 'kysely';
import { DateTime } from 'luxon';
import { insertForum } from '../db/forums.ts';
import type { Database, ProjectAnswer } from '../db/schema.ts';
import { insertVote } from '../db/votes.ts';
import type { Area, Names, Office } from '../routing/programme.ts';
import { below, createRandom, happens, pick, type Random } from './random.ts';
import { TOOL_WORDS } from './tool-words.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;
/** One meeting in each of the largest areas so often. */
const MEETING_EVERY_DAYS = 90;
const VOTE_DAYS = 14;
/** Those who came are asked when it is due, and have so long to answer. */
const ASKED_DAYS = 7;
const MOST_PROJECTS = 200;

/**
 * Adds what residents and offices did beside the reports: meetings with promises, votes, and checks of listed projects. Meetings and
 * votes are as they are when it is long forgotten who was there: how many is known, and who is not. Once for a programme.
 */
export async function fillTools(db: Kysely<Database>, world: World): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const accountId = await addChair(tx, world);
    if (accountId === null) return;
    for (const area of world.programme.root.children) {
      await addMeetings(tx, world, accountId, area);
      await addVote(tx, world, accountId, area);
    }
    await addChecks(tx, world);
  });
}

/** Who called the meetings: an account without a password, so nobody. Null: it is there already. */
async function addChair(db: Kysely<Database>, { programme, idAt, from }: World): Promise<string | null> {
  const added = await db
    .insertInto('accounts')
    .values({
      id: idAt(from),
      programme_id: programme.id,
      sign_in: `demo-chair-${programme.name}`,
      name: 'Demo',
      role: 'supervisor',
      area_id: programme.root.id,
      language: programme.languages[0],
      created_at: from,
      disabled_at: from,
    })
    .onConflict((conflict) => conflict.constraint('accounts_sign_in_unique').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added?.id ?? null;
}

async function addMeetings(db: Kysely<Database>, world: World, accountId: string, area: Area): Promise<void> {
  const { programme, seed, from, now } = world;
  const random = createRandom(`${seed} meetings ${area.code}`);
  const first = below(random, MEETING_EVERY_DAYS);
  for (let day = first; from.getTime() + (day + 1) * DAY_MS < now.getTime(); day += MEETING_EVERY_DAYS) {
    const startsAt = DateTime.fromMillis(from.getTime() + day * DAY_MS, { zone: programme.calendar.timeZone })
      .set({ hour: 14, minute: 0, second: 0, millisecond: 0 })
      .toJSDate();
    const topic = below(random, TOOL_WORDS.en.meetings.length);
    const id = world.idAt(startsAt);
    await insertForum(db, {
      id,
      programme_id: programme.id,
      area_id: area.id,
      starts_at: startsAt,
      names: inAll(world, ({ meetings }) => meetings[topic]),
      venues: inAll(world, ({ venue }) => venue),
      code: String(1000 + below(random, 9000)),
      createdBy: accountId,
      now: new Date(startsAt.getTime() - 10 * DAY_MS),
    });
    const came = 6 + below(random, 140);
    await db
      .updateTable('forums')
      .set({ came, forgotten_at: earlier(startsAt, 90, now) })
      .where('meeting_id', '=', id)
      .execute();
    for (let count = below(random, 3); count > 0; count -= 1) {
      await addPromise(db, world, random, { accountId, area, meetingId: id, startsAt, came });
    }
  }
}

async function addPromise(
  db: Kysely<Database>,
  world: World,
  random: Random,
  made: { accountId: string; area: Area; meetingId: string; startsAt: Date; came: number },
): Promise<void> {
  const { programme, now } = world;
  const office = officeIn(world, random, made.area);
  if (office === null) return;
  const dueAt = new Date(made.startsAt.getTime() + (30 + below(random, 60)) * DAY_MS);
  const closesAt = new Date(dueAt.getTime() + ASKED_DAYS * DAY_MS);
  const isOver = closesAt < now;
  const answered = Math.round(made.came * (0.3 + 0.5 * random()));
  const kept = Math.round(answered * (happens(random, 0.55) ? 0.6 + 0.35 * random() : 0.1 + 0.35 * random()));
  const what = below(random, TOOL_WORDS.en.promises.length);
  await db
    .insertInto('promises')
    .values({
      id: world.idAt(made.startsAt),
      programme_id: programme.id,
      meeting_id: made.meetingId,
      office_id: office.id,
      names: JSON.stringify(inAll(world, ({ promises }) => promises[what])),
      // What would be asked about just now is due later.
      due_on: world.dayOf(isOver ? dueAt : new Date(now.getTime() + (5 + below(random, 30)) * DAY_MS)),
      created_by: made.accountId,
      created_at: made.startsAt,
      asked_at: isOver ? dueAt : null,
      closes_at: isOver ? closesAt : null,
      ...(isOver
        ? { asked: made.came, kept, broken: answered - kept, forgotten_at: earlier(closesAt, 30, now) }
        : { asked: null, kept: null, broken: null, forgotten_at: null }),
    })
    .execute();
}

async function addVote(db: Kysely<Database>, world: World, accountId: string, area: Area): Promise<void> {
  const { programme, seed, from, now } = world;
  const random = createRandom(`${seed} vote ${area.code}`);
  const span = now.getTime() - from.getTime() - (VOTE_DAYS + 1) * DAY_MS;
  if (span <= 0) return;
  const opensAt = new Date(from.getTime() + Math.floor((0.4 + 0.6 * random()) * span));
  const closesAt = new Date(opensAt.getTime() + VOTE_DAYS * DAY_MS);
  const id = world.idAt(opensAt);
  const proposals = TOOL_WORDS.en.proposals.map((_, index) => inAll(world, (words) => words.proposals[index]));
  const names = inAll(world, ({ vote }) => vote);
  const vote = { id, area_id: area.id, names, opens_at: opensAt, closes_at: closesAt };
  await insertVote(db, { ...vote, programmeId: programme.id, createdBy: accountId, now: opensAt, proposals });
  for (const [index] of proposals.entries()) {
    await db
      .updateTable('vote_proposals')
      .set({ votes: below(random, 160) })
      .where('vote_id', '=', id)
      .where('number', '=', index + 1)
      .execute();
  }
  await db
    .updateTable('votes')
    .set({ forgotten_at: earlier(closesAt, 30, now) })
    .where('id', '=', id)
    .execute();
}

/** Each listed project is looked at by some people of the history; most of them see the same. */
async function addChecks(db: Kysely<Database>, { programme, seed, from, now }: World): Promise<void> {
  const projects = await db
    .selectFrom('projects')
    .select(['id', 'code'])
    .where('programme_id', '=', programme.id)
    .where('retired_at', 'is', null)
    .orderBy('position')
    .limit(MOST_PROJECTS)
    .execute();
  for (const { id, code } of projects) {
    const random = createRandom(`${seed} project ${code}`);
    const truth = pick(random, ['done', 'started', 'started', 'nothing'] satisfies ProjectAnswer[]);
    const at = new Date(from.getTime() + (0.5 + 0.5 * random()) * (now.getTime() - from.getTime()));
    await sql`
      insert into project_checks (project_id, citizen_id, answer, language, channel, checked_at)
      select ${id}::uuid, citizens.id,
        case when abs(hashtext(citizens.id::text || ${code})) % 10 < 8 then ${truth}
          else (array['done', 'started', 'nothing'])[1 + abs(hashtext(${code} || citizens.id::text)) % 3] end,
        ${programme.languages[0]}, 'ussd', ${at}::timestamptz
      from (select id from citizens where programme_id = ${programme.id} order by id limit ${6 + below(random, 70)}) as citizens
      on conflict on constraint project_checks_pk do nothing`.execute(db);
  }
}

/** One that answers ordinary reports: who sees sealed ones stands at no meeting. */
function officeIn({ programme }: World, random: Random, area: Area): Office | null {
  const ordinary = [...programme.categories.values()].filter(({ stream }) => stream === 'ordinary');
  const kinds = new Set(ordinary.flatMap(({ officeKinds }) => officeKinds));
  const near = [...programme.offices.values()].filter((office) => office.area === area && kinds.has(office.kind));
  return near.length === 0 ? null : pick(random, near);
}

/** Some words in every language of the programme, and in English. */
function inAll({ programme }: World, of: (words: (typeof TOOL_WORDS)['en']) => string | undefined): Names {
  const languages = [...new Set([...programme.languages, 'en' as const])];
  return {
    en: of(TOOL_WORDS.en) ?? '',
    ...Object.fromEntries(languages.map((one) => [one, of(TOOL_WORDS[one]) ?? ''])),
  };
}

/** So many days after a moment, or the end of the history. */
function earlier(at: Date, days: number, end: Date): Date {
  return new Date(Math.min(at.getTime() + days * DAY_MS, end.getTime()));
}
