import type { Kysely } from 'kysely';
import type { Language } from '../routing/programme.ts';
import type { Database } from './schema.ts';

/** Whether she wants to hear of the meetings of a place, and whether an SMS may go to her at all. */
export interface AgreementState {
  readonly isAgreed: boolean;
  /** She has said STOP: nothing is sent whatever she agrees to. */
  readonly isStopped: boolean;
}

/** What a citizen has said about meetings of an area. */
export async function readAgreement(
  db: Kysely<Database>,
  of: { citizenId: string; areaId: string },
): Promise<AgreementState> {
  const found = await db
    .selectFrom('citizens')
    .leftJoin('meeting_agreements', (join) =>
      join
        .onRef('meeting_agreements.citizen_id', '=', 'citizens.id')
        .on('meeting_agreements.area_id', '=', of.areaId)
        .on('meeting_agreements.ended_at', 'is', null),
    )
    .select(['citizens.opted_out_at', 'meeting_agreements.agreed_at'])
    .where('citizens.id', '=', of.citizenId)
    .executeTakeFirst();
  return { isAgreed: (found?.agreed_at ?? null) !== null, isStopped: (found?.opted_out_at ?? null) !== null };
}

/** Keeps that she wants to hear of the meetings of an area, from now on. Said again, the first time stays. */
export async function saveAgreement(
  db: Kysely<Database>,
  agreed: { programmeId: string; citizenId: string; areaId: string; language: Language; now: Date },
): Promise<void> {
  const since = { agreed_at: agreed.now, ended_at: null, language: agreed.language, channel: 'ussd' as const };
  await db
    .insertInto('meeting_agreements')
    .values({
      citizen_id: agreed.citizenId,
      area_id: agreed.areaId,
      programme_id: agreed.programmeId,
      ...since,
    })
    .onConflict((conflict) =>
      conflict
        .constraint('meeting_agreements_pk')
        .doUpdateSet(since)
        .where('meeting_agreements.ended_at', 'is not', null),
    )
    .execute();
}

/** Keeps that she wants it no longer. What waits to go to her is held back when its turn comes (`takeBackClaimed`). */
export async function endAgreement(
  db: Kysely<Database>,
  ended: { citizenId: string; areaId: string; now: Date },
): Promise<void> {
  await db
    .updateTable('meeting_agreements')
    .set({ ended_at: ended.now })
    .where('citizen_id', '=', ended.citizenId)
    .where('area_id', '=', ended.areaId)
    .where('ended_at', 'is', null)
    .execute();
}
