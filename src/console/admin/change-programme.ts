import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { AccountCaller } from '../../accounts/caller.ts';
import { misfitsOf } from '../../budget/misfits.ts';
import { type ChangeWord, recordChanges } from '../../db/changes.ts';
import { type Tx, transact } from '../../db/transact.ts';
import type { Deps } from '../../deps.ts';
import { AppError, type Issue } from '../../errors.ts';
import { wakeRecompute } from '../../grievances/wake-recompute.ts';
import { changeableText } from '../../locales/wording.ts';
import { buildProgramme } from '../../routing/build-programme.ts';
import { applyOverrides, isReadable, type Override, type OverrideKind } from '../../routing/overrides.ts';
import { LANGUAGES } from '../../routing/programme.ts';
import type { ProgrammeRows } from '../../routing/programme-rows.ts';
import { readOverrides, readRows } from '../../routing/read-rows.ts';

/** One thing to change. `value` undefined: what the files say holds again. */
export interface Wanted {
  readonly kind: OverrideKind;
  readonly code: string;
  readonly field: string;
  readonly value: unknown;
}

/**
 * Changes offices, categories, holidays or texts of a programme on top of its files, all or nothing, with a record of each. What would
 * not fit on a phone's screen or in its SMS is refused. Other processes take it up within seconds, this one at once; where
 * holidays or hours changed, the due times of open reports are counted anew.
 *
 * @param seen what `markOf` said of it when it was shown: somebody else may have changed it since
 * @throws {AppError} `invalid` with an issue for everything that is wrong; `not_found` for an unknown code; `conflict` when
 *   somebody else has changed the same since `seen`
 */
