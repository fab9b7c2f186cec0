import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { connect } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { MIGRATIONS } from '../../src/db/migrations/index.ts';
import { type EmptyDatabase, openEmptyDatabase } from '../support/empty-database.ts';

let connection: EmptyDatabase;
beforeEach(async () => {
  connection = await openEmptyDatabase();
});
afterEach(() => connection.close());

it('runs every migration once, in the order of their names', async () => {
  const names = Object.keys(MIGRATIONS);
  expect(names).toEqual([...names].sort());
  expect(await migrate(connection.db)).toEqual(names);
  expect(await migrate(connection.db)).toEqual([]);
});

it('runs each migration once when two processes start together', async () => {
  const other = connect(connection.url);
  try {
    const ran = await Promise.all([migrate(connection.db), migrate(other.db)]);
    expect(ran.flat()).toEqual(Object.keys(MIGRATIONS));
  } finally {
    await other.close();
  }
});

it('refuses a database that a newer version made, changes nothing and says what to do', async () => {
  await migrate(connection.db);
  await sql`insert into kysely_migration (name, timestamp) values ('20990101T0000-tell-the-future', 'now')`.execute(
    connection.db,
  );
  await expect(migrate(connection.db)).rejects.toMatchObject({
    code: 'conflict',
    message:
      'This database was made by a newer version of Majibu (it has 20990101T0000-tell-the-future). ' +
      'Start that version or a later one, or restore a backup from before the upgrade.',
  });
});
