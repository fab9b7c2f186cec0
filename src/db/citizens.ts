import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { indexPhone, openPhone, type Phone, type SealingKey, sealPhone } from '../phone.ts';
import type { Language } from '../routing/programme.ts';
import type { Citizen, Database } from './schema.ts';

/** The keys that phone numbers are sealed and found with; part of `Config`. */
export interface PhoneKeys {
  readonly sealingKeys: readonly SealingKey[];
  readonly indexKey: Buffer;
}

/** What may be remembered of a citizen; what is left out stays as it is. */
export interface CitizenFacts {
  /** She has chosen it. */
  language?: Language;
  /** Somebody else has written it down: it counts only where she has chosen none. */
  firstLanguage?: Language;
  areaId?: string;
}

const DAY_MS = 86_400_000;

/**
 * A citizen's row is made when she chooses a language, and a minute later she may file a report that is to lead nowhere.
 * Where few people call the moment alone would join the two. So its id is random, unlike all others, which tell when they
 * were made, and of the moment only the day is kept. Nothing may be read out of the order of citizens.
 */
function makeTimeless(now: Date): { id: string; day: Date } {
  return { id: randomUUID(), day: new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS) };
}

/** Finds or makes the citizen with this number in a programme, and remembers `facts` of her. */
export async function rememberCitizen(
  db: Kysely<Database>,
  keys: PhoneKeys,
  at: { programmeId: string; phone: Phone; now: Date },
  facts: CitizenFacts = {},
): Promise<Citizen> {
  const { id, day } = makeTimeless(at.now);
  const changes = {
    ...(facts.language ? { language: facts.language } : {}),
    ...(facts.areaId ? { area_id: facts.areaId } : {}),
  };
  return db
    .insertInto('citizens')
    .values({
      id,
      programme_id: at.programmeId,
      phone_sealed: sealPhone(keys.sealingKeys, at.phone, { table: 'citizens', column: 'phone_sealed', rowId: id }),
      phone_index: indexPhone(keys.indexKey, at.phone),
      language: facts.language ?? facts.firstLanguage ?? null,
      area_id: facts.areaId ?? null,
      created_at: day,
    })
    .onConflict((conflict) =>
      conflict.constraint('citizens_phone_unique').doUpdateSet((row) => ({
        programme_id: row.ref('excluded.programme_id'),
        language: row.fn.coalesce(row.ref('citizens.language'), row.ref('excluded.language')),
        ...changes,
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The citizen with this row id. */
export async function findCitizen(db: Kysely<Database>, id: string): Promise<Citizen> {
  return db.selectFrom('citizens').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Her number, in the clear: for sending only. */
export function phoneOf(keys: Pick<PhoneKeys, 'sealingKeys'>, citizen: Pick<Citizen, 'id' | 'phone_sealed'>): Phone {
  return openPhone(keys.sealingKeys, citizen.phone_sealed, {
    table: 'citizens',
    column: 'phone_sealed',
    rowId: citizen.id,
  });
}

/**
 * Remembers that the people with this number want no SMS from these programmes, and asks them nothing any more. The first
 * time stays. Returns how many.
 */
export async function optOutCitizens(
  db: Kysely<Database>,
  who: { programmeIds: readonly string[]; phoneIndexes: readonly Buffer[] },
  now: Date,
): Promise<number> {
  if (who.programmeIds.length === 0 || who.phoneIndexes.length === 0) return 0;
  const { numUpdatedRows } = await db
    .updateTable('citizens')
    .set({ opted_out_at: now, conversation: null, conversation_at: null })
    .where('programme_id', 'in', who.programmeIds)
    .where('phone_index', 'in', who.phoneIndexes)
    .where('opted_out_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** A caller who has chosen her language, and may have agreed to the notice with it. */
export interface Choice {
  readonly programmeId: string;
  readonly phone: Phone;
  readonly language: Language;
  /** The version of the notice she agreed to. */
  readonly agreedTo?: number;
  readonly now: Date;
}

/**
 * Finds or makes many citizens with one statement and remembers what each has chosen, with the proof of a consent; their
 * ids in order.
 */
export async function rememberChoices(
  db: Kysely<Database>,
  keys: PhoneKeys,
  choices: readonly Choice[],
): Promise<string[]> {
  const { sorted, keysInOrder } = toRows(keys, choices);
  const saved = await sql<{ id: string; programme_id: string; phone_index: Buffer }>`
    with chosen as (
      select * from unnest(${sorted.map(({ id }) => id)}::uuid[], ${sorted.map(() => uuidv7())}::uuid[],
        ${sorted.map(({ programmeId }) => programmeId)}::uuid[],
        ${sorted.map(({ id, phone }) => sealPhone(keys.sealingKeys, phone, { table: 'citizens', column: 'phone_sealed', rowId: id }))}::bytea[],
        ${sorted.map(({ index }) => index)}::bytea[], ${sorted.map(({ language }) => language)}::text[],
        ${sorted.map(({ agreedTo }) => agreedTo ?? null)}::integer[],
        ${sorted.map(({ now }) => now)}::timestamptz[], ${sorted.map(({ day }) => day)}::timestamptz[])
        as t(id, consent_id, programme, sealed, index, language, version, at, day)
    ), saved as (
      insert into citizens (id, programme_id, phone_sealed, phone_index, language, consent_version, created_at)
      select id, programme, sealed, index, language, version, day from chosen
      on conflict on constraint citizens_phone_unique do update set language = excluded.language,
        consent_version = coalesce(excluded.consent_version, citizens.consent_version)
      returning id, programme_id, phone_index
    ), kept as (
      insert into consents (id, programme_id, citizen_id, choice, version, language, channel, at)
      select c.consent_id, c.programme, s.id, 'agreed', c.version, c.language, 'ussd', c.at
      from chosen c join saved s on s.programme_id = c.programme and s.phone_index = c.index
      where c.version is not null
      on conflict (citizen_id, version) where choice = 'agreed' do nothing
    )
    select id, programme_id, phone_index from saved`.execute(db);
  const ids = new Map(saved.rows.map((row) => [`${row.programme_id} ${row.phone_index.toString('base64')}`, row.id]));
  return keysInOrder.map((key) => ids.get(key) ?? '');
}

/** One row for each person, with the choice she made last. */
function toRows({ indexKey }: Pick<PhoneKeys, 'indexKey'>, choices: readonly Choice[]) {
  const rows = new Map<string, Choice & { id: string; day: Date; index: Buffer }>();
  const keysInOrder = choices.map((choice) => {
    const index = indexPhone(indexKey, choice.phone);
    const key = `${choice.programmeId} ${index.toString('base64')}`;
    rows.set(key, { ...makeTimeless(choice.now), ...rows.get(key), ...choice, index });
    return key;
  });
  // In one order, so that two batches never wait for each other's rows in a circle.
  const sorted = [...rows.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  return { sorted, keysInOrder };
}

/** Whether a citizen wants no SMS but answers to her own. */
export async function hasOptedOut(db: Kysely<Database>, id: string): Promise<boolean> {
  const citizen = await db.selectFrom('citizens').select('opted_out_at').where('id', '=', id).executeTakeFirst();
  return citizen !== undefined && citizen.opted_out_at !== null;
}
