import { type Actor, citizenOn } from '../grievances/actor.ts';
import { decideCitizenMessage } from '../grievances/add-message.ts';
import type { Situation } from '../grievances/change-grievance.ts';
import { decideConfirm } from '../grievances/confirm.ts';
import { decideGoOn } from '../grievances/go-on.ts';
import { clockOf } from '../grievances/pause-clock.ts';
import { decideReject } from '../grievances/reject.ts';
import { decideDisputeBy, decideReopen } from '../grievances/reopen.ts';
import { addOnClock } from '../grievances/targets.ts';
import { decideTransfer } from '../grievances/transfer.ts';
import type { Office } from '../routing/programme.ts';
import { acceptedBy } from './accepted-by.ts';
import { type Decide, type Deed, decideDeed, officialChannel, wordsOf } from './deeds.ts';
import { type Life, situationOf } from './life.ts';
import { happens, pick, pickWeighted, spread, waitFor } from './random.ts';
import type { World } from './world.ts';

/** What somebody means to do to a report, unless something comes before it. */
export interface Plan {
  readonly at: Date;
  readonly actor: Actor;
  readonly decide: Decide;
  /** What a citizen writes by SMS to say so. */
  readonly says?: string;
}

const HOUR_MS = 3_600_000;

/**
 * What comes next of its own accord: the office's work, the citizen's word, or triage. Null: nobody does anything until its
 * time is over.
 */
export function nextPlan(life: Life, now: Date): Plan | null {
  const { status, first_answered_at: answeredAt, triaged_at: triagedAt } = life.grievance;
  switch (status) {
    case 'filed':
      return triagedAt === null ? null : planTriage(life, now);
    case 'routed':
      return answeredAt === null ? planFirst(life, now) : planEnd(life, now);
    case 'acknowledged':
      return planEnd(life, now);
    case 'awaiting_citizen':
      return planAnswer(life, now);
    case 'resolved':
      return planOutcome(life, now);
    case 'rejected':
    case 'closed':
      return planAfter(life, now);
  }
}

/** A report that is new at an office. */
function planFirst(life: Life, now: Date): Plan | null {
  const { random, category } = life;
  const { office } = situationOf(life, now);
  if (!office) return null;
  const character = life.world.characterOf(office);
  if (happens(random, character.ignores)) return null;
  const isOrdinary = life.grievance.stream === 'ordinary';
  const deed = pickWeighted<Deed>(random, {
    acknowledge: 0.36,
    reply: 0.32,
    resolve: 0.2,
    ask: mayAsk(life, now) ? 0.05 : 0,
    reject: 0.035,
    note: 0.03,
    hand_back: isOrdinary ? 0.015 : 0,
    transfer: isOrdinary ? 0.02 : 0,
  });
  const sooner = deed === 'acknowledge' || deed === 'note' ? 0.4 : 1;
  const hours = category.targets.firstAnswerHours * character.answerPace * sooner * spread(random, 0.75);
  return planDeed(life, now, office, deed, hours);
}

/** A report that the office knows: what is left is the answer, or the end. */
function planEnd(life: Life, now: Date): Plan | null {
  const { random, category } = life;
  const { office, grievance } = situationOf(life, now);
  if (!office) return null;
  const character = life.world.characterOf(office);
  const isAnswered = grievance.first_answered_at !== null;
  if (happens(random, character.ignores * (isAnswered ? 1.1 : 0.6))) return null;
  const deed = pickWeighted<Deed>(random, {
    reply: isAnswered ? 0.08 : 0.5,
    resolve: isAnswered ? 0.86 : 0.41,
    ask: mayAsk(life, now) ? 0.04 : 0,
    reject: 0.03,
    note: 0.02,
  });
  const { firstAnswerHours, resolveHours } = category.targets;
  // Who has not answered yet works against the first promise, whatever she then says.
  const isEnd = isAnswered && deed !== 'reply';
  const hours = isEnd ? resolveHours * character.resolvePace * 0.8 : firstAnswerHours * character.answerPace * 0.55;
  return planDeed(life, now, office, deed, hours * spread(random, 0.7));
}

function planDeed(life: Life, now: Date, office: Office, deed: Deed, hours: number): Plan {
  const situation = situationOf(life, now);
  const slower = slowness(life.world, office, now);
  const at = addOnClock(clockOf(situation), now, Math.max(0.05, hours * slower) * 60);
  const isSealed = life.grievance.stream !== 'ordinary';
  const actor: Actor = {
    kind: 'official',
    id: null,
    channel: isSealed ? 'console' : officialChannel(life.random, deed),
  };
  return { at, actor, decide: decideDeed(life, deed) };
}

/** How much slower than at the beginning an office is now; in December everybody is. */
function slowness({ from, now: end, characterOf }: World, office: Office, at: Date): number {
  const progress = (at.getTime() - from.getTime()) / Math.max(1, end.getTime() - from.getTime());
  return (1 + (characterOf(office).trend - 1) * progress) * (at.getUTCMonth() === 11 ? 1.25 : 1);
}

