import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

// What is counted of whole months; see snapshots.ts.

/** The first month and the one after the last, each as its first day, of a programme. */
export interface CountedMonths {
  readonly programmeId: string;
  readonly from: string;
  readonly to: string;
}

/** What a unit was given in a month. */
export interface Given {
  readonly month: string;
  readonly unitId: string;
  /** Empty: everybody. */
  readonly group: string;
  /** Empty: the score; else the code of an indicator. */
  readonly indicator: string;
  /** How many gave 1, 2, 3, 4, 5. */
  readonly given: readonly number[];
}

/** What units were given, by month, unit, group and indicator. */
export async function readRatingCounts(
  db: Kysely<Database>,
  { programmeId, from, to, units }: CountedMonths & { readonly units: readonly string[] },
): Promise<Given[]> {
  return db
    .selectFrom('rating_counts')
    .select(['month', 'unit_id as unitId', 'group_code as group', 'indicator', 'given'])
    .where('programme_id', '=', programmeId)
    .where('month', '>=', from)
    .where('month', '<', to)
    .where(sql<boolean>`unit_id = any(${units}::uuid[])`)
    .orderBy('month')
    .orderBy('unit_id')
    .execute();
}

/** Ordinary reports of people who said they belong to a group; `group` empty: who said none. */
export interface GroupCount {
  readonly group: string;
  readonly received: number;
  readonly answered: number;
  readonly confirmed: number;
  readonly disputed: number;
}

/** Reports from an area with everything below it by group, most first; `areaId` nil: from everywhere. */
export async function readGroupCounts(
  db: Kysely<Database>,
  { programmeId, from, to, areaId }: CountedMonths & { readonly areaId: string },
): Promise<GroupCount[]> {
  const { rows } = await sql<GroupCount>`
    select group_code as "group", sum(received)::integer as received, sum(answered)::integer as answered,
      sum(confirmed)::integer as confirmed, sum(disputed)::integer as disputed
    from group_counts
    where programme_id = ${programmeId} and month >= ${from}::date and month < ${to}::date and area_id = ${areaId}
    group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}

/** Messages of a month by what they are for and what became of them. */
export interface MessageCount {
  readonly month: string;
  readonly direction: string;
  readonly purpose: string;
  readonly state: string;
  readonly messages: number;
  readonly segments: number;
  /** By currency, as the carrier charged. */
  readonly costs: Readonly<Record<string, number>>;
}

/** Messages by month, direction, purpose and state, in this order. */
export async function readMessageCounts(
  db: Kysely<Database>,
  { programmeId, from, to }: CountedMonths,
): Promise<MessageCount[]> {
  return db
    .selectFrom('message_counts')
    .select(['month', 'direction', 'purpose', 'state', 'messages', 'segments', 'costs'])
    .where('programme_id', '=', programmeId)
    .where('month', '>=', from)
    .where('month', '<', to)
    .orderBy('month')
    .orderBy('direction')
    .orderBy('purpose')
    .orderBy('state')
    .execute();
}
