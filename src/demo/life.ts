import type { Selectable } from 'kysely';
import type {
  Grievance,
  GrievanceEventsTable,
  HoldingsTable,
  JoinsTable,
  MessagesTable,
  PagingsTable,
} from '../db/schema.ts';
import type { Actor } from '../grievances/actor.ts';
import { applyChange, type Change, type Situation } from '../grievances/change-grievance.ts';
import { dueBy, nextWakeAt } from '../grievances/deadlines.ts';
import { isHandedOver, turnsAfter } from '../grievances/keep-holding.ts';
import { endOf } from '../grievances/tell-joiners.ts';
import { tellingOf } from '../grievances/telling-of.ts';
import { isOpen } from '../grievances/transitions.ts';
import type { Category } from '../routing/programme.ts';
import { type DemoCitizen, type Row, toHex } from './crowd.ts';
import { outgoingRow } from './messages.ts';
import type { Played } from './played.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

type OpenTurn = Row<HoldingsTable> & Pick<Selectable<HoldingsTable>, 'holder' | 'office_id' | 'from_at'>;

/** One report while its life is played. */
export interface Life {
  readonly world: World;
  readonly random: Random;
  readonly category: Category;
  /** Who reported it; null: nobody is known. */
  readonly citizen: DemoCitizen | null;
  grievance: Grievance;
  readonly events: Row<GrievanceEventsTable>[];
  /** Turns that have ended. */
  readonly holdings: Row<HoldingsTable>[];
  openTurn: OpenTurn | null;
  readonly messages: Row<MessagesTable>[];
  joins: { citizen: DemoCitizen; joinedAt: Date; toldAt: Date | null }[];
  paging: Row<PagingsTable> | null;
}

/** A report to which nothing has happened yet. */
export function beginLife(of: Pick<Life, 'world' | 'random' | 'category' | 'citizen' | 'grievance'>): Life {
  return { ...of, events: [], holdings: [], openTurn: null, messages: [], joins: [], paging: null };
}

/** The report as a decision sees it at a moment. */
export function situationOf({ world: { programme }, category, grievance }: Life, now: Date): Situation {
  const office = programme.byId.offices.get(grievance.office_id ?? '') ?? null;
  return { grievance, programme, category, office, now };
}

/**
 * Does to a report in memory what `changeWithin` does to a row: what follows is decided, weighed by the transition table,
 * and written into its history, its turns and its SMS.
 *
 * @param decide may answer null: nothing is to be done
 * @returns what was done
 */
export function change(
  life: Life,
  at: Date,
  actor: Actor,
  decide: (situation: Situation) => Change | null,
): Change | null {
  const { world, grievance: before } = life;
  const situation = situationOf(life, at);
  const decided = decide(situation);
  if (decided === null) return null;
  const { merged } = applyChange(situation, decided);
  const wakeAt = nextWakeAt(merged, world.programme.confirmWithinDays);
  const saved: Grievance = { ...merged, due_by: dueBy(merged), wake_at: wakeAt };
  life.grievance = saved;
  writeEvent(life, at, actor, { type: decided.event ?? decided.action, data: decided.data ?? {} });
  handOver(life, situation, saved);
  const telling = tellingOf(world.programme, saved, decided.tell);
  if (telling && life.citizen) tell(life, life.citizen, at, telling);
  followEnd(life, before, at);
  return decided;
}

/** Writes an entry of the history that changes nothing else. */
export function writeEvent(
  { world, grievance, events }: Life,
  at: Date,
  actor: Actor,
  { type, data }: { type: string; data: Record<string, unknown> },
): void {
  events.push({
    id: world.idAt(at),
    grievance_id: grievance.id,
    programme_id: grievance.programme_id,
    type,
    actor_kind: actor.kind,
    actor_id: actor.id,
    channel: actor.channel,
    office_id: type === 'filed' ? null : grievance.office_id,
    source: null,
    data,
    at,
  });
}

/** Writes an SMS to somebody; one to whoever joined names no report, as the gateway's do not. */
export function tell(
  { world, random, grievance, citizen, messages }: Life,
  to: DemoCitizen,
  at: Date,
  telling: Parameters<typeof outgoingRow>[3],
): void {
  const grievanceId = to === citizen ? grievance.id : null;
  messages.push(outgoingRow(world, random, { citizen: to, grievanceId, at }, telling));
}

function handOver(life: Life, situation: Situation, saved: Grievance): void {
  if (!isHandedOver(situation.grievance, saved)) return;
  const { ended, begun } = turnsAfter(situation, saved, life.openTurn ?? undefined);
  if (life.openTurn && ended) life.holdings.push({ ...life.openTurn, ...ended });
  life.openTurn = null;
  for (const turn of begun) {
    const fromAt = new Date(turn.from_at);
    const row = {
      id: life.world.idAt(fromAt),
      grievance_id: turn.grievance_id,
      programme_id: turn.programme_id,
      holder: turn.holder,
      office_id: turn.office_id ?? null,
      from_at: fromAt,
      until_at: turn.until_at ?? null,
      working_minutes: turn.working_minutes ?? null,
    };
    if (row.until_at === null) life.openTurn = row;
    else life.holdings.push(row);
  }
}

/** Whoever joined it hears the end; of a report that opens again the next one too. */
function followEnd(life: Life, before: Grievance, at: Date): void {
  const isNow = isOpen(life.grievance.status);
  if (life.joins.length === 0 || isNow === isOpen(before.status)) return;
  if (!isNow) {
    const end = endOf(life.world.programme, life.grievance);
    for (const { citizen } of life.joins.filter(({ toldAt }) => toldAt === null)) {
      tell(life, citizen, at, { purpose: 'join_ended', isBulk: true, text: end.text });
    }
  }
  life.joins = life.joins.map((join) => ({ ...join, toldAt: isNow ? null : at }));
  life.grievance = { ...life.grievance, untold_since: null };
}

/** All rows of a report whose life has been played. */
export function rowsOf({ grievance, events, holdings, openTurn, messages, joins, paging }: Life): Played {
  const pin = grievance.pin_hash;
  const isCounted = grievance.channel === 'ussd' && grievance.stream === 'ordinary';
  return {
    callIn: isCounted ? grievance.language : null,
    grievance: { ...grievance, pin_hash: pin === null ? null : toHex(pin) },
    events,
    holdings: openTurn === null ? holdings : [...holdings, openTurn],
    messages,
    joins: joins.map(({ citizen, joinedAt, toldAt }) => toJoinRow(grievance.id, citizen, joinedAt, toldAt)),
    pagings: paging === null ? [] : [paging],
  };
}

function toJoinRow(grievanceId: string, citizen: DemoCitizen, joinedAt: Date, toldAt: Date | null): Row<JoinsTable> {
  return { grievance_id: grievanceId, citizen_id: citizen.id, joined_at: joinedAt, told_at: toldAt };
}
