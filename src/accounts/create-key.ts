import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { insertKey } from '../db/api-keys.ts';
import type { Database, Role } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Stream } from '../routing/programme.ts';
import { hashToken, makeToken } from './token.ts';

/** The place each role is tied to; a role that is not here sees the whole programme. */
export const PLACE_OF_ROLE = { official: 'office', supervisor: 'area', focal: 'stream' } as const satisfies Partial<
  Record<Role, 'office' | 'area' | 'stream'>
>;

/** What a key is for. `office` and `area` are codes of the programme; the one that the role needs is given. */
export interface NewKey {
  readonly programme: string;
  readonly role: Role;
  readonly office?: string;
  readonly area?: string;
  readonly stream?: Stream;
  readonly label?: string;
}

/**
 * Makes an API key. The secret is in the answer and nowhere else: whoever loses it makes a new key.
 *
 * @throws {AppError} `not_found` when the programme, the office or the area is not in the database, naming the mend
 */
export async function createKey(deps: Pick<Deps, 'db' | 'now'>, wanted: NewKey): Promise<{ id: string; key: string }> {
  const programmeId = await findProgrammeId(deps.db, wanted.programme);
  const at = { programmeId, programme: wanted.programme };
  const id = uuidv7();
  const key = makeToken();
  await insertKey(deps.db, {
    id,
    programme_id: programmeId,
    role: wanted.role,
    office_id: wanted.office === undefined ? null : await findIdByCode(deps.db, 'offices', at, wanted.office),
    area_id: wanted.area === undefined ? null : await findIdByCode(deps.db, 'areas', at, wanted.area),
    stream: wanted.stream ?? null,
    token_hash: hashToken(key),
    label: wanted.label ?? null,
    created_at: deps.now(),
  });
  return { id, key };
}

async function findProgrammeId(db: Kysely<Database>, name: string): Promise<string> {
  const programmes = await db.selectFrom('programmes').select(['id', 'name']).orderBy('name').execute();
  const found = programmes.find((programme) => programme.name === name);
  if (found) return found.id;
  const names = programmes.map((programme) => programme.name).join(', ');
  const mend = names === '' ? 'None is loaded: `programme load DIR` loads one.' : `There are: ${names}.`;
  throw new AppError('not_found', `There is no programme "${name}". ${mend}`);
}

async function findIdByCode(
  db: Kysely<Database>,
  table: 'offices' | 'areas',
  at: { programmeId: string; programme: string },
  code: string,
): Promise<string> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('programme_id', '=', at.programmeId)
    .where('code', '=', code)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (row) return row.id;
  const [what, mend] =
    table === 'offices'
      ? ['office', 'GET /api/v1/offices lists the codes.']
      : ['area', `programmes/${at.programme}/areas.csv holds the codes.`];
  throw new AppError('not_found', `The programme ${at.programme} has no ${what} "${code}". ${mend}`);
}
