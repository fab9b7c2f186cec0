import type { Kysely } from 'kysely';
import pg from 'pg';
import { connect } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { Database } from '../../src/db/schema.ts';
import { loadFolder } from '../../src/routing/load-folder.ts';

/** A database that test databases are cloned from: made once per run, closed to connections afterwards. */
interface Template {
  readonly name: string;
  /** The template it starts as; `template0`, the empty one, unless told. */
  readonly from?: string;
  fill(db: Kysely<Database>): Promise<unknown>;
}

/** Made in this order by the global setup. A new one: one entry here. */
export const TEMPLATES: readonly Template[] = [
  { name: 'majibu_template', fill: migrate },
  {
    name: 'majibu_template_programmes',
    from: 'majibu_template',
    fill: (db) => loadFolder({ db, now: () => new Date() }, 'programmes'),
  },
];

/** Makes a template on the server at `serverUrl` (a URL with a database to connect to). */
export async function createTemplate(serverUrl: string, template: Template): Promise<void> {
  await runOnServer(serverUrl, `create database ${template.name} template ${template.from ?? 'template0'}`);
  const { db, close } = connect(databaseUrl(serverUrl, template.name), 2);
  try {
    await template.fill(db);
  } finally {
    await close();
  }
  // Nothing may be connected to a database while it is cloned.
  await runOnServer(serverUrl, `alter database ${template.name} with allow_connections false`);
}

/** Runs one statement that belongs to the server and not to a database, on a connection of its own. */
export async function runOnServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The URL of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
