import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { NewGrievance } from '../../src/db/schema.ts';
import { createLog } from '../../src/log.ts';
import type { Category, Programme } from '../../src/routing/programme.ts';
import { openProgrammes } from '../../src/routing/programmes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { NOW, run as runWith } from './run.ts';

const HEAD = 'report,type,at,office,area,category';
const WORDS = 'Nobody may read this';

let database: TestDatabase;
let folder: string;
let kosovo: Programme;
let places: { area: string; office: string; category: string };
beforeAll(async () => {
  database = await createTestDatabase({ template: 'majibu_template_programmes' });
  folder = await mkdtemp(join(tmpdir(), 'figures-'));
  const programmes = await openProgrammes(database.db, createLog('silent'), { pollMs: null });
  kosovo = present(programmes.byName('kosovo'));
  const area = present(kosovo.areas.get('XK.04.28'));
  const office = present(kosovo.offices.get('csw@XK.04.28'));
  const categories = [...kosovo.byId.categories.values()];
  const ordinary = present(categories.find(({ stream }) => stream === 'ordinary'));
  const sealed = present(categories.find(({ stream }) => stream !== 'ordinary'));
  places = { area: area.code, office: office.code, category: ordinary.code };
  const report = (index: number, category: Category, about: string | null = null): NewGrievance => ({
    ...{ id: idOf(index), reference: `8765432${index}`, programme_id: kosovo.id },
    ...{ citizen_id: null, kind: category.kind, stream: category.stream, category_id: category.id, area_id: area.id },
    ...{ about_office_id: about, owing_office_id: office.id, status: 'routed', channel: 'ussd', language: 'en' },
    ...{ text: WORDS, source: `figures-${index}`, filed_at: NOW },
  });
  const reports = [report(1, ordinary), report(2, ordinary, office.id), report(3, sealed), report(4, ordinary)];
  await database.db.insertInto('grievances').values(reports).execute();
  await database.db
    .insertInto('grievance_events')
    .values(reports.map(({ id }, index) => event(index, id, 'filed', null)))
    .execute();
  await database.db
    .insertInto('grievance_events')
    .values(event(8, idOf(1), 'routed', office.id))
    .execute();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});

const idOf = (index: number) => `00000000-0000-7000-8000-00000000000${index}`;

function event(index: number, reportId: string, type: string, officeId: string | null) {
  return {
    ...{ id: `00000000-0000-7000-9000-00000000000${index}`, grievance_id: reportId, programme_id: kosovo.id, type },
    ...{ actor_kind: 'system' as const, actor_id: null, channel: 'ussd' as const, office_id: officeId, source: null },
    ...{ data: JSON.stringify({ text: WORDS }), at: NOW },
  };
}

function present<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('not in the programme');
  return thing;
}

const run = (...args: string[]) => runWith(args, { DATABASE_URL: database.url });
const write = (out: string, ...more: string[]) =>
  run('figures', 'events', '--programme', 'kosovo', '--out', out, ...more);

