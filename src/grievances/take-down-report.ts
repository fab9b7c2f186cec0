import { rememberCitizen } from '../db/citizens.ts';
import { addToGroup, saveConsent } from '../db/consents.ts';
import type { Citizen, Grievance } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Phone } from '../phone.ts';
import type { Actor } from './actor.ts';
import { fileOnce, type NewReport, placeToRemember } from './file-grievance.ts';

/** A report that somebody else writes down for a citizen, at a counter or in another system. */
export interface TakenDown extends Omit<NewReport, 'citizenId' | 'channel' | 'actor'> {
  /** Null: she leaves none. */
  readonly phone: Phone | null;
  /** Who writes it down; her channel is the report's. */
  readonly actor: Actor;
  /** The notice that was read out to her; undefined: the other system keeps that. */
  readonly consent?: { readonly version: number; readonly groups: readonly string[] };
}

/**
 * Files a report for somebody, and keeps what she agreed to. The same source files once.
 *
 * @throws {AppError} `conflict` when the same source has filed something else before
 */
export async function takeDownReport(
  deps: Pick<Deps, 'config' | 'now'>,
  tx: Tx,
  { phone, consent, ...report }: TakenDown,
): Promise<Grievance> {
  const citizen = phone === null ? null : await remember(deps, tx, { ...report, phone });
  const { channel } = report.actor;
  const { grievance: filed, isNew } = await fileOnce(deps, tx, { ...report, citizenId: citizen?.id ?? null, channel });
  if (!isSame(filed, report, citizen)) {
    throw new AppError('conflict', 'This request has filed another report before. Give each report a key of its own.');
  }
  if (isNew && consent) await keepConsent(deps, tx, report, citizen, consent);
  return filed;
}

async function remember(
  deps: Pick<Deps, 'config' | 'now'>,
  tx: Tx,
  { programme, phone, language, category, area }: Omit<TakenDown, 'phone' | 'consent'> & { phone: Phone },
): Promise<Citizen> {
  const at = { programmeId: programme.id, phone, now: deps.now() };
  return rememberCitizen(tx.db, deps.config, at, { firstLanguage: language, ...placeToRemember(category, area) });
}

function isSame(
  filed: Grievance,
  { category, area, language, text }: Pick<NewReport, 'category' | 'area' | 'language' | 'text'>,
  citizen: Citizen | null,
): boolean {
  return (
    filed.category_id === category.id &&
    filed.area_id === area.id &&
    filed.citizen_id === (citizen?.id ?? null) &&
    filed.kind === category.kind &&
    filed.language === language &&
    filed.text === text
  );
}

/** Proof of what was read out and agreed to. Groups belong to a person: of somebody without a number none is kept. */
async function keepConsent(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  { programme, language, actor }: Pick<TakenDown, 'programme' | 'language' | 'actor'>,
  citizen: Citizen | null,
  { version, groups }: NonNullable<TakenDown['consent']>,
): Promise<void> {
  const now = deps.now();
  await saveConsent(tx.db, {
    programmeId: programme.id,
    citizenId: citizen?.id ?? null,
    choice: citizen ? 'agreed' : 'anonymous',
    version,
    language,
    channel: actor.channel,
    now,
  });
  if (citizen) for (const group of groups) await addToGroup(tx.db, citizen.id, group, now);
}
