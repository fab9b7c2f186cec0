import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from '../config.ts';
import type { Database } from '../db/schema.ts';
import { insertWebhook } from '../db/webhooks.ts';
import { AppError } from '../errors.ts';
import { findAddresses, type Reach, readWebhookUrl } from './address.ts';
import type { WebhookEvent } from './events.ts';
import { makeSecret, sealSecret } from './secret.ts';

/** What a subscription is for: `office` or `area`, one of the two, is a code of the programme. */
export interface NewWebhook {
  readonly programme: string;
  readonly office?: string;
  readonly area?: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly label?: string;
}

interface Tools {
  readonly db: Kysely<Database>;
  readonly now: () => Date;
  readonly config: Pick<Config, 'sealingKeys' | 'allowsLoopbackWebhooks'>;
  readonly resolve?: Reach['resolve'];
}

/**
 * Makes a subscription. The secret is in the answer and afterwards only sealed: whoever loses it makes a new one.
 *
 * @throws {AppError} `not_found` or `invalid`, naming the mend
 */
export async function createWebhook(tools: Tools, wanted: NewWebhook): Promise<{ id: string; secret: string }> {
  const { db, config, now, resolve } = tools;
  const reach = { allowsLoopback: config.allowsLoopbackWebhooks, ...(resolve === undefined ? {} : { resolve }) };
  const url = readWebhookUrl(wanted.url, reach);
  const programmeId = await findProgrammeId(db, wanted.programme);
  const office = wanted.office === undefined ? null : await findPlaceId(db, 'offices', programmeId, wanted.office);
  const area = wanted.area === undefined ? null : await findPlaceId(db, 'areas', programmeId, wanted.area);
  const found = await findAddresses(url, reach);
  if ('refused' in found) throw new AppError('invalid', REFUSALS[found.refused]);
  const id = uuidv7();
  const secret = makeSecret();
  await insertWebhook(db, {
    id,
    programme_id: programmeId,
    office_id: office,
    area_id: area,
    url: url.href,
    secret_sealed: sealSecret(config, secret, id),
    events: [...wanted.events],
    label: wanted.label ?? null,
    created_at: now(),
  });
  return { id, secret };
}

const REFUSALS = {
  no_address: 'The host of this address is not found. Is it written right?',
  inward_address:
    'This address leads to this machine or a private network. Majibu sends to addresses of the public internet only (https).',
} as const;

async function findProgrammeId(db: Kysely<Database>, name: string): Promise<string> {
  const row = await db.selectFrom('programmes').select('id').where('name', '=', name).executeTakeFirst();
  if (row) return row.id;
  throw new AppError('not_found', `There is no programme "${name}". \`majibu doctor\` names those there are.`);
}

async function findPlaceId(
  db: Kysely<Database>,
  table: 'offices' | 'areas',
  programmeId: string,
  code: string,
): Promise<string> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('programme_id', '=', programmeId)
    .where('code', '=', code)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (row) return row.id;
  const what = table === 'offices' ? 'office' : 'area';
  throw new AppError('not_found', `The programme has no ${what} "${code}". GET /api/v1/${table} lists the codes.`);
}
