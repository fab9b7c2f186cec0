import { actorOf } from '../../accounts/caller.ts';
import type { Contact, Grievance } from '../../db/schema.ts';
import { transact } from '../../db/transact.ts';
import type { Deps } from '../../deps.ts';
import { pinOfSource } from '../../grievances/pin-of-source.ts';
import { takeDownReport } from '../../grievances/take-down-report.ts';
import { nextRung } from '../../routing/ladder.ts';
import type { Office } from '../../routing/programme.ts';
import { chooseOffice } from '../../routing/route.ts';
import { sourceOf } from '../report/act.ts';
import type { SignedInVisit } from '../route.ts';
import type { Intake, IntakeTyped } from './intake-form.ts';

/**
 * Keeps a report for somebody. Without a phone, and of a sealed stream, it is opened by reference and PIN; a sealed one is
 * written about only where that is safe.
 *
 * @throws {AppError} `conflict` when the same form has kept another report before
 */
export async function takeDown(
  deps: Deps,
  visit: SignedInVisit,
  intake: Intake,
  typed: IntakeTyped,
): Promise<Grievance> {
  const { programme } = visit.caller;
  const source = sourceOf(visit, typed);
  const isSealed = intake.category.stream !== 'ordinary';
  const hasPin = isSealed || intake.phone === null;
  return transact(deps, (tx) =>
    takeDownReport(deps, tx, {
      ...intake,
      programme,
      source,
      actor: actorOf(visit.caller),
      contact: contactOf(intake, typed),
      ...(hasPin ? { pin: pinOfSource(deps.config.indexKey, source) } : {}),
      isForOther: typed.forOther === 'yes',
      aboutOffice: typed.aboutOffice === 'yes' && !isSealed ? accusable(visit, intake) : null,
      consent: { version: programme.noticeVersion, groups: typed.groups },
    }),
  );
}

function contactOf({ category, phone }: Intake, { safe }: IntakeTyped): Contact {
  if (phone === null) return 'none';
  if (category.stream === 'ordinary') return 'sms';
  return safe === 'yes' ? 'neutral' : 'none';
}

/** The office that would answer, where another one is above it. */
function accusable({ caller: { programme } }: SignedInVisit, { category, area }: Intake): Office | null {
  const office = chooseOffice(programme, category, area);
  return office && nextRung(office) ? office : null;
}
