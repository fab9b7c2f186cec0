import { type Kysely, type RawBuilder, sql } from 'kysely';
import { errorCode } from './error-code.ts';
import type { Database } from './schema.ts';

/** Written once and for ever: what the gateway's role may read and add to, and nobody may change. */
const PROTECTED = ['grievance_events', 'event_links', 'changes'];
/** Only migrations write these. */
const OF_MIGRATIONS = ['kysely_migration', 'kysely_migration_lock'];
const INSUFFICIENT_PRIVILEGE = '42501';

/** What stands between the gateway and its own history, as the database sees it for the user who is signed in. */
export interface HistoryGuard {
  /** Who signed in. */
  readonly login: string;
  /** The role without rights to rewrite, named after the database: `majibu_app` in the database `majibu`. */
  readonly role: string;
  readonly hasRole: boolean;
  /** Tables whose trigger is not in place, or switched off. */
  readonly unguarded: readonly string[];
  /** The user may update, delete or truncate what is protected, or give herself the right. */
  readonly loginMayRewrite: boolean;
  readonly roleMayRewrite: boolean;
  /** The user may work as the role. */
  readonly mayTakeRole: boolean;
  /** The role may do all that the gateway does. */
  readonly isRoleReady: boolean;
  /** The user owns the tables, so she may give rights to the role. */
  readonly isOwner: boolean;
  readonly mayCreateRoles: boolean;
}

/** Tables of this gateway: those of whoever owns its history. */
const OWN_TABLES = sql`
  select c.oid, c.relname::text as name, c.relowner, c.relname = any(${PROTECTED}::text[]) as is_protected,
    c.relname = any(${OF_MIGRATIONS}::text[]) as is_of_migrations
  from pg_class c
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
    and c.relowner = (select relowner from pg_class where oid = 'grievance_events'::regclass)`;

/** Roles are known in all databases of a server: with one name for all, one gateway could work in another's tables. */
const ROLE_NAME = sql`
  case when octet_length(current_database()) <= 59 then current_database() else 'majibu' end || '_app'`;

/** Whether a role, by oid, may rewrite what is protected, or give itself the right. */
function mayRewrite(oid: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`coalesce((select bool_or(pg_has_role(${oid}, relowner, 'MEMBER')
      or has_table_privilege(${oid}, t.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
      or has_any_column_privilege(${oid}, t.oid, 'UPDATE'))
    from tables t where is_protected), false)`;
}

/** Whether a role, by oid, may do all that a gateway does. */
function isReady(oid: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`has_schema_privilege(${oid}, current_schema(), 'USAGE') and not exists (select from tables t
    where not has_table_privilege(${oid}, t.oid, 'SELECT')
      or not is_of_migrations and not has_table_privilege(${oid}, t.oid, 'INSERT')
      or not is_of_migrations and not is_protected
        and not (has_table_privilege(${oid}, t.oid, 'UPDATE') and has_table_privilege(${oid}, t.oid, 'DELETE')))`;
}

/** Reads the guard; changes nothing. For a connection that works as whoever signed in. */
export async function readHistoryGuard(db: Kysely<Database>): Promise<HistoryGuard> {
  const [me, app] = [sql.ref('me.oid'), sql.ref('app.oid')];
  const { rows } = await sql<HistoryGuard>`
    with named as (select ${ROLE_NAME} as role), tables as (${OWN_TABLES})
    select me.rolname as login, named.role, app.oid is not null as "hasRole",
      array(select name from tables where is_protected and not exists (
        select from pg_trigger where tgrelid = tables.oid and tgname = 'only_added_to' and tgenabled = 'A'
      ) order by name) as unguarded,
      ${mayRewrite(me)} as "loginMayRewrite",
      app.oid is not null and ${mayRewrite(app)} as "roleMayRewrite",
      app.oid is not null and pg_has_role(me.oid, app.oid,
        case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end) as "mayTakeRole",
      app.oid is not null and ${isReady(app)} as "isRoleReady",
      (select bool_and(pg_has_role(me.oid, relowner, 'USAGE')) from tables) as "isOwner",
      me.rolsuper or me.rolcreaterole as "mayCreateRoles"
    from pg_roles me cross join named left join pg_roles app on app.rolname = named.role
    where me.rolname = session_user`.execute(db);
  const [guard] = rows;
  if (guard === undefined) throw new Error('the database does not know who signed in');
  return guard;
}

/** How the gateway is to work: as `role`, or as whoever signed in where that is null. */
export interface Standing {
  readonly role: string | null;
  /** The database refuses the gateway to rewrite history. False: only triggers stand in the way. */
  readonly isProtected: boolean;
}

/** How the gateway stands with such a guard, as it is. */
export function standingOf(guard: HistoryGuard): Standing {
  if (!guard.loginMayRewrite) return { role: null, isProtected: true };
  const isUsable = guard.hasRole && guard.mayTakeRole && guard.isRoleReady && !guard.roleMayRewrite;
  return isUsable ? { role: guard.role, isProtected: true } : { role: null, isProtected: false };
}

/**
 * Makes the role that may not rewrite history, or gives it what it lacks (a migration has added a table), where whoever
 * signed in may do so. Once however many processes start together. Does nothing where there is nothing to do.
 */
export async function guardHistory(db: Kysely<Database>): Promise<Standing> {
  const before = standingOf(await readHistoryGuard(db));
  if (before.isProtected) return before;
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(x'6d616a69'::integer, 2)`.execute(tx);
      const guard = await readHistoryGuard(tx);
      if (!standingOf(guard).isProtected && canBeMended(guard)) await mend(tx, guard);
      return standingOf(await readHistoryGuard(tx));
    });
  } catch (error) {
    // It may not make or take the role: `majibu doctor` says who can help.
    if (errorCode(error) === INSUFFICIENT_PRIVILEGE) return before;
    throw error;
  }
}

/** Whether whoever signed in can make the role, or give it what it lacks. An owner of the tables is never that role. */
export function canBeMended({ isOwner, hasRole, mayTakeRole, mayCreateRoles, role, login }: HistoryGuard): boolean {
  return isOwner && role !== login && (mayCreateRoles || (hasRole && mayTakeRole));
}

async function mend(tx: Kysely<Database>, guard: HistoryGuard): Promise<void> {
  const role = sql.id(guard.role);
  if (!guard.hasRole) await sql`create role ${role} nologin`.execute(tx);
  const { mayTakeRole } = guard.hasRole ? guard : await readHistoryGuard(tx);
  if (!mayTakeRole) await sql`grant ${role} to ${sql.id(guard.login)}`.execute(tx);
  const { rows } = await sql<{ schema: string; own: string[] }>`
    select current_schema() as schema, array(select name from (${OWN_TABLES}) t) as own`.execute(tx);
  const { schema = 'public', own = [] } = rows[0] ?? {};
  const list = (names: readonly string[]) => sql.join(names.map((name) => sql.table(name)));
  const open = own.filter((name) => !PROTECTED.includes(name) && !OF_MIGRATIONS.includes(name));
  await sql`grant usage on schema ${sql.id(schema)} to ${role}`.execute(tx);
  await sql`revoke all on ${list([...PROTECTED, ...OF_MIGRATIONS])} from ${role}`.execute(tx);
  await sql`grant select, insert, update, delete on ${list(open)} to ${role}`.execute(tx);
  await sql`grant select, insert on ${list(PROTECTED)} to ${role}`.execute(tx);
  await sql`grant select on ${list(OF_MIGRATIONS)} to ${role}`.execute(tx);
}
