import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { v7 as uuidv7 } from 'uuid';
import { limitScrapers } from '../../src/open/limit-scrapers.ts';
import { ProgrammePage } from '../../src/open/pages/programme-page.tsx';
import { buildRelease } from '../../src/open/release/build-release.ts';
import type { AreaRow } from '../../src/open/release/open-release.ts';
import { releaseFiles } from '../../src/open/release/release-files.ts';
import { createOpenRouter } from '../../src/open/router.ts';
import { renderPage } from '../../src/pages/render-page.ts';
import { indicatorsOf, LANGUAGES } from '../../src/routing/programme.ts';
import { type Gateway, MONDAY_MORNING, openGateway } from '../support/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway({ at: MONDAY_MORNING });
});
afterAll(async () => {
  await gateway.close();
});

describe('the public pages before anything is published', () => {
  it.each(LANGUAGES)('exist in %s and say that there is nothing yet', async (language) => {
    for (const path of ['/open', '/open/khulna']) {
      const { text, headers } = await request(gateway.app).get(`${path}?lang=${language}`).expect(200);
      expect(headers).toMatchObject({ 'cache-control': 'public, max-age=600' });
      expect(headers.vary).toContain('Accept-Language');
      expect(headers['set-cookie']).toBeUndefined();
      expect(text).not.toMatch(/<script|undefined|NaN/);
      expect(gzipSync(text).length).toBeLessThan(6_000);
    }
  });

  it.each(LANGUAGES)('of a place are as light, in %s', async (language) => {
    const root = gateway.deps.programmes.byName('kenya-coast')?.root.code ?? '';
    const { text } = await request(gateway.app).get(`/open/kenya-coast/places/${root}?lang=${language}`).expect(200);
    expect(text).not.toMatch(/<script|undefined|NaN/);
    expect(gzipSync(text).length).toBeLessThan(15_000);
  });

  it.each(['/open?lang[]=en', '/open?lang=%3Cscript%3E', '/open/__proto__', '/open/khulna/places/__proto__'])(
    '%s is answered in words and without what was typed',
    async (path) => {
      const { text, status } = await request(gateway.app).get(path);
      expect([200, 404]).toContain(status);
      expect(text).not.toMatch(/<script/i);
    },
  );

  it('are not sent again to who has them', async () => {
    const { headers } = await request(gateway.app).get('/open/kosovo?lang=sq').expect(200);
    await request(gateway.app).get('/open/kosovo?lang=sq').set('if-none-match', String(headers.etag)).expect(304);
  });

  it('list programmes only, and no file that is not there', async () => {
    const { text } = await request(gateway.app).get('/open?lang=en');
    for (const name of ['kenya-coast', 'khulna', 'kosovo']) expect(text).toContain(`href="/open/${name}?lang=en"`);
    const { body } = await request(gateway.app).get('/open/kosovo/releases.json').expect(200);
    expect(body).toEqual({ programme: 'kosovo', licence: 'CC-BY-4.0', items: [] });
    expect((await request(gateway.app).get('/open/kosovo?lang=en')).text).not.toContain('chain.json');
  });
});

describe('the page of a large programme after a year', () => {
  it('is light, styles and all', async () => {
    const programme = gateway.deps.programmes.byName('kenya-coast');
    if (!programme) throw new Error('no programme');
    const offices = [...programme.offices.values()];
    const some = { received: 40, answered: 30, resolved: 25, late: 20, confirmed: 12, disputed: 10, silent: 3 };
    const reports = [...programme.areas.values()].flatMap((area, index) =>
      programme.topCategories
        .filter(({ stream }) => stream === 'ordinary')
        .map(({ id }) => ({
          ...some,
          areaId: area.id,
          categoryId: id,
          officeId: offices[index % offices.length]?.id ?? null,
        })),
    );
    const source = {
      programme,
      month: '2026-10',
      madeAt: MONDAY_MORNING,
      reports,
      medianMinutes: new Map(),
      previous: null,
    };
    const { release } = await buildRelease(source);
    expect(release.areas.length).toBeGreaterThan(1_000);
    const months = Array.from({ length: 12 }, (_, index) => `2026-${String(12 - index).padStart(2, '0')}`);
    const files = releaseFiles(release).map(({ name, body }) => ({ name, bytes: body.length }));
    const overview = {
      releases: months.map((month) => ({ ...release, month })),
      listed: months.map((month) => ({ month, madeAt: MONDAY_MORNING, sumsHash: Buffer.alloc(32), files })),
      running: { month: '2027-01', atLeast: 120 },
      hasChain: true,
    };
    const statics = await Promise.all(
      ['/static/style.css', '/open/static/open.css', '/static/icon.svg'].map((path) =>
        request(gateway.app).get(path).buffer(true),
      ),
    );
    const styles = statics.reduce((sum, { text, body }) => sum + gzipSync(text ?? body).length, 0);
    for (const language of LANGUAGES) {
      const html = renderPage(ProgrammePage({ language, path: '/open/kenya-coast', programme, overview }));
      expect([language, gzipSync(html).length + styles < 40_000]).toEqual([language, true]);
    }
  });
});

