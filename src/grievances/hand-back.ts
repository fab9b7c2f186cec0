import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { accusedOffice } from '../routing/accused.ts';
import { nextOffice } from '../routing/route.ts';
import type { Actor } from './actor.ts';
import { type Change, changeGrievance, type Situation } from './change-grievance.ts';
import { mayGoToTriage, passedBy, passTo, passToTriage, requireOpen } from './pass-on.ts';

/**
 * "Not ours": the next office answers that the rules give, those left out that have passed it on before; where none is
 * left, or this one says so for the second time, a person has to choose one: else a rung that lets it become overdue and the
 * one above it, that hands it back, would go on for ever. The citizen is told who has it now.
 *
 * @throws {AppError} `conflict` when no office has it, it is sealed, or nobody else may have it
 */
export async function handBack(
  deps: Deps,
  actor: Actor,
  key: GrievanceKey,
  input: { reason: string },
): Promise<Grievance> {
  return changeGrievance(deps, key, actor, (situation) => decideHandBack(situation, input));
}

/** What a hand-back comes to. */
export function decideHandBack(situation: Situation, { reason }: { reason: string }): Change {
  const { grievance, programme, category, office } = situation;
  requireOpen(grievance);
  if (!office) throw new AppError('conflict', 'No office has this report: triage gives it to one by a transfer.');
  if (grievance.stream !== 'ordinary') {
    throw new AppError('conflict', 'A sealed report is not handed back. Pass it to another desk of its stream.');
  }
  const area = programme.byId.areas.get(grievance.area_id) ?? programme.root;
  const accused = accusedOffice(programme, grievance.about_office_id);
  const next = grievance.passed_by.includes(office.id)
    ? null
    : nextOffice(programme, category, area, { accused, passedBy: passedBy(situation) });
  const event = { event: 'handed_back', data: { from: office.code, to: next?.code ?? null, reason } };
  if (next) return { ...passTo(situation, next), ...event };
  // It would be with nobody who may see it.
  if (!mayGoToTriage(situation)) {
    throw new AppError('conflict', 'Nobody else may have this report. Answer it, or do not accept it and say why.');
  }
  return { ...passToTriage(situation), ...event };
}
