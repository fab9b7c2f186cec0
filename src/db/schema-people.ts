import type { ColumnType } from 'kysely';
import type { Language, Stream } from '../routing/programme.ts';
import type { Defaulted, Json, NullableJson } from './schema-columns.ts';

// People who sign in, programs with a key, and what administrators change in the browser.

export const ROLES = ['official', 'supervisor', 'triage', 'focal', 'observer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface AccountsTable {
  id: string;
  programme_id: string;
  /** What she types to sign in: small letters, unique in the whole gateway. */
  sign_in: string;
  name: string;
  role: Role;
  /** Officials only. */
  office_id: string | null;
  /** Supervisors; focal points where they answer for a part only. */
  area_id: string | null;
  /** Focal points only. */
  stream: Stream | null;
  /** Focal points are paged in this order. */
  page_order: Defaulted<number>;
  language: Language;
  phone_sealed: Buffer | null;
  phone_index: Buffer | null;
  /** argon2id; null: she has not chosen a password yet. */
  password_hash: string | null;
  /** Keyed hash of the code with which she chooses one. */
  setup_hash: Buffer | null;
  setup_until: Date | null;
  /** Sealed secret of her authenticator; null: none. */
  totp_sealed: Buffer | null;
  /** The step of the last code taken: no code is taken twice. */
  totp_step: number | null;
  /** First and last day away, ISO dates. */
  absent_from: string | null;
  absent_until: string | null;
  /** `WeeklyHours`; null: her office's. */
  hours: NullableJson<object>;
  /** The local day of the last digest. */
  digest_on: string | null;
  /** When she was last given a report by the gateway; null: never. Of two with as much to do, it is the other's turn. */
  given_at: Date | null;
  created_at: Date;
  disabled_at: Date | null;
}

export interface AccountSessionsTable {
  /** SHA-256 of a 256-bit token. */
  token_hash: Buffer;
  account_id: string;
  /** `password`: the second factor is still to come. */
  stage: 'password' | 'full';
  /** When a one-time code was last given: sealed pages ask for it again. */
  proved_at: Date | null;
  created_at: Date;
  seen_at: Date;
  ends_at: Date;
}

export interface RecoveryCodesTable {
  account_id: string;
  code_hash: Buffer;
  used_at: Date | null;
}

export interface RateLimitsTable {
  key: string;
  points: number;
  /** Milliseconds since 1970. */
  expire: number | null;
}

export interface OverridesTable {
  programme_id: string;
  /** What it is about: `office`, `category`, `holiday`. */
  kind: string;
  code: string;
  field: string;
  /** In place of what the files say; JSON null takes away. */
  value: ColumnType<unknown, string, string>;
  changed_by: string;
  changed_at: Date;
}

export interface ChangesTable {
  id: string;
  programme_id: string;
  /** Null: on the command line. */
  account_id: string | null;
  /** A word from a closed list, such as `account_created`. */
  what: string;
  /** What was changed: a code, or an account's sign-in name. */
  subject: string;
  before: ColumnType<unknown, string | null, never>;
  after: ColumnType<unknown, string | null, never>;
  at: Date;
}

export interface SavedRepliesTable {
  id: string;
  programme_id: string;
  title: string;
  /** For reports of this category and those below it; null: for all. */
  category_id: string | null;
  /** By language; not every one. */
  texts: Json<Partial<Record<Language, string>>>;
  changed_at: Date;
  retired_at: Date | null;
}

export interface ApiKeysTable {
  id: string;
  programme_id: string;
  role: Role;
  office_id: string | null;
  area_id: string | null;
  stream: Stream | null;
  /** SHA-256 of a 256-bit random token: the token itself is shown once and kept nowhere. */
  token_hash: Buffer;
  label: string | null;
  created_at: Date;
  revoked_at: Date | null;
}
