import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { readConfig } from '../../src/config.ts';
import { insertOutgoing, messagePhonePlace } from '../../src/db/messages.ts';
import type { Database, Message } from '../../src/db/schema.ts';
import type { Deps } from '../../src/deps.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { indexPhone, type Phone, sealPhone } from '../../src/phone.ts';
import type { Programme, Programmes } from '../../src/routing/programme.ts';
import { openCarriers } from '../../src/sms/carriers/index.ts';
import type { WakeOptions } from '../../src/workers/job-names.ts';

export const PHONE = '+254711000001' as Phone;

/** What the SMS road needs of a programme. */
export interface ProgrammeFacts {
  readonly id?: string;
  readonly shortCode: string;
  readonly region: string;
}

/** Programmes of which only the id, the short code and the region are there: the SMS road reads nothing else. */
export function programmesOf(facts: readonly ProgrammeFacts[]): Programmes {
  const all = facts.map((fact) => ({ id: uuidv7(), name: fact.shortCode, ...fact }) as unknown as Programme);
  return {
    all: () => all,
    byName: (name) => all.find((programme) => programme.name === name),
    byId: (id) => all.find((programme) => programme.id === id),
    byUssdCode: () => undefined,
    byShortCode: (code) => all.find((programme) => programme.shortCode === code),
    reload: async () => undefined,
  };
}

/** Writes the rows that messages point to. */
export async function insertProgrammes(db: Kysely<Database>, programmes: Programmes): Promise<void> {
  const rows = programmes.all().map(({ id, name }) => ({
    id,
    name,
    settings: '{}',
    checksum: '',
    revision: 1,
    loaded_at: new Date(),
  }));
  await db.insertInto('programmes').values(rows).execute();
}

/** Everything the SMS road needs, with a clock that stands where it is put, and the wake-ups and log lines it gave. */
export interface SmsStage extends Deps {
  readonly wakeUps: { job: string; id: string; options: WakeOptions | undefined }[];
  readonly logged: string[];
  setNow(now: Date): void;
}

/** Builds it. `environment` as for `readConfig`. */
export function createStage(
  db: Kysely<Database>,
  environment: Record<string, string> = {},
  more: Partial<Pick<Deps, 'carriers' | 'programmes'>> = {},
): SmsStage {
  const config = readConfig({ NODE_ENV: 'test', ...environment });
  const wakeUps: SmsStage['wakeUps'] = [];
  const logged: string[] = [];
  let now = new Date('2026-03-02T08:00:00Z');
  return {
    config,
    db,
    log: createLog('trace', { write: (line: string) => void logged.push(line) }),
    now: () => now,
    wake: (job, id, options) => void wakeUps.push({ job, id, options }),
    carriers: more.carriers ?? openCarriers(config),
    programmes: more.programmes ?? programmesOf([]),
    metrics: createMetrics(),
    wakeUps,
    logged,
    setNow: (next) => {
      now = next;
    },
  };
}

/** Queues one SMS as the domain does. */
export async function queueSms(
  stage: Pick<Deps, 'config' | 'db' | 'now'>,
  row: Partial<Message> & { to?: Phone } = {},
): Promise<string> {
  const { to = PHONE, ...columns } = row;
  const id = uuidv7();
  await insertOutgoing(stage.db, {
    id,
    carrier: stage.config.carrier,
    phone_sealed: sealPhone(stage.config.sealingKeys, to, messagePhonePlace(id)),
    phone_index: indexPhone(stage.config.indexKey, to),
    short_code: '22101',
    text: 'Your report 10481234 is with the Water Office.',
    state: 'queued',
    created_at: stage.now(),
    due_at: stage.now(),
    ...columns,
  });
  return id;
}

/** A message as it is now. */
export async function messageOf(db: Kysely<Database>, id: string): Promise<Message> {
  return db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
