import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { accusedOffice } from '../routing/accused.ts';
import { isAccused } from '../routing/ladder.ts';
import type { Office } from '../routing/programme.ts';
import type { Actor } from './actor.ts';
import { type Change, changeGrievance, type Situation } from './change-grievance.ts';
import { mayGoToTriage, passTo, passToTriage, requireOpen } from './pass-on.ts';

/** Where to, and why. */
export interface Transfer {
  /** A code of the programme. */
  readonly office: string;
  readonly reason: string;
  /** Whether it stands also where that office has passed the report on before: triage and administrators decide. */
  readonly isFinal?: boolean;
}

/**
 * Moves a grievance to another office of the programme, which starts with clocks of its own. Where that office, or the one
 * that has it, has passed it on before, it goes to triage instead: two offices do not send a citizen to and fro.
 *
 * @throws {AppError} `invalid` when the office is unknown, closed, not for this report, or has it already
 */
export async function transfer(deps: Deps, actor: Actor, key: GrievanceKey, input: Transfer): Promise<Grievance> {
  return changeGrievance(deps, key, actor, (situation) => decideTransfer(situation, input));
}

/** What a transfer comes to. */
export function decideTransfer(situation: Situation, { office: code, reason, isFinal = false }: Transfer): Change {
  const { grievance, office } = situation;
  requireOpen(grievance);
  const target = findTarget(situation, code);
  const from = office?.code ?? null;
  const hasPassed = [target, ...(office ? [office] : [])].some(({ id }) => grievance.passed_by.includes(id));
  const isBack = hasPassed && !isFinal && mayGoToTriage(situation);
  if (!isBack) return { ...passTo(situation, target), event: 'transferred', data: { from, to: target.code, reason } };
  if (!office) throw invalidOffice('This office has passed the report on before. Choose another one.');
  return {
    ...passToTriage(situation),
    event: 'sent_to_triage',
    data: { from, to: null, wanted: target.code, reason },
  };
}

function findTarget(situation: Situation, code: string): Office {
  const target = situation.programme.offices.get(code);
  if (!target) throw invalidOffice('This programme has no such office. `GET /api/v1/offices` lists them.');
  const why = whyNotTo(situation, target);
  if (why !== null) throw invalidOffice(why);
  return target;
}

/** Why an office cannot be given this report by a transfer; null: it can. */
export function whyNotTo({ grievance, programme, category }: Situation, target: Office): string | null {
  // A sealed report stays with the kinds of office that are for its stream: those its ladder leads to.
  if (grievance.stream !== 'ordinary' && !category.officeKinds.includes(target.kind)) {
    return 'This office is not for reports of this kind.';
  }
  // A report about an office never passes through it, nor through one that answers to it.
  if (isAccused(target, accusedOffice(programme, grievance.about_office_id))) {
    return 'This office is not for this report.';
  }
  return target.id === grievance.office_id ? 'This office has the report already.' : null;
}

function invalidOffice(message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: 'office', message }] });
}
