import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { v7 as uuidv7 } from 'uuid';
import { hashToken } from '../../src/accounts/token.ts';
import { accountPhonePlace } from '../../src/db/account-phone.ts';
import type { Role } from '../../src/db/schema.ts';
import { indexPhone, type Phone, sealPhone } from '../../src/phone.ts';
import type { Language, Stream } from '../../src/routing/programme.ts';
import type { Gateway } from './gateway.ts';

/** An account for a test: everything but programme and role has a default. */
export interface NewPerson {
  readonly programme: string;
  readonly role: Role;
  readonly office?: string;
  readonly area?: string;
  readonly stream?: Stream;
  readonly signIn?: string;
  readonly name?: string;
  readonly language?: Language;
  readonly phone?: string;
  readonly pageOrder?: number;
}

/** A person who has signed in, second factor and all, without going through the pages of it. */
export interface Person {
  readonly id: string;
  /** For a browser: the value of `__Host-majibu`. */
  readonly token: string;
  get(path: string): request.Test;
  /** Sends a form as a browser does from one of our pages. */
  post(path: string, fields?: Readonly<Record<string, string>>): request.Test;
}

/** Writes the rows of an account and of a session of it, and gives back the person who holds that session. */
export async function openPerson(gateway: Gateway, wanted: NewPerson): Promise<Person> {
  const id = await addAccount(gateway, wanted);
  const token = randomBytes(32).toString('base64url');
  const now = gateway.deps.now();
  await gateway.deps.db
    .insertInto('account_sessions')
    .values({
      token_hash: hashToken(token),
      account_id: id,
      stage: 'full',
      proved_at: now,
      created_at: now,
      seen_at: now,
      ends_at: new Date(now.getTime() + 365 * 86_400_000),
    })
    .execute();
  const cookie = `__Host-majibu=${token}`;
  return {
    id,
    token,
    get: (path) => request(gateway.app).get(path).set('cookie', cookie),
    post: (path, fields = {}) =>
      request(gateway.app)
        .post(path)
        .set('cookie', cookie)
        .set('sec-fetch-site', 'same-origin')
        .type('form')
        .send(fields),
  };
}

/** Writes the row of an account whose password nobody knows: somebody who works by phone, or signs in by `openPerson`. */
export async function addAccount({ deps }: Gateway, wanted: NewPerson): Promise<string> {
  const programme = deps.programmes.byName(wanted.programme);
  if (!programme) throw new Error(`no programme ${wanted.programme}`);
  const id = uuidv7();
  const phone = wanted.phone as Phone | undefined;
  await deps.db
    .insertInto('accounts')
    .values({
      id,
      programme_id: programme.id,
      sign_in: wanted.signIn ?? `person-${id.slice(-12)}`,
      name: wanted.name ?? 'Amina Yusuf',
      role: wanted.role,
      office_id: wanted.office === undefined ? null : (programme.offices.get(wanted.office)?.id ?? fail(wanted.office)),
      area_id: wanted.area === undefined ? null : (programme.areas.get(wanted.area)?.id ?? fail(wanted.area)),
      stream: wanted.stream ?? null,
      page_order: wanted.pageOrder ?? 0,
      language: wanted.language ?? 'en',
      phone_sealed: phone ? sealPhone(deps.config.sealingKeys, phone, accountPhonePlace(id)) : null,
      phone_index: phone ? indexPhone(deps.config.indexKey, phone) : null,
      password_hash: 'of a password that nobody knows',
      created_at: deps.now(),
    })
    .execute();
  return id;
}

function fail(code: string): never {
  throw new Error(`no such place: ${code}`);
}
