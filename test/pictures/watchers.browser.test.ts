import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { countPeopleServed } from '../../src/db/people-served.ts';
import { fillDemo } from '../../src/demo/fill-demo.ts';
import { rebuildFigures } from '../../src/figures/rebuild-figures.ts';
import { refreshSnapshots } from '../../src/figures/refresh-snapshots.ts';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { openPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';

const IS_WRITING = process.env.WRITE_PICTURES === '1';
const FOLDER = 'docs/images';
/** Enough for a picture; where none is taken, enough for every part of the pages to be there. */
const REPORTS = IS_WRITING ? 9_000 : 300;
const SIZES = { 360: { width: 360, height: 700 }, 1280: { width: 1280, height: 800 } } as const;

let browser: Browser;
let gateway: Gateway;
let server: Server;
let url: string;
let page: Page;

/** Takes what stands from a heading on, as much as a screen shows unless told. */
async function take(
  name: string,
  width: keyof typeof SIZES,
  path: string,
  from: string,
  height: number = SIZES[width].height,
): Promise<void> {
  await page.setViewportSize(SIZES[width]);
  const answer = await page.goto(`${url}${path}`);
  expect(answer?.status()).toBe(200);
  const top = await page.locator(from).first().boundingBox();
  expect(top).not.toBeNull();
  if (!IS_WRITING) return;
  await mkdir(FOLDER, { recursive: true });
  const clip = { x: 0, y: Math.max(0, (top?.y ?? 0) - 16), width, height };
  await page.screenshot({ path: `${FOLDER}/watchers-${name}-${width}.png`, fullPage: true, clip });
}

describeInBrowser('the pictures in docs/watching.md (WRITE_PICTURES=1 takes them anew)', () => {
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([openBrowser(), openGateway({ at: new Date('2026-11-23T06:30:00Z') })]);
    const { db, config, now, programmes } = gateway.deps;
    const programme = programmes.byName('kenya-coast');
    if (!programme) throw new Error('no programme');
    await fillDemo({ db, config }, programme, { count: REPORTS, seed: 7, now: now() });
    await rebuildFigures(db, programme, now(), () => undefined);
    await refreshSnapshots(gateway.deps, programme.id);
    await countPeopleServed(db, programme.id, now());
    const observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer', name: 'Zawadi Charo' });
    server = createServer(gateway.app);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    page = await openSignedInPage(browser, url, observer.token);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await gateway?.close();
  });

  it('show how long people wait, in short and by month', () => take('figures', 1280, '/monitor', '.figures-title'));
  it('show how long each category takes', () => take('categories', 1280, '/monitor', '#categories', 620));
  it('show late reports by office and month', () => take('late', 1280, '/monitor', '#late', 560));
  it('show on a phone who used the time', () => take('time', 360, '/monitor/time', '#holders'));
});