export async function changeProgramme(
  deps: Deps,
  by: AccountCaller,
  asked: readonly Wanted[],
  seen?: string,
): Promise<void> {
  const { id } = by.programme;
  await transact(deps, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('majibu programmes', 0))`.execute(tx.db);
    const programme = await tx.db.selectFrom('programmes').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const files = await readRows(tx.db, programme);
    const before = await readOverrides(tx.db, id);
    requireKnown(files, asked);
    requireUnchanged(before, asked, seen);
    const wanted = asked.map((one) => asInFiles(files, one)).filter((one) => isNew(before, one));
    if (wanted.length === 0) return;
    const after = [...before.filter((override) => !wanted.some((one) => isSame(one, override))), ...kept(wanted)];
    requireReadable(kept(wanted));
    if (wanted.some(isSaidOnPhones)) requireFitting(files, before, after, wanted);
    await store(deps, tx, by, wanted);
    await recordChanges(tx.db, describe(deps, by, { files, before, after }, wanted));
    const hasNewClocks = wanted.some(({ kind, field }) => kind === 'holiday' || field === 'hours');
    await raiseRevision(tx, id, hasNewClocks);
    if (hasNewClocks) wakeRecompute(tx, id);
  });
  await deps.programmes.reload();
}

/** Due times are counted anew only where hours or holidays are others. */
async function raiseRevision({ db }: Tx, id: string, hasNewClocks: boolean): Promise<void> {
  const clocks = sql<number>`case when clocks_revision = revision then revision + 1 else clocks_revision end`;
  await db
    .updateTable('programmes')
    .set((eb) => ({ revision: eb('revision', '+', 1), ...(hasNewClocks ? {} : { clocks_revision: clocks }) }))
    .where('id', '=', id)
    .execute();
}

/** What was changed of an office, a category or a text, as a short mark: it is another one once anything of it is changed. */
export function markOf(overrides: readonly Override[], { kind, code }: Pick<Override, 'kind' | 'code'>): string {
  const held = overrides
    .filter((override) => override.kind === kind && override.code === code)
    .map(({ field, value }) => `${field} ${JSON.stringify(value)}`)
    .sort();
  return createHash('sha256').update(held.join('\n')).digest('base64url').slice(0, 12);
}

function requireUnchanged(before: readonly Override[], [first]: readonly Wanted[], seen: string | undefined): void {
  if (first === undefined || seen === undefined || markOf(before, first) === seen) return;
  throw new AppError('conflict', 'Somebody else has changed this since you opened it.');
}

/** What is as the files say is no change of ours: later files shall hold. */
function asInFiles({ offices, categories }: ProgrammeRows, wanted: Wanted): Wanted {
  const { kind, code, field, value } = wanted;
  const rows: readonly { readonly code: string }[] =
    kind === 'office' ? offices : kind === 'category' ? categories : [];
  const row = rows.find((candidate) => candidate.code === code);
  return row && isDeepStrictEqual(Reflect.get(row, field), value) ? { ...wanted, value: undefined } : wanted;
}

function isNew(before: readonly Override[], wanted: Wanted): boolean {
  return !isDeepStrictEqual(before.find((override) => isSame(override, wanted))?.value, wanted.value);
}

type Key = Pick<Override, 'kind' | 'code' | 'field'>;

function isSame(one: Key, other: Key): boolean {
  return one.kind === other.kind && one.code === other.code && one.field === other.field;
}

function kept(wanted: readonly Wanted[]): Override[] {
  return wanted.filter(({ value }) => value !== undefined);
}

function requireKnown({ offices, categories }: ProgrammeRows, wanted: readonly Wanted[]): void {
  const isKnown: Readonly<Record<OverrideKind, (code: string) => boolean>> = {
    office: (wantedCode) => offices.some(({ code }) => code === wantedCode),
    category: (wantedCode) => categories.some(({ code }) => code === wantedCode),
    holiday: isDay,
    text: (code) => changeableText(code) !== undefined,
  };
  for (const { kind, code } of wanted) {
    if (!isKnown[kind](code)) throw new AppError('not_found', `This programme has no ${kind} ${code}.`);
  }
}

function isDay(code: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(code) && !Number.isNaN(Date.parse(code)) && new Date(code).toISOString().startsWith(code)
  );
}

function requireReadable(overrides: readonly Override[]): void {
  const issues = overrides.flatMap(valueProblem);
  if (issues.length > 0) throw new AppError('invalid', 'Something cannot be taken as it is.', { issues });
}

/** Whether a change is seen on a screen of a phone or in an SMS. */
function isSaidOnPhones({ kind, field }: Wanted): boolean {
  return kind === 'text' || (kind !== 'holiday' && field === 'names');
}

/** The whole programme is built and measured as if it were loaded from files; what did not fit before is not held against it. */
function requireFitting(
  files: ProgrammeRows,
  before: readonly Override[],
  after: readonly Override[],
  wanted: readonly Wanted[],
): void {
  const found = misfitsOf(buildProgramme(applyOverrides(files, after)));
  if (found.length === 0) return;
  const held = misfitsOf(buildProgramme(applyOverrides(files, before)));
  const known = new Set(held.map(({ language, text }) => `${language} ${text}`));
  const added = found.filter(({ language, text }) => !known.has(`${language} ${text}`));
  if (added.length === 0) return;
  const what = wanted.some(({ kind }) => kind === 'text') ? 'text' : 'names';
  throw new AppError('invalid', 'Something is too long for a phone.', {
    issues: added.map(({ language, text, channel }) => ({
      path: `${what}.${language}`,
      message: `too long in ${language}: the ${channel} ${text} has no room for it`,
    })),
  });
}

function valueProblem(override: Override): Issue[] {
  return isReadable(override) ? [] : [{ path: override.field, message: 'cannot be read' }];
}

async function store(deps: Pick<Deps, 'now'>, { db }: Tx, by: AccountCaller, wanted: readonly Wanted[]): Promise<void> {
  for (const { kind, code, field, value } of wanted) {
    const key = { programme_id: by.programme.id, kind, code, field };
    if (value === undefined) {
      await db
        .deleteFrom('overrides')
        .where((eb) => eb.and(key))
        .execute();
      continue;
    }
    const changed = { value: JSON.stringify(value), changed_by: by.id, changed_at: deps.now() };
    await db
      .insertInto('overrides')
      .values({ ...key, ...changed })
      .onConflict((conflict) => conflict.constraint('overrides_pk').doUpdateSet(changed))
      .execute();
  }
}

interface Versions {
  readonly files: ProgrammeRows;
  readonly before: readonly Override[];
  readonly after: readonly Override[];
}

/** What the record says: each field as it held before and as it holds now. */
function describe(deps: Pick<Deps, 'now'>, by: AccountCaller, versions: Versions, wanted: readonly Wanted[]) {
  const was = applyOverrides(versions.files, versions.before);
  const is = applyOverrides(versions.files, versions.after);
  return wanted.map((one) => ({
    programmeId: by.programme.id,
    accountId: by.id,
    what: wordFor(one, is),
    subject: one.code,
    before: valueIn(was, one),
    after: valueIn(is, one),
    at: deps.now(),
  }));
}

function wordFor(one: Wanted, is: ProgrammeRows): ChangeWord {
  if (one.kind === 'office') return 'office_changed';
  if (one.kind === 'category') return 'category_changed';
  if (one.kind === 'text') return 'text_changed';
  return valueIn(is, one) === null ? 'holiday_removed' : 'holiday_added';
}

function valueIn(rows: ProgrammeRows, { kind, code, field }: Wanted): object | null {
  if (kind === 'holiday') return rows.holidays.find(({ day }) => day === code)?.names ?? null;
  if (kind === 'text') {
    const language = LANGUAGES.find((candidate) => candidate === field);
    const words = language && rows.wording[language]?.[code];
    return words === undefined ? null : { [field]: words };
  }
  const table: readonly { readonly code: string }[] = kind === 'office' ? rows.offices : rows.categories;
  const row = table.find((candidate) => candidate.code === code);
  return row ? { [field]: Reflect.get(row, field) } : null;
}
