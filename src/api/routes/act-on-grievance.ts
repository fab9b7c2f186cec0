import { sql } from 'kysely';
import { z } from 'zod';
import { actorOf, type Caller } from '../../accounts/caller.ts';
import { type Ability, hasLastWord, visibleGrievances } from '../../accounts/scope.ts';
import { findOfficial } from '../../db/assignees.ts';
import type { GrievanceKey } from '../../db/grievances.ts';
import { readGrievance } from '../../db/list-grievances.ts';
import type { Grievance } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { acknowledge } from '../../grievances/acknowledge.ts';
import type { Actor } from '../../grievances/actor.ts';
import { addNote } from '../../grievances/add-note.ts';
import { assign } from '../../grievances/assign.ts';
import { awaitCitizen } from '../../grievances/await-citizen.ts';
import { handBack } from '../../grievances/hand-back.ts';
import { merge } from '../../grievances/merge.ts';
import { reject } from '../../grievances/reject.ts';
import { reopen } from '../../grievances/reopen.ts';
import { reply } from '../../grievances/reply.ts';
import { resolve } from '../../grievances/resolve.ts';
import { transfer } from '../../grievances/transfer.ts';
import { idempotencyHeaders, nameRequest } from '../idempotency.ts';
import { presentGrievance } from '../present.ts';
import { findVisible, referenceParams } from '../reference-param.ts';
import { defineRoute, type Route } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

/** One route for each thing that an official can do to a grievance. */
export const ACTION_ROUTES: readonly Route[] = [
  defineRoute({
    ...action('acknowledge', 'Say that the office has read it and works on it'),
    input: input(SCHEMAS.Nothing),
    handle: (deps, caller, input) => act(deps, caller, input, acknowledge),
  }),
  defineRoute({
    ...action('reply', 'Answer the citizen; the first answer stops the first-answer clock'),
    input: input(SCHEMAS.Reply),
    handle: (deps, caller, input) => act(deps, caller, input, reply, input.body),
  }),
  defineRoute({
    ...action('note', 'Leave a remark for other officials'),
    input: input(SCHEMAS.Note),
    handle: (deps, caller, input) => act(deps, caller, input, addNote, input.body),
  }),
  defineRoute({
    ...action('transfer', 'Pass it to another office, with a reason'),
    input: input(SCHEMAS.Transfer),
    handle: (deps, caller, input) =>
      act(deps, caller, input, transfer, { ...input.body, isFinal: hasLastWord(caller) }),
  }),
  defineRoute({
    ...action('hand_back', 'Say that it is not for this office: the next one gets it, or a person chooses one'),
    input: input(SCHEMAS.HandingBack),
    handle: (deps, caller, input) => act(deps, caller, input, handBack, input.body),
  }),
  defineRoute({
    ...action('assign', 'Give it to one official of the office, or to nobody in particular'),
    input: input(SCHEMAS.Assignment),
    handle: async (deps, caller, input) =>
      act(deps, caller, input, assign, { account: await accountOf(deps, caller, input.body.account) }),
  }),
  defineRoute({
    ...action('await_citizen', 'Ask the citizen something; the clock stands still until she answers'),
    input: input(SCHEMAS.Question),
    handle: (deps, caller, input) => act(deps, caller, input, awaitCitizen, input.body),
  }),
  defineRoute({
    ...action('merge', 'Close it as saying the same as another one, which goes on for both'),
    input: input(SCHEMAS.Merging),
    handle: (deps, caller, input) => act(deps, caller, input, merge, input.body),
  }),
  defineRoute({
    ...action('resolve', 'Say what was done, and ask the citizen whether it is true'),
    input: input(SCHEMAS.Resolution),
    handle: (deps, caller, input) => act(deps, caller, input, resolve, input.body),
  }),
  defineRoute({
    ...action('reject', 'Do not accept it, and tell the citizen why'),
    input: input(SCHEMAS.Rejection),
    handle: (deps, caller, input) => act(deps, caller, input, reject, input.body),
  }),
  defineRoute({
    ...action('reopen', 'Open it again at the same office'),
    input: input(SCHEMAS.Reopening),
    handle: (deps, caller, input) => act(deps, caller, input, reopen, input.body),
  }),
];

/** What all actions have in common. */
function action(ability: Ability, summary: string) {
  const path = `/grievances/{reference}/${ability.replace('_', '-')}`;
  return { method: 'post', path, summary, ability, status: 200, response: SCHEMAS.Grievance } as const;
}

function input<Body extends z.ZodType>(body: Body) {
  return z.object({ params: referenceParams, query: z.strictObject({}), headers: idempotencyHeaders, body });
}

/** The row id behind a sign-in name. One that is not there has an id too, which no official has: the answer is the same. */
async function accountOf(deps: Deps, { programme }: Caller, signIn: string | null): Promise<string | null> {
  if (signIn === null) return null;
  return (await findOfficial(deps.db, programme.id, signIn)) ?? NOBODY;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Does it, if this caller may see the grievance, and reads back what became of it. A request that is sent again under the
 * same `Idempotency-Key` does nothing twice, so that the citizen gets one SMS.
 */
async function act<Rest extends unknown[]>(
  deps: Deps,
  caller: Caller,
  request: { params: z.output<typeof referenceParams>; headers: z.output<typeof idempotencyHeaders> },
  useCase: (deps: Deps, actor: Actor, key: GrievanceKey, ...rest: Rest) => Promise<Grievance>,
  ...rest: Rest
) {
  const { id } = await findVisible(deps, caller, request.params.reference);
  const actor = { ...actorOf(caller), source: nameRequest(deps, caller, request.headers) };
  await useCase(deps, actor, { id, visible: visibleGrievances(caller) }, ...rest);
  // Not within her scope any more: after a transfer it is no longer hers, and she is told where it went.
  const row = await readGrievance(deps.db, { where: [sql<boolean>`grievances.id = ${id}`], now: deps.now() });
  if (!row) throw new Error('a grievance is gone that was changed just now');
  return presentGrievance(caller, row);
}
