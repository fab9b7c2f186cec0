import { URGENT_STREAMS } from '../grievances/page-focal-point.ts';
import { change, type Life, writeEvent } from './life.ts';
import { incomingRow } from './messages.ts';
import type { Plan } from './plan.ts';
import type { World } from './world.ts';

const HOUR_MS = 3_600_000;

/** Does what was planned; what a citizen says by SMS comes in as one. Whether anything was done. */
export function act(life: Life, { actor, decide, says }: Plan, at: Date): boolean {
  const { world, citizen } = life;
  if (says !== undefined && citizen) life.messages.push(incomingRow(world, citizen, at, says));
  const done = change(life, at, actor, decide);
  // She says that it is not over: people are called again, and one opens it.
  const speaksAgain = done?.event === 'disputed' || done?.event === 'citizen_wrote';
  if (speaksAgain && life.grievance.stream !== 'ordinary') open(life, at);
  return done !== null;
}

/** A focal point reads a sealed report: an urgent one within minutes, at any hour. Nobody else is called to it. When she did. */
export function open(life: Life, from: Date): Date {
  const { world, random, grievance } = life;
  const isUrgent = URGENT_STREAMS.includes(grievance.stream);
  const at = noLater(world, from.getTime() + 1_000 + Math.floor(random() * (isUrgent ? 4 * 60_000 : HOUR_MS / 2)));
  writeEvent(life, at, { kind: 'official', id: null, channel: 'console' }, { type: 'viewed', data: {} });
  if (!isUrgent) return at;
  life.paging = {
    grievance_id: grievance.id,
    programme_id: grievance.programme_id,
    step: 0,
    started_at: from,
    next_at: null,
    opened_at: at,
    opened_by: null,
  };
  return at;
}

/** That moment, or now where it is still to come. */
export function noLater({ now }: World, ms: number): Date {
  return new Date(Math.min(ms, now.getTime()));
}
