import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { saveRating } from '../../src/db/ratings.ts';
import { insertRelease, listDigests, listReleases, lockPublishing, readReleaseFile } from '../../src/db/releases.ts';
import { readReportCards } from '../../src/db/report-cards.ts';
import { findReleaseProblems } from '../../src/open/release/find-release-problems.ts';
import { makeReleases } from '../../src/open/release/make-releases.ts';
import { openRelease } from '../../src/open/release/open-release.ts';
import type { Category, Programme } from '../../src/routing/programme.ts';
import { insert, type Raw } from '../monitor/scene.ts';
import type { Gateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { get, LARGE, NEXT, openOctober, SMALL } from './scene.ts';

const AT = '/open/kosovo';
const VERIFY = join(import.meta.dirname, '../../scripts/verify-release.js');

let gateway: Gateway;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'majibu-open-'));
  gateway = await openOctober();
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await gateway.close();
});

async function october() {
  const { body } = await get(gateway, `${AT}/releases/2026-10/release.json`).expect(200);
  return openRelease.parse(body);
}

function programmeId(): string {
  return gateway.deps.programmes.byName('kosovo')?.id ?? '';
}

describe('the release of a month', () => {
  it('tells of what is ordinary and large enough, rounded, and of nothing else', async () => {
    const { areas, offices } = await october();
    const told = areas.map(({ area, category, received }) => [area, category, received]);
    // Of 34, 25, 4 and 40 reports. To hide the 4, and that there were no others, more is hidden with them.
    expect(told).toContainEqual(['XK', null, 105]);
    expect(told.filter(([area]) => area === SMALL)).toEqual([]);
    expect(
      told.filter(([area, category]) => [LARGE, NEXT].includes(String(area)) && category === null).length,
    ).toBeLessThan(2);
    expect(areas.some(({ category }) => category?.startsWith('CHILD'))).toBe(false);
    // Neither the sealed ones nor those about it: 34, not 46 or 54.
    expect(offices.find(({ area }) => area === LARGE)?.received).toBe(35);
  });

  it('has a list of what every column means, a licence, and the checksums of all', async () => {
    const [sums, dictionary, areas, licence] = await Promise.all(
      ['SHA256SUMS', 'dictionary.csv', 'areas.csv', 'LICENSE.txt'].map((name) =>
        get(gateway, `${AT}/releases/2026-10/${name}`).buffer(true).expect(200),
      ),
    );
    const records = (text: string): string[][] => parse(text, { bom: true });
    const head = records(areas?.text ?? '')[0] ?? [];
    const explained = records(dictionary?.text ?? '').map(([, column]) => column);
    expect(head.filter((column) => !explained.includes(column))).toEqual([]);
    expect(sums?.text.trim().split('\n')).toHaveLength(5);
    expect(licence?.text).toContain('CC BY 4.0');
  });

  it('is the same for ever: for who comes again, and when something is answered later', async () => {
    const before = await get(gateway, `${AT}/releases/2026-10/areas.csv`).expect(200);
    expect(before.headers['cache-control']).toBe('public, max-age=31536000');
    await get(gateway, `${AT}/releases/2026-10/areas.csv`)
      .set('if-none-match', String(before.headers.etag))
      .expect(304);
    const { db } = gateway.deps;
    await db
      .updateTable('grievances')
      .set({ first_answered_at: gateway.deps.now(), outcome: 'confirmed' })
      .where('stream', '=', 'ordinary')
      .execute();
    await makeReleases(gateway.deps, programmeId());
    const after = await get(gateway, `${AT}/releases/2026-10/areas.csv`);
    expect(after.text).toBe(before.text);
    const rewrite = sql`update release_files set body = ''`.execute(db);
    await expect(rewrite).rejects.toThrow('only ever added to');
    await expect(sql`delete from releases`.execute(db)).rejects.toThrow('only ever added to');
  });

  it('is made once, thirty days after its month, and each names the one before', async () => {
    expect((await listReleases(gateway.deps.db, programmeId())).map(({ month }) => month)).toEqual(['2026-10']);
    const [first] = await listReleases(gateway.deps.db, programmeId());
    await gateway.pass(24 * 30);
    await gateway.pass(0.1);
    const { body } = await get(gateway, `${AT}/releases.json`).expect(200);
    expect(body.items.map(({ month }: { month: string }) => month)).toEqual(['2026-11', '2026-10']);
    const november = await get(gateway, `${AT}/releases/2026-11/release.json`);
    expect(november.body.previous).toBe(first?.sumsHash.toString('hex'));
    // 13 of November: those of October are not counted again.
    const whole = november.body.areas.find(
      ({ area, category }: { area: string; category: null }) => area === 'XK' && !category,
    );
    expect(whole.received).toBe(15);
  });

  it.each([
    '/releases/2026-10/nothing.csv',
    '/releases/2026-13/areas.csv',
    "/releases/2026-10'/areas.csv",
    '/releases/2027-01/areas.csv',
    '/releases/0000-01/areas.csv',
    '/releases/2026-10/%00',
    '/releases/2026-10/..%2f2026-11%2fareas.csv',
    '/places/%00',
    '/nothing',
  ])('%s is not there, and says so in words', async (path) => {
    const { text } = await get(gateway, `${AT}${path}`.replace('/kosovo/nothing', '/nothing')).expect(404);
    expect(text).toContain('There is no such page');
  });
});

