import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Which turns: those that ended in these months, of offices or of all. */
export interface ChargesQuery {
  readonly programmeId: string;
  /** The first month and the one after the last, each as its first day. */
  readonly from: string;
  readonly to: string;
  /** Row ids; left out: all, and triage too. */
  readonly offices?: readonly string[];
  /** Whether turns at reports about an office are in it: for observers. */
  readonly withAbout: boolean;
}

/** Whose turns, how many, and how long they were. */
export interface Charge {
  /** The first day of the month in which they ended. */
  readonly month: string;
  readonly holder: 'office' | 'triage' | 'citizen';
  /** Of `citizen`: the office that asked her. Nil: none. */
  readonly officeId: string;
  readonly turns: number;
  readonly elapsedMinutes: number;
  /** By the hours of the office. */
  readonly workedMinutes: number;
}

/** Who used the time, by month, holder and office, in this order. */
export async function readCharges(db: Kysely<Database>, query: ChargesQuery): Promise<Charge[]> {
  return db
    .selectFrom('charges')
    .select(({ fn, cast }) => [
      'month',
      sql<Charge['holder']>`holder`.as('holder'),
      'office_id as officeId',
      cast<number>(fn.sum('turns'), 'integer').as('turns'),
      fn.sum<number>('elapsed_minutes').as('elapsedMinutes'),
      fn.sum<number>('worked_minutes').as('workedMinutes'),
    ])
    .where('programme_id', '=', query.programmeId)
    .where('month', '>=', query.from)
    .where('month', '<', query.to)
    .$if(query.offices !== undefined, (rows) =>
      rows.where(sql<boolean>`office_id = any(${query.offices ?? []}::uuid[])`),
    )
    .$if(!query.withAbout, (rows) => rows.where('is_about', '=', false))
    .groupBy(['month', 'holder', 'office_id'])
    .orderBy('month')
    .orderBy('holder')
    .orderBy('office_id')
    .execute();
}
