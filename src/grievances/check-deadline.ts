import { listReachableObservers } from '../db/officials-to-tell.ts';
import type { Grievance } from '../db/schema.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { accusedOffice } from '../routing/accused.ts';
import { rungAbove } from '../routing/ladder.ts';
import type { Office } from '../routing/programme.ts';
import { SYSTEM } from './actor.ts';
import { type Change, changeWithin, type Situation } from './change-grievance.ts';
import { clocksFor, isRunning, type Missed, missedDeadline } from './deadlines.ts';
import { waitedEnough } from './go-on.ts';
import { localDay } from './local-day.ts';
import { showReference } from './reference.ts';
import { tellOffice } from './tell-office.ts';
import { tellOfficial } from './tell-official.ts';

/** A change that its time has brought, and which officials hear of it. */
interface Step {
  readonly change: Change;
  readonly tells?: (deps: Deps, tx: Tx, saved: Grievance) => Promise<void>;
}

/**
 * Looks at a grievance whose time has come: a missed promise moves it up one rung and the citizen is told to whom; one that
 * is near is called to its office's mind; who was waited for is waited for no more; a resolved one that nobody answered for
 * is closed as `silent`. Too early, too late or twice: nothing happens.
 */
export async function checkDeadline(deps: Deps, grievanceId: string): Promise<void> {
  await transact(deps, async (tx) => {
    const taken: { step: Step | null } = { step: null };
    const saved = await changeWithin(deps, tx, { id: grievanceId }, SYSTEM, (situation) => {
      taken.step = nextStep(situation);
      return taken.step?.change ?? null;
    });
    await taken.step?.tells?.(deps, tx, saved);
  });
}

/** What its time has brought; null: nothing yet. */
export function nextStep(situation: Situation): Step | null {
  const { grievance, office, now } = situation;
  if (!grievance.wake_at || grievance.wake_at > now) return null;
  if (grievance.status === 'resolved') {
    const change = { event: 'closed_silent', set: { outcome: 'silent', closed_at: now } } as const;
    return { change: { action: 'close_silent', ...change } };
  }
  const goesOn = waitedEnough(situation);
  if (goesOn) return { change: goesOn, tells: tellNoAnswer };
  const missed = missedDeadline(grievance, now);
  if (missed) return office && missedStep(situation, office, missed);
  const isNear = isRunning(grievance.status) && grievance.remind_at !== null && grievance.remind_at <= now;
  return isNear ? { change: REMIND, tells: tellNear } : null;
}

const REMIND: Change = { action: 'note', event: 'reminded', set: { remind_at: null } };

function tellNear(deps: Deps, tx: Tx, saved: Grievance): Promise<void> {
  return tellOffice(deps, tx, saved, { purpose: 'reminder', text: ({ time }, work) => time.reminder(work) });
}

function tellNoAnswer(deps: Deps, tx: Tx, saved: Grievance): Promise<void> {
  return tellOffice(deps, tx, saved, { purpose: 'reminder', text: ({ time }, work) => time.waitedEnough(work) });
}

function missedStep(situation: Situation, office: Office, missed: Missed): Step {
  const { grievance, programme } = situation;
  const higher = rungAbove(office, accusedOffice(programme, grievance.about_office_id));
  return higher
    ? { change: moveUp(situation, office, higher, missed) }
    : { change: stayAtTop(situation, office, missed), tells: tellObservers };
}

function moveUp(
  { grievance, programme, category, now }: Situation,
  office: Office,
  higher: Office,
  missed: Missed,
): Change {
  const clocks = clocksFor(programme, category, higher, { filedAt: grievance.filed_at, from: now });
  return {
    action: 'escalate',
    event: 'escalated',
    set: {
      office_id: higher.id,
      level: grievance.level + 1,
      overdue_at: grievance.overdue_at ?? now,
      missed_at: now,
      ...clocks,
    },
    data: { from: office.code, to: higher.code, missed },
    tell: {
      purpose: 'escalated',
      text: ({ locale }, about) => locale.sms.escalated(about.reference, about.office, about.due),
    },
  };
}

/** Nobody is above the last rung: the miss is written down once, and the promised dates stay as they were. */
function stayAtTop({ grievance, now }: Situation, office: Office, missed: Missed): Change {
  return {
    action: 'note',
    event: 'overdue_at_top',
    set: { overdue_at: grievance.overdue_at ?? now, missed_at: now, remind_at: null },
    data: { office: office.code, missed },
  };
}

/** Observers hear that the last office is late. Not of what is sealed, nor of what may name people of an office. */
async function tellObservers(deps: Deps, tx: Tx, saved: Grievance): Promise<void> {
  const programme = deps.programmes.byId(saved.programme_id);
  const office = programme?.byId.offices.get(saved.office_id ?? '');
  if (!programme || !office || saved.stream !== 'ordinary' || saved.about_office_id !== null) return;
  const day = localDay(deps.now(), programme.calendar.timeZone);
  for (const account of await listReachableObservers(tx.db, programme.id, day)) {
    await tellOfficial(
      deps,
      tx,
      { programme, account, grievanceId: saved.id },
      {
        purpose: 'last_rung',
        text: ({ time }, { name }) => time.lastRung(showReference(saved.reference), name(office.names)),
      },
    );
  }
}
