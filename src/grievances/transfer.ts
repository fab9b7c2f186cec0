import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { ladderOf } from '../routing/ladder.ts';
import type { Actor } from './actor.ts';
import { changeGrievance } from './change-grievance.ts';
import { clocksFor } from './deadlines.ts';

/**
 * Moves a grievance to another office of the programme, which starts with clocks of its own. `overdue_at` stays: a
 * broken promise is not mended by passing it on.
 *
 * @throws {AppError} `invalid` when the office is unknown, closed, or has the grievance already
 */
export async function transfer(
  deps: Deps,
  actor: Actor,
  key: GrievanceKey,
  input: { office: string; reason: string },
): Promise<Grievance> {
  return changeGrievance(deps, key, actor, ({ grievance, programme, category, office, now }) => {
    const target = programme.offices.get(input.office);
    if (!target) throw invalidOffice('This programme has no such office. `GET /api/v1/offices` lists them.');
    // A sealed report stays with the kinds of office that are for its stream: those its ladder leads to.
    if (grievance.stream !== 'ordinary' && !category.officeKinds.includes(target.kind)) {
      throw invalidOffice('This office is not for reports of this kind.');
    }
    // A report about an office never passes through it, nor through one that answers to it.
    if (ladderOf(target).some(({ id }) => id === grievance.about_office_id)) {
      throw invalidOffice('This office is not for this report.');
    }
    if (target.id === grievance.office_id) throw invalidOffice('This office has the report already.');
    const clocks = clocksFor(programme, category, target, { filedAt: grievance.filed_at, from: now });
    return {
      action: 'transfer',
      event: 'transferred',
      set: {
        office_id: target.id,
        owing_office_id: target.id,
        routed_at: grievance.routed_at ?? now,
        triaged_at: null,
        ...clocks,
      },
      data: { from: office?.code ?? null, to: target.code, reason: input.reason },
      tell: {
        purpose: 'transferred',
        text: ({ locale }, { reference, office: to, due }) => locale.sms.transferred(reference, to, due),
      },
    };
  });
}

function invalidOffice(message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: 'office', message }] });
}
