import { insertEvent, lockGrievance } from '../db/grievances.ts';
import {
  insertPaging,
  isAnswered,
  listCallable,
  lockDuePaging,
  putOffPaging,
  restartPaging,
  stopPaging,
} from '../db/pagings.ts';
import type { Account, Grievance } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { placesAround } from '../routing/places-around.ts';
import type { Stream } from '../routing/programme.ts';
import { SYSTEM } from './actor.ts';
import { type Situation, situate } from './change-grievance.ts';
import { localDay } from './local-day.ts';
import { tellOfficial } from './tell-official.ts';
import { isOpen } from './transitions.ts';

/** Reports of these wait for no office hours: a person is called to each (design: violence and children, not corruption). */
export const URGENT_STREAMS: readonly Stream[] = ['protection', 'child'];

/** From one call to the next. Three calls, the last of which reaches everybody, lie within 15 minutes. */
const NEXT_CALL_MS = 5 * 60_000;
/** Where an hour of calls has reached nobody, those after it are further apart: they go on, and wear nobody out. */
const QUICK_CALLS = 12;
const LATER_CALL_MS = 30 * 60_000;

/** Begins to call people to a report that has reached its desk, or that no desk was found for, if it is an urgent one. */
export async function beginPaging(deps: Pick<Deps, 'now'>, tx: Tx, grievance: Grievance): Promise<void> {
  const hasArrived = grievance.routed_at !== null || grievance.triaged_at !== null;
  if (!hasArrived || !URGENT_STREAMS.includes(grievance.stream)) return;
  const about = { grievanceId: grievance.id, programmeId: grievance.programme_id, now: deps.now() };
  if (await insertPaging(tx.db, about)) tx.wake('page-focal-point', grievance.id, { priority: 1 });
}

/**
 * Calls people once more to an urgent report whose reporter has spoken again, by her own words or by "it is not over": they may
 * say that it has become worse. Where people are being called already, nothing happens.
 *
 * @returns whether she is one to whom people are called
 */
export async function callAgain(deps: Pick<Deps, 'now'>, tx: Tx, grievance: Grievance): Promise<boolean> {
  if (!URGENT_STREAMS.includes(grievance.stream) || !isUnfinished(grievance)) return false;
  if (await restartPaging(tx.db, grievance.id, deps.now())) tx.wake('page-focal-point', grievance.id, { priority: 1 });
  return true;
}

/** What she writes to a report that waits for her word may say that it is not over. */
function isUnfinished({ status }: Grievance): boolean {
  return isOpen(status) || status === 'resolved';
}

/**
 * Calls whoever is next to an urgent report that nobody has opened, at any hour of any day, and sees to the call after that:
 * the sweep finds it where the wake-up is lost. Too early, too late or twice: nothing happens. Where nobody has a phone, the
 * log says so each time.
 */
export async function pageFocalPoint(deps: Deps, grievanceId: string): Promise<void> {
  await transact(deps, async (tx) => {
    const grievance = await lockGrievance(tx.db, { id: grievanceId });
    const now = deps.now();
    const paging = grievance && (await lockDuePaging(tx.db, grievanceId, now));
    if (!grievance || !paging?.next_at) return;
    // Once somebody has acted on it, she has read it.
    if (!isUnfinished(grievance) || (await isAnswered(tx.db, grievanceId))) return stopPaging(tx.db, grievanceId);
    await callNext(deps, tx, situate(deps, grievance), paging.step);
    // By the times that were planned: a call that was found late does not make the ones after it later.
    const pauseMs = paging.step < QUICK_CALLS ? NEXT_CALL_MS : LATER_CALL_MS;
    const planned = new Date(paging.next_at.getTime() + pauseMs);
    const nextAt = planned > now ? planned : new Date(now.getTime() + pauseMs);
    await putOffPaging(tx.db, grievanceId, { step: paging.step + 1, nextAt });
    tx.wake('page-focal-point', grievanceId, { priority: 1, delayMs: nextAt.getTime() - now.getTime() });
  });
}

async function callNext(deps: Deps, tx: Tx, { grievance, programme, now }: Situation, step: number): Promise<void> {
  const areaIds = placesAround(programme.byId.areas.get(grievance.area_id) ?? null).map(({ id }) => id);
  const { id: programmeId } = programme;
  const people = await listCallable(tx.db, { programmeId, stream: grievance.stream, areaIds });
  const calls = callsTo(people, areaIds, localDay(now, programme.calendar.timeZone));
  const called = calls[step % Math.max(1, calls.length)] ?? [];
  for (const account of called) await call(deps, tx, { grievance, programme, account });
  if (called.length === 0) {
    deps.log.warn(
      { programme: programme.name },
      'nobody can be called to an urgent report: no focal point has a phone',
    );
  }
  // That there is nobody is written down once; the log and the figures go on saying it.
  if (called.length === 0 && step > 0) return;
  const skipped = people.filter((person) => person.role === 'focal' && person.phone_sealed === null);
  await insertEvent(tx.db, grievance, SYSTEM, {
    type: 'paged',
    officeId: grievance.office_id,
    data: { called: called.map(({ id }) => id), without_phone: skipped.map(({ id }) => id) },
    at: now,
  });
}

/** An administrator cannot open it: she is asked to reach somebody who can. */
async function call(
  deps: Deps,
  tx: Tx,
  { grievance, programme, account }: Pick<Situation, 'grievance' | 'programme'> & { account: Account },
): Promise<void> {
  const address = `${deps.config.publicUrl}/console`;
  await tellOfficial(
    deps,
    tx,
    { programme, account, grievanceId: grievance.id },
    {
      purpose: 'page',
      isUrgent: true,
      text: ({ pages }) => (account.role === 'focal' ? pages.called(address) : pages.nobodyOpened(address)),
    },
  );
}

/**
 * Who is called, one entry for each call: the nearest focal point, the next one, then all who are left with the
 * administrators. Whoever is away is called with the last ones. After the last call it begins again with the first.
 *
 * @param areaIds the report's place first, then the places around it
 * @param today the local day, as an ISO date
 */
export function callsTo(people: readonly Account[], areaIds: readonly string[], today: string): Account[][] {
  const reachable = people.filter(({ phone_sealed: phone }) => phone !== null);
  const nearness = ({ area_id: id }: Account) => (id === null ? areaIds.length : areaIds.indexOf(id));
  const here = reachable
    .filter((person) => person.role === 'focal' && !isAway(person, today))
    .sort(
      (one, other) =>
        nearness(one) - nearness(other) || one.page_order - other.page_order || (one.id < other.id ? -1 : 1),
    );
  const [first, second] = here;
  const others = reachable.filter((person) => person !== first && person !== second);
  return [first ? [first] : [], second ? [second] : [], others].filter((call) => call.length > 0);
}

function isAway({ absent_from: from, absent_until: until }: Account, today: string): boolean {
  return from !== null && from <= today && (until === null || today <= until);
}
