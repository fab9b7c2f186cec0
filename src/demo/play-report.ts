import { SYSTEM } from '../grievances/actor.ts';
import { nextStep } from '../grievances/check-deadline.ts';
import { decideRoute } from '../grievances/route-grievance.ts';
import { act, noLater, open } from './act.ts';
import { planAsides, type Turn } from './asides.ts';
import type { Crowd } from './crowd.ts';
import { type Filing, fileReport } from './file-report.ts';
import { change, type Life, rowsOf } from './life.ts';
import { nextPlan, type Plan } from './plan.ts';
import type { Played } from './played.ts';
import type { World } from './world.ts';

/** Longer than any life is. A report that goes in circles would else be played for ever. */
const MOST_STEPS = 120;

/** The whole life of one report, from the filing until now, by the functions that decide it in a gateway. */
export function playReport(world: World, crowd: Crowd, filing: Filing): Played {
  const life = fileReport(world, crowd, filing);
  const asides = planAsides(life, crowd);
  let plan = route(life);
  let last = life.grievance.routed_at ?? life.grievance.triaged_at ?? filing.at;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = earliest(life, plan, asides[0]);
    if (next === null || next.at > world.now) break;
    // One thing after the other. What is due by now is done by now, so that nothing is left to be done.
    const at = noLater(world, Math.max(next.at.getTime(), last.getTime() + 1_000));
    last = at;
    if (next === asides[0]) asides.shift();
    const isMoved = next.run(at);
    if (isMoved) plan = nextPlan(life, at);
    else if (next.isPlan) plan = null;
  }
  return rowsOf(life);
}

function earliest(life: Life, plan: Plan | null, aside: Turn | undefined): Turn | null {
  const { wake_at: wakeAt } = life.grievance;
  const turns: Turn[] = [];
  if (wakeAt) turns.push({ at: laterBySeconds(life, wakeAt), run: (at) => checkDeadline(life, at) });
  if (plan) turns.push({ at: plan.at, isPlan: true, run: (at) => act(life, plan, at) });
  if (aside) turns.push(aside);
  const [first = null] = turns.sort((one, other) => one.at.getTime() - other.at.getTime());
  return first;
}

/** The worker comes some seconds later. What is due by now has been done: a gateway would do it at its start. */
function laterBySeconds({ world: { now }, random }: Life, wakeAt: Date): Date {
  const later = new Date(wakeAt.getTime() + 500 + Math.floor(random() * 4_000));
  return wakeAt <= now && later > now ? now : later;
}

function checkDeadline(life: Life, at: Date): boolean {
  const done = change(life, at, SYSTEM, (situation) => nextStep(situation)?.change ?? null);
  return done !== null && done.event !== 'reminded';
}

/** The router comes a moment later. To an urgent sealed report somebody is called, and opens it. */
function route(life: Life): Plan | null {
  const { world, random, grievance } = life;
  const at = noLater(world, grievance.filed_at.getTime() + 300 + Math.floor(random() * 3_000));
  change(life, at, SYSTEM, decideRoute);
  return nextPlan(life, grievance.stream === 'ordinary' ? at : open(life, at));
}