describe('months in which hardly anything or nothing happened', () => {
  it('are published once each, however many do it at the same time, without a line, and the page says why', async () => {
    const { deps } = gateway;
    const khulna = deps.programmes.byName('khulna');
    const category = khulna?.topCategories.find(({ stream }) => stream === 'ordinary');
    if (!khulna || !category) throw new Error('no programme');
    await insert(gateway, khulna, [quietReport(khulna, category)]);
    const made = await Promise.all([1, 2, 3].map(() => makeReleases(deps, khulna.id)));
    const months = made.flatMap((one) => one.months);
    expect(months).toEqual([...new Set(months)]);
    expect(months.sort()).toEqual(['2026-10', '2026-11']);
    for (const month of months) {
      const { body } = await get(gateway, `/open/khulna/releases/${month}/release.json`).expect(200);
      expect([body.areas, body.offices]).toEqual([[], []]);
    }
    const { text } = await get(gateway, '/open/khulna?lang=en').expect(200);
    expect(text).toContain('November 2026');
    expect(text).not.toMatch(/undefined|NaN|null/);
    expect(await makeReleases(deps, khulna.id)).toMatchObject({ months: [] });
  });
});

describe('a month that two put together at the same time', () => {
  it('is put together before anybody waits, published by one of them, and named by the next', async () => {
    const { deps } = gateway;
    const coast = deps.programmes.byName('kenya-coast');
    const category = coast?.topCategories.find(({ stream }) => stream === 'ordinary');
    if (!coast || !category) throw new Error('no programme');
    await insert(gateway, coast, [quietReport(coast, category)]);
    let isPutTogether = false;
    const watched: Programme = Object.create(coast, {
      titles: {
        get: () => {
          isPutTogether = true;
          return coast.titles;
        },
      },
    });
    const programmes = Object.create(deps.programmes, { byId: { value: () => watched } });
    const sumsHash = Buffer.alloc(32, 7);
    const { other, made } = await deps.db.transaction().execute(async (tx) => {
      await lockPublishing(tx, coast.id);
      const other = makeReleases({ ...deps, programmes }, coast.id);
      await until('the other waits to publish', async () => {
        const { rows } = await sql`
          select from pg_locks join pg_database on pg_database.oid = pg_locks.database
          where locktype = 'advisory' and not granted and datname = current_database()`.execute(tx);
        return rows.length > 0;
      });
      // A wait is given up after some seconds: nothing that takes longer may stand behind it.
      expect(isPutTogether).toBe(true);
      const file = { name: 'SHA256SUMS', mediaType: 'text/plain', body: Buffer.alloc(0), hash: sumsHash };
      const of = { programmeId: coast.id, month: '2026-10-01', madeAt: deps.now(), revision: coast.revision };
      const release = { ...of, sumsHash, files: [file], listed: [] };
      return { other, made: await insertRelease(tx, release) };
    });
    expect(made).toBe(true);
    expect((await other).months).toEqual(['2026-11']);
    const { body } = await get(gateway, '/open/kenya-coast/releases/2026-11/release.json').expect(200);
    expect(body.previous).toBe(sumsHash.toString('hex'));
  });
});

