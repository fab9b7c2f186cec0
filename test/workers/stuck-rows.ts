import type { Kysely } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Database, GrievanceStatus, MessageState } from '../../src/db/schema.ts';

/** What a row of this file needs around it. */
export interface Place {
  readonly programmeId: string;
  readonly areaId: string;
  readonly categoryId: string;
}

/** The least programme that a grievance can belong to. */
export async function insertPlace(db: Kysely<Database>): Promise<Place> {
  const [programme_id, areaId, categoryId] = [uuid(), uuid(), uuid()];
  const names = JSON.stringify({ en: 'A' });
  await db
    .insertInto('programmes')
    .values({
      id: programme_id,
      name: 'a',
      settings: '{}',
      checksum: '',
      revision: 1,
      clocks_revision: 1,
      loaded_at: new Date(),
    })
    .execute();
  await db
    .insertInto('areas')
    .values({ id: areaId, programme_id, code: 'a', level: 'ward', names, aliases: [], position: 1 })
    .execute();
  await db
    .insertInto('categories')
    .values({
      id: categoryId,
      programme_id,
      code: 'a',
      kind: 'complaint',
      stream: 'ordinary',
      names,
      office_kinds: [],
      clock: 'working',
      first_answer_hours: 8,
      resolve_hours: 40,
      basis: 'none',
      position: 1,
    })
    .execute();
  return { programmeId: programme_id, areaId, categoryId };
}

/** A grievance in a state; resolves to its id. */
export async function insertGrievance(
  db: Kysely<Database>,
  place: Place,
  row: { status: GrievanceStatus; filed_at: Date; wake_at?: Date },
): Promise<string> {
  const id = uuid();
  await db
    .insertInto('grievances')
    .values({
      id,
      reference: String(Math.floor(10_000_000 + Math.random() * 89_999_999)),
      programme_id: place.programmeId,
      kind: 'complaint',
      stream: 'ordinary',
      category_id: place.categoryId,
      area_id: place.areaId,
      channel: 'ussd',
      language: 'en',
      text: 'No water',
      source: `test-${id}`,
      ...row,
    })
    .execute();
  return id;
}

/** A message in a state; resolves to its id. */
export async function insertMessage(
  db: Kysely<Database>,
  row: { state: MessageState; created_at: Date; due_at?: Date; claimed_at?: Date; priority?: number },
): Promise<string> {
  const id = uuid();
  const direction = row.state === 'received' || row.state === 'interpreted' ? 'in' : 'out';
  await db
    .insertInto('messages')
    .values({ id, direction, carrier: 'simulator', short_code: '2101', text: 'No water', ...row })
    .execute();
  return id;
}
