import { citizenOn } from '../grievances/actor.ts';
import { decideCitizenMessage } from '../grievances/add-message.ts';
import { joinReceipt, mayBeJoined, promiseOf } from '../grievances/join.ts';
import { isOpen } from '../grievances/transitions.ts';
import { act } from './act.ts';
import type { Crowd, DemoCitizen } from './crowd.ts';
import { wordsOf } from './deeds.ts';
import { type Life, tell, writeEvent } from './life.ts';
import { byDay, citizenBy } from './plan.ts';
import { happens, pick, waitFor } from './random.ts';

/** Something that is to be done at a moment; it says whether that changes what people mean to do next. */
export interface Turn {
  readonly at: Date;
  readonly isPlan?: true;
  readonly run: (at: Date) => boolean;
}

/** What happens beside the office's work: others join, and the citizen writes of her own accord. */
export function planAsides(life: Life, crowd: Crowd): Turn[] {
  const { random, grievance, world } = life;
  if (grievance.stream !== 'ordinary') return [];
  const asides: Turn[] = [];
  const later = (meanHours: number) => byDay(life, grievance.filed_at, waitFor(random, meanHours));
  if (life.citizen && happens(random, 0.05)) asides.push({ at: later(70), run: (at) => write(life, at) });
  if (mayBeJoined(world.programme, grievance) && happens(random, 0.13)) {
    const people = 1 + Math.floor(waitFor(random, 1.8));
    for (let count = 0; count < Math.min(people, 12); count += 1) {
      const citizen = crowd.anybody(random);
      if (citizen) asides.push({ at: later(60), run: (at) => join(life, citizen, at) });
    }
  }
  return asides.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function write(life: Life, at: Date): boolean {
  const { grievance, random } = life;
  if (!isOpen(grievance.status)) return false;
  const actor = citizenBy(life);
  const text = pick(random, wordsOf(life).additions);
  const says = actor.channel === 'sms' ? { says: text } : {};
  act(life, { at, actor, ...says, decide: () => decideCitizenMessage(actor, { text }) }, at);
  return grievance.status !== life.grievance.status;
}

/** As `joinGrievance`: neither status nor clocks move. */
function join(life: Life, citizen: DemoCitizen, at: Date): boolean {
  const { world, grievance, joins } = life;
  const isHers = citizen.id === grievance.citizen_id || joins.some((one) => one.citizen.id === citizen.id);
  if (isHers || !mayBeJoined(world.programme, grievance)) return false;
  joins.push({ citizen, joinedAt: at, toldAt: null });
  life.grievance = { ...grievance, joiners: grievance.joiners + 1 };
  writeEvent(life, at, citizenOn('ussd'), { type: 'joined', data: {} });
  tell(life, citizen, at, joinReceipt({ grievance, promise: promiseOf(world.programme, grievance, at) }));
  return false;
}
