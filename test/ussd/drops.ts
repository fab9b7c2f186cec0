import { sql } from 'kysely';
import request from 'supertest';
import type { UssdSession } from '../../src/db/schema.ts';
import { JOBS } from '../../src/workers/jobs/index.ts';
import type { Gateway } from '../support/gateway.ts';
import type { Dialogue, Handset } from '../support/handset.ts';

/** A way to file an ordinary report in a programme: what a new caller chooses or types, in English. */
export interface Way {
  readonly name: string;
  readonly code: string;
  readonly phone: string;
  /** Labels she chooses up to the place; the last one is what the report is about. */
  readonly labels: readonly string[];
  /** A place she types, as it is written on screens. */
  readonly place: string;
}

export const WAYS: readonly Way[] = [
  {
    name: 'kenya-coast',
    code: '*384*2101#',
    phone: '+254722100000',
    labels: ['English', 'Report a problem', 'I agree', 'Water', 'No water'],
    place: 'Mtongwe',
  },
  {
    name: 'khulna',
    code: '*384*2102#',
    phone: '+8801711100000',
    labels: ['English', 'Report a problem', 'I agree', 'Water', 'Tubewell, arsenic, salt'],
    place: 'Jalma',
  },
  {
    name: 'kosovo',
    code: '*384*2103#',
    phone: '+38344210000',
    labels: ['English', 'Report a problem', 'I agree', 'Social assistance', 'Application not decided'],
    place: 'Lipjan',
  },
];

export const [KENYA] = WAYS as readonly [Way, ...Way[]];

/** What somebody does in a call: chooses these labels, then types these words. */
export interface Course {
  readonly labels: readonly string[];
  readonly typed?: readonly string[];
}

/** Dials and goes on, as far as `steps` of the labels and words. */
export async function walk(
  phone: Handset,
  code: string,
  { labels, typed = [] }: Course,
  steps = labels.length + typed.length,
): Promise<Dialogue> {
  let call = await phone.dial(code);
  for (const label of labels.slice(0, steps)) call = await call.choose(label);
  for (const words of typed.slice(0, Math.max(0, steps - labels.length))) call = await call.type(words);
  return call;
}

/** The carrier tells the end of a call. */
export async function tellEnd({ app }: Pick<Gateway, 'app'>, sessionId: string): Promise<void> {
  await request(app).post('/at/dev/ussd/events').type('form').send({ sessionId, status: 'Incomplete' }).expect(200);
}

/** Works off the delayed wake-ups of settled calls too, as if their time had come, and what they lead to. */
export async function workDelayed(gateway: Gateway): Promise<void> {
  const delayed = gateway.waiting.filter(({ job }) => job === 'settle-call');
  for (const taken of delayed) {
    gateway.waiting.splice(gateway.waiting.indexOf(taken), 1);
    await JOBS.find(({ name }) => name === taken.job)?.run(gateway.deps, taken.id);
  }
  await gateway.work();
}

/** Long enough for the sweep to settle what is over. */
export const SETTLED_HOURS = 0.1;

/** The row of a call. */
export async function rowOf({ deps }: Pick<Gateway, 'deps'>, sessionId: string): Promise<UssdSession | undefined> {
  return deps.db.selectFrom('ussd_sessions').selectAll().where('id', '=', `at-${sessionId}`).executeTakeFirst();
}

/** Every count there is, as `programme screen language how`. */
export async function countsOf({ deps }: Pick<Gateway, 'deps'>): Promise<Record<string, number>> {
  const { rows } = await sql<{ key: string; calls: number }>`
    select p.name || ' ' || screen || ' ' || language || ' ' || how as key, sum(calls)::int as calls
    from call_ends join programmes p on p.id = programme_id group by 1 order by 1`.execute(deps.db);
  return Object.fromEntries(rows.map(({ key, calls }) => [key, calls]));
}