function quietReport(programme: Programme, category: Category): Raw {
  const times = { answerElapsed: 0, answerWorked: 0, resolveElapsed: 0, resolveWorked: 0 };
  const is = { answered: false, resolved: false, late: false, escalated: false, rejected: false, outcome: null };
  const filedAt = new Date('2026-10-10T10:00:00Z');
  return { area: programme.root, category, office: null, about: null, stream: 'ordinary', filedAt, ...is, ...times };
}

describe('the daily digests', () => {
  it('are published without a number that would count sealed reports, and follow one from another', async () => {
    const { body } = await get(gateway, `${AT}/chain.json`).expect(200);
    expect(body.days.length).toBeGreaterThan(0);
    expect(Object.keys(body.days[0])).toEqual(['day', 'head', 'release', 'digest']);
    const { db } = gateway.deps;
    const releases = await listReleases(db, programmeId());
    const days = await listDigests(db, programmeId());
    const read = (month: string, name: string) => readReleaseFile(db, { programmeId: programmeId(), month, name });
    expect(await findReleaseProblems('kosovo', { releases, days, read })).toEqual([]);
    const altered = async (month: string, name: string) => {
      const file = await read(month, name);
      return file && name === 'areas.csv' ? { ...file, body: Buffer.from('something else') } : file;
    };
    expect(await findReleaseProblems('kosovo', { releases, days, read: altered })).toEqual(
      releases.map(({ month }) => `${month}: areas.csv was changed`),
    );
    const lost = await findReleaseProblems('kosovo', { releases: releases.slice(0, 1), days, read });
    expect(lost).toEqual([`${releases[0]?.month}: it does not name the release before it`]);
    const [day] = days;
    const other = {
      ...day,
      head: Buffer.alloc(32),
      day: day?.day ?? '',
      seq: 1,
      releaseHash: null,
      salt: null,
      receivedAtLeast: 0,
    };
    const changed = [{ ...other, digest: day?.digest ?? Buffer.alloc(32) }, ...days.slice(1)];
    expect(await findReleaseProblems('kosovo', { releases, days: changed, read })).toEqual([
      `${day?.day}: the digest does not follow from the day before`,
    ]);
  });

  it('are checked by an outsider with one file, together with what she downloaded', async () => {
    for (const name of ['areas.csv', 'offices.csv', 'release.json', 'dictionary.csv', 'LICENSE.txt', 'SHA256SUMS']) {
      const { text } = await get(gateway, `${AT}/releases/2026-11/${name}`).buffer(true);
      writeFileSync(join(dir, name), text);
    }
    const chain = (await get(gateway, `${AT}/chain.json`)).text;
    writeFileSync(join(dir, 'chain'), chain);
    const verify = (...more: string[]) =>
      spawnSync(process.execPath, [VERIFY, dir, '--chain', join(dir, 'chain'), ...more], { encoding: 'utf8' });
    const good = verify('--earlier', join(dir, 'chain'));
    expect([good.stderr, good.status]).toEqual(['', 0]);
    expect(good.stdout).toContain('areas.csv is as it was published.');
    expect(good.stdout).toMatch(/The release of 2026-11 was published by 2026-12-3\d as it is here/);
    writeFileSync(join(dir, 'areas.csv'), 'something else');
    writeFileSync(join(dir, 'chain'), chain.replace(/"head":"../, '"head":"zz'));
    const bad = verify();
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain('FAIL  areas.csv was changed.');
    expect(bad.stdout).toContain('does not follow from the day before');
  });

  it.each([
    [[]],
    [['FOLDER', '--chain']],
    [['FOLDER', '--earlier', 'CHAIN']],
    [['--chain', 'CHAIN', '--earlier']],
    [['FOLDER', '--chian', 'CHAIN']],
  ])('are not said to hold where only a part was looked at: %j', (given: string[]) => {
    const args = given.map((one) => one.replace('FOLDER', dir).replace('CHAIN', join(dir, 'chain')));
    const { status, stdout } = spawnSync(process.execPath, [VERIFY, ...args], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
  });

  it('hold one entry for a day, in whatever order two of them are shown', async () => {
    const { body } = await get(gateway, `${AT}/chain.json`);
    const chain = { ...body, days: [] as unknown[] };
    let before = '0'.repeat(64);
    for (const { day, head, release } of [body.days[0], { ...body.days[0], head: '11'.repeat(32) }]) {
      const lines = ['majibu-day-1', 'kosovo', day, head, release ?? '-', before].map((line) => `${line}\n`);
      before = createHash('sha256').update(lines.join('')).digest('hex');
      chain.days.push({ day, head, release, digest: before });
    }
    writeFileSync(join(dir, 'twice'), JSON.stringify(chain));
    const { status, stdout } = spawnSync(process.execPath, [VERIFY, '--chain', join(dir, 'twice')], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, expect.stringContaining('stands behind')]);
  });

  it('do not show on which days nothing happened', async () => {
    const { body } = await get(gateway, `${AT}/chain.json`).expect(200);
    const days = await listDigests(gateway.deps.db, programmeId());
    const heads = body.days.map(({ head }: { head: string }) => head);
    // Nothing was filed or done for weeks, and the chain did not move.
    expect(new Set(days.map(({ head }) => head.toString('hex'))).size).toBeLessThan(days.length);
    expect(new Set(heads).size).toBe(heads.length);
    for (const { head } of days) expect(heads).not.toContain(head.toString('hex'));
  });
});

describe('report cards that cannot be counted', () => {
  it('keep neither a release nor a digest back, and are due again', async () => {
    const { db, programmes } = gateway.deps;
    const kosovo = programmes.byName('kosovo');
    const [unit] = [...(kosovo?.units.values() ?? [])];
    const citizen = await db
      .selectFrom('citizens')
      .select('id')
      .where('programme_id', '=', programmeId())
      .executeTakeFirst();
    if (!unit || !citizen) throw new Error('no unit or citizen');
    const now = new Date('2027-02-01T10:00:00Z');
    const said = {
      score: 4,
      answers: {},
      comment: null,
      language: 'sq',
      channel: 'ussd',
      ratedOn: '2027-01-10',
    } as const;
    await saveRating(db, { programmeId: programmeId(), unitId: unit.id, citizenId: citizen.id, ...said, now });
    const later = { ...gateway.deps, now: () => now };
    await sql`alter table report_cards add constraint none_today check (false) not valid`.execute(db);
    await expect(makeReleases(later, programmeId())).rejects.toThrow('none_today');
    expect((await listReleases(db, programmeId())).map(({ month }) => month)).toContain('2026-12');
    expect((await listDigests(db, programmeId())).at(-1)?.day).toBe('2027-01-31');
    expect((await readReportCards(db, [unit.id])).until).toBeNull();
    await sql`alter table report_cards drop constraint none_today`.execute(db);
    expect(await makeReleases(later, programmeId())).toEqual({ months: [], day: null });
    expect((await readReportCards(db, [unit.id])).until).toBe('2027-01-31');
  });
});

describe('a month that cannot be published', () => {
  it('keeps no digest back, which could not be made on a later day, and is due again', async () => {
    const { db } = gateway.deps;
    const later = { ...gateway.deps, now: () => new Date('2027-03-05T10:00:00Z') };
    await sql`alter table releases add constraint none_today check (false) not valid`.execute(db);
    await expect(makeReleases(later, programmeId())).rejects.toThrow('none_today');
    expect((await listDigests(db, programmeId())).at(-1)?.day).toBe('2027-03-04');
    await sql`alter table releases drop constraint none_today`.execute(db);
    expect(await makeReleases(later, programmeId())).toEqual({ months: ['2027-01'], day: null });
  });
});
