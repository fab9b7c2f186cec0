import type { Deps } from '../deps.ts';
import { nextRung } from '../routing/ladder.ts';
import type { Office } from '../routing/programme.ts';
import { SYSTEM } from './actor.ts';
import { type Change, changeGrievance, type Situation } from './change-grievance.ts';
import { clocksFor, type Missed, missedDeadline } from './deadlines.ts';

/**
 * Looks at a grievance whose time has come: a missed promise moves it up one rung and the citizen is told to whom; a
 * resolved one that nobody answered for is closed as `silent`. Too early, too late or twice: nothing happens.
 */
export async function checkDeadline(deps: Deps, grievanceId: string): Promise<void> {
  await changeGrievance(deps, { id: grievanceId }, SYSTEM, (situation) => {
    const { grievance, office, now } = situation;
    if (!grievance.wake_at || grievance.wake_at > now) return null;
    if (grievance.status === 'resolved') {
      return { action: 'close_silent', event: 'closed_silent', set: { outcome: 'silent', closed_at: now } };
    }
    const missed = missedDeadline(grievance, now);
    if (!missed || !office) return null;
    const higher = nextRung(office);
    return higher ? moveUp(situation, office, higher, missed) : stayAtTop(situation, office, missed);
  });
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
    set: { overdue_at: grievance.overdue_at ?? now, missed_at: now },
    data: { office: office.code, missed },
  };
}
