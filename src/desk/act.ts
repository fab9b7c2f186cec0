import { type AccountCaller, actorOf } from '../accounts/caller.ts';
import { type Ability, mayDo, visibleGrievances } from '../accounts/scope.ts';
import { type Deed, type DeedQuery, findDeed } from '../db/desk-reports.ts';
import { type GrievanceKey, lockGrievance } from '../db/grievances.ts';
import type { Actor, Grievance, GrievanceStatus } from '../db/schema.ts';
import { joining, type Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { countSegments, foldForAir, makeStorable } from '../encoding.ts';
import { AppError } from '../errors.ts';
import { acknowledge } from '../grievances/acknowledge.ts';
import { awaitCitizen } from '../grievances/await-citizen.ts';
import { handBack } from '../grievances/hand-back.ts';
import { reopen } from '../grievances/reopen.ts';
import { reply } from '../grievances/reply.ts';
import { resolve } from '../grievances/resolve.ts';
import { type Action, nextStatus } from '../grievances/transitions.ts';

export const VERBS = ['acknowledge', 'reply', 'ask', 'resolve', 'pass', 'reopen'] as const;
/** What an official does to a report from a phone. */
export type Verb = (typeof VERBS)[number];

/** Something an official has sent or pressed. */
export interface Order {
  readonly verb: Verb;
  /** Eight digits. */
  readonly reference: string;
  /** Her words; empty where the verb takes none. */
  readonly text: string;
  /** What this request is called: the same one acts once. */
  readonly source: string;
  /** What she may know: what others did after it, she is told before the citizen gets another answer. */
  readonly seen: NonNullable<DeedQuery['after']>;
}

/** What came of it. `already`: somebody has done it, or what excludes it. `overtaken`: it is possible still, and was not done. */
export type Outcome =
  | { readonly is: 'done'; readonly verb: Verb; readonly grievance: Grievance }
  | { readonly is: 'already' | 'overtaken'; readonly grievance: Grievance; readonly deed: Deed }
  | {
      readonly is: 'impossible' | 'too_long' | 'objected' | 'unreachable' | 'nobody_else';
      readonly grievance: Grievance;
    }
  /** Not there, not hers, or not for her: nobody learns which. */
  | { readonly is: 'unknown' };

interface Means {
  readonly needs: Ability;
  readonly action: Action;
  /** Whether another official's answer in the meantime holds it up. */
  readonly isSpoken: boolean;
  /** Whether her words go to the citizen by SMS, or stay among officials. */
  readonly isSent: boolean;
  readonly run: (deps: Deps, actor: Actor, key: GrievanceKey, text: string) => Promise<Grievance>;
}

const MEANS: Readonly<Record<Verb, Means>> = {
  acknowledge: { needs: 'acknowledge', action: 'acknowledge', isSpoken: false, isSent: false, run: acknowledge },
  reply: {
    needs: 'reply',
    action: 'reply',
    isSpoken: true,
    isSent: true,
    run: (deps, actor, key, text) => reply(deps, actor, key, { text }),
  },
  ask: {
    needs: 'await_citizen',
    action: 'await_citizen',
    isSpoken: true,
    isSent: true,
    run: (deps, actor, key, text) => awaitCitizen(deps, actor, key, { text }),
  },
  resolve: {
    needs: 'resolve',
    action: 'resolve',
    isSpoken: true,
    isSent: true,
    run: (deps, actor, key, text) => resolve(deps, actor, key, { text }),
  },
  pass: {
    needs: 'hand_back',
    action: 'transfer',
    isSpoken: true,
    isSent: false,
    run: (deps, actor, key, text) => handBack(deps, actor, key, { reason: text }),
  },
  reopen: {
    needs: 'reopen',
    action: 'reopen',
    isSpoken: false,
    isSent: false,
    run: (deps, actor, key, text) => reopen(deps, actor, key, { reason: text }),
  },
};

/** A verb that goes with words. */
export type WordyVerb = Exclude<Verb, 'acknowledge'>;

/** Whether a verb goes with words. */
export function takesWords(verb: Verb): verb is WordyVerb {
  return verb !== 'acknowledge';
}

/** Whether a report in this status lets it be done. */
export function canBeDone(verb: Verb, status: GrievanceStatus): boolean {
  return nextStatus(status, MEANS[verb].action) !== null;
}

/** As for the API: more is a letter, and handsets and carriers begin to lose parts. */
const MOST_SEGMENTS = 6;

/**
 * Does what an official sent or pressed, as a part of the transaction under way. A report that she may not see is `unknown`,
 * found or not by the same look at the same row.
 */
export async function act(deps: Deps, tx: Tx, caller: AccountCaller, order: Order): Promise<Outcome> {
  const { needs, isSpoken, isSent, run } = MEANS[order.verb];
  const visible = visibleGrievances(caller);
  const key = { reference: order.reference, programmeId: caller.programme.id, visible };
  const grievance = await lockGrievance(tx.db, key);
  if (!grievance || !mayDo(caller.role, needs)) return { is: 'unknown' };
  const text = makeStorable(order.text).trim();
  if (isSent && countSegments(foldForAir(text)) > MOST_SEGMENTS) return { is: 'too_long', grievance };
  if (!canBeDone(order.verb, grievance.status)) return refused(tx, grievance, order);
  const by = { kind: 'official', notId: caller.id } as const;
  const deed = isSpoken && (await findDeed(tx.db, grievance.id, { types: SPOKEN, by, after: order.seen }));
  if (deed) return { is: 'overtaken', grievance, deed };
  try {
    const actor = { ...actorOf(caller), source: order.source };
    const after = await run(joining(deps, tx), actor, { id: grievance.id, visible }, text);
    return { is: 'done', verb: order.verb, grievance: after };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    return { is: whyRefused(order.verb, grievance), grievance };
  }
}

/** What the citizen hears, or what ends it: done twice it would be two answers. */
const SPOKEN = ['replied', 'asked', 'resolved', 'rejected', 'reopened'];

/** What may have brought a report to where it is. */
const BROUGHT_BY: Readonly<Partial<Record<GrievanceStatus, readonly string[]>>> = {
  acknowledged: ['acknowledged', 'replied', 'asked'],
  awaiting_citizen: ['asked'],
  resolved: ['resolved'],
  rejected: ['rejected'],
  closed: ['confirmed', 'closed_silent', 'merged'],
};

async function refused(tx: Tx, grievance: Grievance, { verb }: Order): Promise<Outcome> {
  const types = verb === 'reopen' ? undefined : BROUGHT_BY[grievance.status];
  const deed = types && (await findDeed(tx.db, grievance.id, { types }));
  return deed ? { is: 'already', grievance, deed } : { is: 'impossible', grievance };
}

/** The transition stands open: then something about this very report is in the way. */
function whyRefused(verb: Verb, grievance: Grievance): 'impossible' | 'objected' | 'unreachable' | 'nobody_else' {
  if (verb === 'ask') return grievance.objected_at === null ? 'unreachable' : 'objected';
  return verb === 'pass' ? 'nobody_else' : 'impossible';
}
