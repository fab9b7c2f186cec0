import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** Every process that uses the embedded PostgreSQL holds one idle connection under this name. */
const APPLICATION_NAME = 'majibu-presence';
const REJOIN_AFTER_MS = 1_000;

/** One process's stay: as long as it lasts, no other process stops the server. */
export interface Presence {
  /** Whether another process of ours, or anything called `majibu...`, is connected. */
  hasOthers(): Promise<boolean>;
  leave(): Promise<void>;
}

/** Takes a place on the server at `url`, and takes it again if the connection breaks. Rejects as `pg` does. */
export async function takePresence(url: string): Promise<Presence> {
  let isLeaving = false;
  let client = await connectOnce(url);
  const rejoinWhenLost = (): void => {
    client.once('end', () => {
      if (!isLeaving) setTimeout(() => void rejoin(), REJOIN_AFTER_MS).unref();
    });
  };
  const rejoin = async (): Promise<void> => {
    if (isLeaving) return;
    try {
      client = await connectOnce(url);
      if (isLeaving) await client.end();
      else rejoinWhenLost();
    } catch {
      setTimeout(() => void rejoin(), REJOIN_AFTER_MS).unref();
    }
  };
  rejoinWhenLost();
  return {
    hasOthers: () => findOthers(client),
    leave: async () => {
      isLeaving = true;
      await client.end().catch(() => undefined);
    },
  };
}

async function connectOnce(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Connections of a pool that has just been closed take a moment to go: only they are waited for. */
async function findOthers(client: pg.Client): Promise<boolean> {
  for (let round = 0; round < 40; round += 1) {
    const { rows } = await client.query<{ application_name: string }>(
      `select application_name from pg_stat_activity where application_name like 'majibu%' and pid <> pg_backend_pid()`,
    );
    if (rows.length === 0) return false;
    if (rows.some((row) => row.application_name === APPLICATION_NAME)) return true;
    await delay(50);
  }
  return true;
}