describe('the page of a place with all that it can hold', () => {
  it('is light too: fifty projects and thirty services with what people said of them', async () => {
    const { db, programmes } = gateway.deps;
    const kenya = programmes.byName('kenya-coast');
    if (!kenya) throw new Error('no programme');
    const projects = Array.from({ length: 60 }, (_, index) => ({
      ...{ id: uuidv7(), programme_id: kenya.id, code: `FULL-${index}`, area_id: kenya.root.id, currency: 'KES' },
      names: JSON.stringify({ en: `Borehole, tank and pipes of ${index} villages`, sw: `Kisima na mabomba ${index}` }),
      ...{
        amount: String(1_000_000 + index),
        contractor: `Builders of place ${index}, Ltd`,
        state: 'under_way' as const,
      },
      ...{ source: `https://county.example/list/${index}.pdf`, as_of: '2026-09-30', position: index, retired_at: null },
    }));
    await db.insertInto('projects').values(projects).execute();
    const said = (indicator: string) => [1, 2, 3, 4, 5].map((score) => ({ indicator, score, people: 20 + score }));
    const cards = [...kenya.units.values()].map((unit) => ({
      ...{ unit_id: unit.id, until_on: '2026-10-31' },
      scores: JSON.stringify(['', ...indicatorsOf(kenya, unit).map(({ code }) => code)].flatMap(said)),
    }));
    await db.insertInto('report_cards').values(cards).execute();
    for (const language of LANGUAGES) {
      const path = `/open/kenya-coast/places/${kenya.root.code}?lang=${language}`;
      const { text } = await request(gateway.app).get(path).expect(200);
      expect(text.split('<section').length).toBeGreaterThan(80);
      expect(text).not.toMatch(/<script|undefined|NaN/);
      expect([language, gzipSync(text).length < 25_000]).toEqual([language, true]);
    }
  });
});

it('says a name with signs of a program as it is, and a file does not let a spreadsheet run it', async () => {
  const programme = gateway.deps.programmes.byName('kosovo');
  if (!programme) throw new Error('no programme');
  const evil = { en: '=HYPERLINK("x")<script>alert(1)</script>', sq: '<img src=x onerror=alert(1)>' };
  const row: AreaRow = {
    ...{ level: 'region', area: 'XK.1', area_names: evil, within: 'XK', category: null, category_names: null },
    ...{ received: 40, answered: 30, resolved: 20, late: null, confirmed: null, disputed: null, silent: null },
    median_hours: 4,
  };
  const { release } = await buildRelease({
    ...{ programme, month: '2026-10', madeAt: MONDAY_MORNING, reports: [], medianMinutes: new Map(), previous: null },
  });
  const evilRelease = { ...release, areas: [row] };
  const overview = {
    ...{ releases: [evilRelease], listed: [], hasChain: false },
    running: { month: '2026-11', atLeast: 0 },
  };
  for (const language of ['en', 'sq'] as const) {
    const html = renderPage(ProgrammePage({ language, path: '/open/kosovo', programme, overview }));
    expect(html).not.toMatch(/<script>alert|<img src=x/);
    expect(html).toContain('&lt;');
  }
  const csv = releaseFiles(evilRelease).find(({ name }) => name === 'areas.csv');
  expect(csv?.body.toString('utf8')).toContain("'=HYPERLINK");
});

describe('a scraper', () => {
  it('is told how long to wait, and nobody else is', async () => {
    const app = express();
    app.set('trust proxy', 1);
    app.use('/open', createOpenRouter(gateway.deps, limitScrapers(3)));
    const ask = (address: string) => request(app).get('/open?lang=en').set('x-forwarded-for', address);
    for (let index = 0; index < 3; index += 1) await ask('203.0.113.7').expect(200);
    const { text, headers } = await ask('203.0.113.7').expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain('Too many requests');
    await ask('203.0.113.8').expect(200);
    // One household of IPv6 is one network.
    for (let index = 0; index < 3; index += 1) await ask(`2001:db8:1:1::${index}`).expect(200);
    await ask('2001:db8:1:1::ffff').expect(429);
  });
});
