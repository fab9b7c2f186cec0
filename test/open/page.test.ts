import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { limitScrapers } from '../../src/open/limit-scrapers.ts';
import { ProgrammePage } from '../../src/open/pages/programme-page.tsx';
import { buildRelease } from '../../src/open/release/build-release.ts';
import { releaseFiles } from '../../src/open/release/release-files.ts';
import { createOpenRouter } from '../../src/open/router.ts';
import { renderPage } from '../../src/pages/render-page.ts';
import { LANGUAGES } from '../../src/routing/programme.ts';
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
    const release = await buildRelease(source);
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
