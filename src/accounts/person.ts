import { ROLES, type Role } from '../db/schema.ts';
import { type Phone, parsePhone } from '../phone.ts';
import { type Area, type Language, type Office, type Programme, STREAMS, type Stream } from '../routing/programme.ts';

export const PERSON_COLUMNS = [
  'sign_in',
  'name',
  'role',
  'office',
  'area',
  'stream',
  'language',
  'phone',
  'page_order',
] as const;
export type PersonColumn = (typeof PERSON_COLUMNS)[number];

/** What somebody typed about a person: codes for places, an empty text for nothing. */
export type RawPerson = { readonly [column in PersonColumn]?: string | undefined };

/** A person who may have an account, in the programme's own terms. */
export interface Person {
  readonly signIn: string;
  readonly name: string;
  readonly role: Role;
  readonly office: Office | null;
  readonly area: Area | null;
  readonly stream: Stream | null;
  readonly language: Language;
  /** Null: nothing was typed, and one that is registered stays. */
  readonly phone: Phone | null;
  /** Focal points are called in this order. */
  readonly pageOrder: number;
}

export const PERSON_PROBLEMS = [
  'missing',
  'too_long',
  'bad_sign_in',
  'unknown_role',
  'unknown_office',
  'unknown_area',
  'unknown_stream',
  'unknown_language',
  'not_with_role',
  'bad_phone',
  'bad_order',
  'sign_in_taken',
  'phone_taken',
  'own_role',
  'repeated',
] as const;
/** What is wrong with a column; words for it are in `people-error.ts` and in `src/locales/console/`. */
export type PersonProblemWord = (typeof PERSON_PROBLEMS)[number];

/** One thing that is wrong. `value`: as it was typed; never shown for a phone. */
export interface PersonProblem {
  readonly column: PersonColumn;
  readonly problem: PersonProblemWord;
  readonly value: string;
}

const SIGN_IN = /^[a-z0-9][a-z0-9._@-]{1,58}[a-z0-9]$/;
const LONGEST_NAME = 80;
const ORDER = /^\d{1,3}$/;

type Complain = (column: PersonColumn, problem: PersonProblemWord) => null;

/** Reads what was typed about a person; everything that is wrong with it at once. Whether a name or phone is taken is not looked at. */
export function readPerson(
  programme: Programme,
  raw: RawPerson,
): { readonly person: Person | null; readonly problems: readonly PersonProblem[] } {
  const problems: PersonProblem[] = [];
  const cell = (column: PersonColumn): string => (raw[column] ?? '').normalize('NFC').trim();
  const complain: Complain = (column, problem) => {
    problems.push({ column, problem, value: cell(column) });
    return null;
  };
  const role = readRole(cell('role'), complain);
  const signIn = readName(cell('sign_in').toLowerCase(), complain);
  const name = readText(cell('name'), complain);
  const language = readLanguage(programme, cell('language'), complain);
  const place = role === null ? null : readPlace(programme, role, cell, complain);
  const phone = readPhone(programme, cell('phone'), complain);
  const pageOrder = readOrder(cell('page_order'), complain);
  if (problems.length > 0 || role === null || language === null || place === null) return { person: null, problems };
  return { person: { signIn, name, role, ...place, language, phone, pageOrder }, problems };
}

function readName(value: string, complain: Complain): string {
  if (value === '') complain('sign_in', 'missing');
  else if (!SIGN_IN.test(value)) complain('sign_in', 'bad_sign_in');
  return value;
}

function readText(value: string, complain: Complain): string {
  if (value === '') complain('name', 'missing');
  if (value.length > LONGEST_NAME || /\p{Cc}/u.test(value)) complain('name', 'too_long');
  return value;
}

function readRole(value: string, complain: Complain): Role | null {
  if (value === '') return complain('role', 'missing');
  return ROLES.find((role) => role === value) ?? complain('role', 'unknown_role');
}

function readLanguage(programme: Programme, value: string, complain: Complain): Language | null {
  if (value === '') return programme.languages[0];
  return programme.languages.find((language) => language === value) ?? complain('language', 'unknown_language');
}

function readPhone(programme: Programme, value: string, complain: Complain): Phone | null {
  if (value === '') return null;
  return parsePhone(value, programme.region) ?? complain('phone', 'bad_phone');
}

function readOrder(value: string, complain: Complain): number {
  if (value !== '' && !ORDER.test(value)) complain('page_order', 'bad_order');
  return Number.parseInt(value, 10) || 0;
}

type Place = Pick<Person, 'office' | 'area' | 'stream'>;
type PlaceColumn = keyof Place;

/** The places that go with a role, and whether they must be given. A role that is not here sees the whole programme. */
const PLACES: Readonly<Partial<Record<Role, Readonly<Partial<Record<PlaceColumn, 'must' | 'may'>>>>>> = {
  official: { office: 'must' },
  supervisor: { area: 'must' },
  focal: { stream: 'must', area: 'may' },
};

function readPlace(
  programme: Programme,
  role: Role,
  cell: (column: PersonColumn) => string,
  complain: Complain,
): Place | null {
  const places = PLACES[role] ?? {};
  const read = <Value>(
    column: PlaceColumn,
    find: (code: string) => Value | undefined,
    unknown: PersonProblemWord,
  ): Value | null => {
    const code = cell(column);
    if (code === '') return places[column] === 'must' ? complain(column, 'missing') : null;
    if (places[column] === undefined) return complain(column, 'not_with_role');
    return find(code) ?? complain(column, unknown);
  };
  return {
    office: read('office', (code) => programme.offices.get(code), 'unknown_office'),
    area: read('area', (code) => programme.areas.get(code), 'unknown_area'),
    stream: read('stream', findSealedStream, 'unknown_stream'),
  };
}

function findSealedStream(code: string): Stream | undefined {
  return STREAMS.find((stream) => stream === code && stream !== 'ordinary');
}
