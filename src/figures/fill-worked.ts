import { type Kysely, sql } from 'kysely';
import { NIL } from 'uuid';
import type { Database } from '../db/schema.ts';
import { workingMinutesBetween } from '../grievances/working-time.ts';
import type { Programme } from '../routing/programme.ts';

const ROWS_AT_ONCE = 5_000;

/**
 * Counts the working minutes of reports that were answered or resolved before they were kept, by the hours and holidays of now.
 * Nothing that is there is counted again.
 */
export async function fillWorked(db: Kysely<Database>, programme: Programme): Promise<void> {
  let after: string = NIL;
  for (;;) {
    const rows = await db
      .selectFrom('grievances')
      .select(['id', 'owing_office_id', 'filed_at', 'first_answered_at', 'resolved_at'])
      .where('programme_id', '=', programme.id)
      .where('id', '>', after)
      .where((eb) =>
        eb.or([
          eb.and([eb('first_answered_at', 'is not', null), eb('answer_worked_minutes', 'is', null)]),
          eb.and([eb('resolved_at', 'is not', null), eb('resolve_worked_minutes', 'is', null)]),
        ]),
      )
      .orderBy('id')
      .limit(ROWS_AT_ONCE)
      .execute();
    if (rows.length === 0) return;
    after = rows.at(-1)?.id ?? after;
    const counted = rows.map(({ id, owing_office_id: officeId, filed_at: from, ...ends }) => {
      const hours = programme.byId.offices.get(officeId ?? '')?.hours ?? null;
      const until = (to: Date | null) =>
        to === null ? null : workingMinutesBetween(programme.calendar, hours, from, to);
      return { id, answer: until(ends.first_answered_at), resolve: until(ends.resolved_at) };
    });
    await sql`
      update grievances
      set answer_worked_minutes = coalesce(answer_worked_minutes, counted.answer),
          resolve_worked_minutes = case when resolved_at is not null then coalesce(resolve_worked_minutes, counted.resolve) end
      from json_to_recordset(${JSON.stringify(counted)}::json)
        as counted(id uuid, answer double precision, resolve double precision)
      where grievances.id = counted.id`.execute(db);
  }
}