/** A question stops the clock: only where she can hear it, and has not objected. */
function mayAsk({ grievance, citizen }: Life, at: Date): boolean {
  if (grievance.objected_at !== null || grievance.status === 'awaiting_citizen') return false;
  if (grievance.pin_hash !== null) return true;
  return citizen !== null && grievance.contact !== 'none' && (citizen.optsOutAt === null || citizen.optsOutAt > at);
}

/** A person chooses an office where the rules name none; some reports are none. */
function planTriage(life: Life, now: Date): Plan | null {
  const { random, world } = life;
  if (happens(random, 0.02)) return null;
  const { calendar } = world.programme;
  const minutes = 5 * 60 * spread(random, 0.9);
  const at = addOnClock({ calendar, hours: null, counts: 'working' }, now, minutes);
  const actor: Actor = { kind: 'official', id: null, channel: 'console' };
  const says = wordsOf(life);
  const reason = pick(random, says.passedOn);
  const rejected = { reason: pick(random, says.rejected) };
  const isNone = happens(random, 0.08);
  const decide = (situation: Situation) => {
    const target = isNone ? null : acceptedBy(situation, random);
    return target
      ? decideTransfer(situation, { office: target.code, reason, isFinal: true })
      : decideReject(situation, rejected);
  };
  return { at, actor, decide };
}

/** She answers a question, does not want to be waited for, or says nothing; or the office goes on by itself. */
function planAnswer(life: Life, now: Date): Plan | null {
  const { random } = life;
  const what = pickWeighted(random, { answers: 0.6, objects: 0.05, office: 0.06, nothing: 0.29 });
  if (what === 'nothing') return null;
  const { office } = situationOf(life, now);
  if (what === 'office' && office) return planDeed(life, now, office, 'reply', 12 * spread(random, 0.5));
  const actor = citizenBy(life);
  const at = byDay(life, now, waitFor(random, 16));
  if (what === 'objects') return { at, actor, ...by(actor, '2'), decide: (situation) => decideGoOn(situation, actor) };
  const text = pick(random, wordsOf(life).answers);
  return { at, actor, ...by(actor, text), decide: () => decideCitizenMessage(actor, { text }) };
}

/** How many say whether it is fixed. */
const SAYS = 0.58;
const SAYS_WITH_PIN = 0.22;

/** Her word on "it is fixed". */
function planOutcome(life: Life, now: Date): Plan | null {
  const { random, grievance } = life;
  if (!happens(random, life.citizen !== null && grievance.contact === 'sms' ? SAYS : SAYS_WITH_PIN)) return null;
  const { office } = situationOf(life, now);
  // Who was sent back once looks closer the second time.
  const again = grievance.outcome === 'disputed' ? 0.12 : 0;
  const truth = office ? life.world.characterOf(office).truth : 0.7;
  const actor = citizenBy(life);
  const at = byDay(life, now, waitFor(random, 14));
  if (!happens(random, truth + again)) return { at, actor, ...by(actor, '2'), decide: disputing(life, actor) };
  return { at, actor, ...by(actor, '1'), decide: (situation) => decideConfirm(situation, actor) };
}

function by({ channel }: Actor, says: string): Pick<Plan, 'says'> {
  return channel === 'sms' ? { says } : {};
}

/** What has ended is disputed late, or opened again by the office, once in a while. */
function planAfter(life: Life, now: Date): Plan | null {
  const { random, grievance } = life;
  const isRejected = grievance.status === 'rejected';
  if (!happens(random, isRejected ? 0.02 : grievance.outcome === 'silent' ? 0.012 : 0.002)) return null;
  const at = byDay(life, now, waitFor(random, 200));
  if (!isRejected) {
    const actor = citizenBy(life);
    return { at, actor, ...by(actor, '2'), decide: disputing(life, actor) };
  }
  if (grievance.stream !== 'ordinary') return null;
  const reason = pick(random, wordsOf(life).notes);
  const actor: Actor = { kind: 'official', id: null, channel: 'console' };
  return { at, actor, decide: (situation) => decideReopen(situation, { reason }) };
}

function disputing(life: Life, actor: Actor): Decide {
  const isAsked = actor.channel === 'sms' && happens(life.random, 0.4);
  const reason = isAsked ? null : pick(life.random, wordsOf(life).disputes);
  return (situation) => decideDisputeBy(actor, situation, { reason });
}

/** The citizen of a report, by SMS where she is written to, else by a call. */
export function citizenBy({ random, grievance, citizen }: Life): Actor {
  const isTexting = citizen !== null && grievance.contact === 'sms' && grievance.stream === 'ordinary';
  return citizenOn(isTexting && happens(random, 0.66) ? 'sms' : 'ussd');
}

/** So many hours later, but not at night: people answer in the morning. */
export function byDay({ world, random }: Pick<Life, 'world' | 'random'>, from: Date, hours: number): Date {
  const at = new Date(from.getTime() + Math.max(0.02, hours) * HOUR_MS);
  const morning = world.quietUntil(at);
  return morning === null ? at : new Date(morning.getTime() + Math.floor(random() * 2.5 * HOUR_MS));
}