describe('figures events', () => {
  const line = (report: number, type: string, office = '') =>
    `${report},${type},${NOW.toISOString()},${office},${places.area},${places.category}`;

  it('writes what happened to ordinary reports, in place of what was there, and no words', async () => {
    const file = join(folder, 'events.csv');
    await writeFile(file, 'old');
    const { code, out, err } = await write(file);
    expect([code, out, err]).toEqual([0, `${file}: what happened to 2 reports\n`, '2 reports\n']);
    const written = await readFile(file, 'utf8');
    expect(written.trimEnd().split('\n')).toEqual([
      HEAD,
      line(1, 'filed'),
      line(1, 'routed', places.office),
      line(2, 'filed'),
    ]);
    expect(written).not.toContain(WORDS);
    expect(written).not.toContain('8765432');
    expect(await readdir(folder)).toEqual(['events.csv']);
  });

  it('those about an office too where that is asked for, never sealed ones', async () => {
    const file = join(folder, 'about.csv');
    const { out } = await write(file, '--with-about', '--json');
    expect(JSON.parse(out)).toEqual({ file, reports: 3 });
    expect((await readFile(file, 'utf8')).match(/filed/g)).toHaveLength(3);
    await rm(file);
  });

  it('of a programme without reports: the heading', async () => {
    const file = join(folder, 'khulna.csv');
    const { code, out } = await run('figures', 'events', '--programme', 'khulna', '--out', file);
    expect([code, out]).toEqual([0, `${file}: what happened to 0 reports\n`]);
    expect(await readFile(file, 'utf8')).toBe(`${HEAD}\n`);
    await rm(file);
  });

  it('says where it cannot write, and what to do', async () => {
    const nowhere = join(folder, 'nowhere', 'events.csv');
    const gone = await write(nowhere);
    expect(gone).toEqual({
      code: 1,
      out: '',
      err: `${nowhere} cannot be written (ENOENT). Give a folder that is there.\n`,
    });
    const inFile = join(folder, 'events.csv', 'events.csv');
    expect((await write(inFile)).err).toBe(`${inFile} cannot be written (ENOTDIR). Give a folder that is there.\n`);
    expect(await write(folder)).toEqual({
      ...{ code: 1, out: '', err: `${folder} cannot be written: it is no file. Give a file.\n` },
    });
    expect(await readdir(folder)).toEqual(['events.csv']);
  });

  it('leaves devices what they are', async () => {
    const device = join(folder, 'null');
    await symlink('/dev/null', device);
    expect((await write(device)).err).toContain('it is no file');
    await rm(device);
  });

  it('does not write where it has no right to', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed);
    await chmod(closed, 0o500);
    const file = join(closed, 'events.csv');
    const { code, err } = await write(file);
    // Root may write everywhere.
    if (process.getuid?.() === 0) expect(code).toBe(0);
    else
      expect([code, err]).toEqual([
        1,
        `${file} cannot be written (EACCES). Give a folder that this account may write to.\n`,
      ]);
    await chmod(closed, 0o700);
    await rm(closed, { recursive: true });
  });

  it('leaves the old file and no half of a new one where it breaks off', async () => {
    const file = join(folder, 'events.csv');
    const before = await readFile(file, 'utf8');
    await database.db.schema.alterTable('grievance_events').renameTo('events_away').execute();
    try {
      expect((await write(file)).code).toBe(1);
    } finally {
      await database.db.schema.alterTable('events_away').renameTo('grievance_events').execute();
    }
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(folder)).toEqual(['events.csv']);
  });

  it('is of one moment: nothing of what happens while it is written', async () => {
    const file = join(folder, 'moment.csv');
    const waiting = sql<{ count: number }>`
      select count(*)::integer as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%from chosen%'`;
    const written = await database.db.transaction().execute(async (tx) => {
      await sql`lock table grievance_events in access exclusive mode`.execute(tx);
      const writing = write(file);
      await until('it reads', async () => (await waiting.execute(database.db)).rows[0]?.count === 1);
      await tx
        .insertInto('grievance_events')
        .values(event(9, idOf(1), 'replied', null))
        .execute();
      return { writing };
    });
    expect((await written.writing).code).toBe(0);
    expect(await readFile(file, 'utf8')).not.toContain('replied');
    await write(file);
    expect(await readFile(file, 'utf8')).toContain('replied');
    await rm(file);
  });

  it('knows which programmes there are, and makes no file for another', async () => {
    const file = join(folder, 'mars.csv');
    const { code, err } = await run('figures', 'events', '--programme', 'mars', '--out', file);
    expect([code, err]).toEqual([1, 'There is no programme "mars". There are: kenya-coast, khulna, kosovo.\n']);
    expect(await readdir(folder)).toEqual(['events.csv']);
  });
});

describe('figures rebuild', () => {
  const received = async () => {
    const rows = await database.db
      .selectFrom('rollups')
      .select(['is_about', 'received'])
      .where('programme_id', '=', kosovo.id)
      .where('kind', '=', 'all')
      .orderBy('is_about')
      .execute();
    return rows.map(({ is_about: isAbout, received: count }) => [isAbout, count]);
  };

  it('counts one programme anew, to the same numbers each time', async () => {
    const { code, out } = await run('figures', 'rebuild', '--programme', 'kosovo');
    expect(code).toBe(0);
    expect(out).toMatch(/^kosovo: all figures counted anew in [\d.]+ s\n$/);
    const first = await received();
    expect(first).toEqual([
      [false, 2],
      [true, 1],
    ]);
    expect((await run('figures', 'rebuild', '--programme', 'kosovo')).code).toBe(0);
    expect(await received()).toEqual(first);
  });

  it('counts all of them', async () => {
    const { code, out, err } = await run('figures', 'rebuild', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).items.map(({ programme }: { programme: string }) => programme)).toEqual([
      ...['kenya-coast', 'khulna', 'kosovo'],
    ]);
    expect(err).toMatch(/^kosovo: 0\/\d+ /m);
  });

  it('knows which programmes there are', async () => {
    const { code, out, err } = await run('figures', 'rebuild', '--programme', 'mars');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('There is no programme "mars".');
  });
});
