import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Language } from '../routing/programme.ts';
import type { Channel, ConsentChoice, Database } from './schema.ts';

/** An answer to the first-contact notice. */
export interface Consent {
  readonly programmeId: string;
  /** Null: anonymous, and nothing may lead back to her. */
  readonly citizenId: string | null;
  readonly choice: ConsentChoice;
  readonly version: number;
  readonly language: Language;
  readonly channel: Channel;
  readonly now: Date;
}

/**
 * Keeps an answer to the notice as proof, and on her own row so that she is not asked again, unless she was only told. Of a
 * yes said several times to one version the first is the proof.
 */
export async function saveConsent(db: Kysely<Database>, consent: Consent): Promise<void> {
  const { programmeId, citizenId, choice, version, language, channel, now } = consent;
  await db
    .insertInto('consents')
    .values({
      id: uuidv7(),
      programme_id: programmeId,
      citizen_id: citizenId,
      choice,
      version,
      language,
      channel,
      at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['citizen_id', 'version']).where('choice', '=', sql.lit('agreed')).doNothing(),
    )
    .execute();
  if (citizenId === null || choice === 'told') return;
  await db.updateTable('citizens').set({ consent_version: version }).where('id', '=', citizenId).execute();
}

/** Whether this version of the notice was sent to her behind what she had filed. */
export async function wasTold(db: Kysely<Database>, citizenId: string, version: number): Promise<boolean> {
  const told = await db
    .selectFrom('consents')
    .select('id')
    .where('citizen_id', '=', citizenId)
    .where('version', '=', version)
    .where('choice', '=', 'told')
    .limit(1)
    .executeTakeFirst();
  return told !== undefined;
}

/**
 * Writes down a group she says she belongs to, once, and that she was asked.
 *
 * @param group null: she would rather not say
 */
export async function addToGroup(
  db: Kysely<Database>,
  citizenId: string,
  group: string | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('citizens')
    .set({
      groups_asked_at: sql`coalesce(groups_asked_at, ${now})`,
      ...(group === null
        ? {}
        : { groups: sql`case when ${group} = any(groups) then groups else groups || ${group}::text end` }),
    })
    .where('id', '=', citizenId)
    .execute();
}
