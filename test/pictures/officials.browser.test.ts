import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { openScene, type Scene } from '../console/report-scene.ts';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { addAccount, type NewPerson, openPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';

const IS_WRITING = process.env.WRITE_PICTURES === '1';
const FOLDER = 'docs/images';
/** As `docs/officials.md` shows them: a small phone and a laptop. */
const SIZES = { 360: { width: 360, height: 700 }, 1280: { width: 1280, height: 800 } } as const;
const MOMBASA: NewPerson = { programme: 'kenya-coast', role: 'official', office: 'water_company@KE.001' };
const ANSWER = 'Fundi wetu anafika leo saa nane mchana kurekebisha bomba.';

let browser: Browser;
let gateway: Gateway;
let server: Server;
let url: string;
let amina: Page;
let dry: Scene;

/** A Monday eight weeks before the one of the pictures. */
const EARLIER = new Date('2026-09-28T06:30:00Z');
const WEEK_HOURS = 7 * 24;

/** What nobody answered, up to the end of the ladder. */
async function leaveUnanswered(): Promise<void> {
  await openScene(gateway, { category: 'WATER.DRY', text: 'Kisima cha kijiji kimekauka.' });
  for (let week = 0; week < 8; week += 1) await gateway.pass(WEEK_HOURS);
}

/** Two days in a water company and its neighbours: some due today, some answered, some new. */
async function fillOffices(mary: string): Promise<void> {
  const { deps } = gateway;
  const actor = { kind: 'official', id: mary, channel: 'console' } as const;
  const bill = await openScene(gateway, { category: 'WATER.BILL', text: 'Bili ya mwezi huu ni mara tatu ya kawaida.' });
  await reply(deps, actor, { id: bill.grievance.id }, { text: 'Mita itasomwa upya kesho.' });
  await openScene(gateway, { category: 'HEALTH.MEDS', text: 'Hakuna dawa za malaria.' });
  await openScene(gateway, { category: 'PROJ.STALLED', text: 'Ujenzi wa soko umesimama.' });
  await gateway.pass(5);
  dry = await openScene(gateway, { text: 'Hakuna maji tangu Jumatatu. Watoto wanachota mtoni, kilomita mbili.' });
  const leak = await openScene(gateway, {
    category: 'WATER.LEAK',
    language: 'en',
    text: 'A pipe burst beside the primary school. Water runs over the road all day.',
  });
  await openScene(gateway, { area: 'KE.001.001.0001', text: 'Maji hayatoki mtaa mzima.' });
  const fixed = await openScene(gateway, { category: 'WATER.LEAK', text: 'Bomba limepasuka karibu na soko.' });
  await resolve(deps, actor, { id: fixed.grievance.id }, { text: 'Bomba limebadilishwa.' });
  await reply(deps, actor, { id: leak.grievance.id }, { text: 'A team is on its way.' });
  await gateway.pass(19);
  await openScene(gateway, { text: 'Tangi la jamii ni tupu tena.' });
}

/** Takes what is on the screen, under the name by which the page shows it. */
async function take(page: Page, name: string, width: keyof typeof SIZES): Promise<void> {
  await page.setViewportSize(SIZES[width]);
  if (!IS_WRITING) return;
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}/officials-${name}-${width}.png` });
}

function heading(page: Page): Promise<string | null> {
  return page.locator('h1').textContent();
}

describeInBrowser('the pictures in docs/officials.md (WRITE_PICTURES=1 takes them anew)', () => {
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([openBrowser(), openGateway({ at: EARLIER })]);
    server = createServer(gateway.app);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    await leaveUnanswered();
    const person = await openPerson(gateway, { ...MOMBASA, name: 'Amina Yusuf' });
    await fillOffices(await addAccount(gateway, { ...MOMBASA, name: 'Mary Atieno' }));
    // A night without use has ended her session.
    const { db, now } = gateway.deps;
    await db.updateTable('account_sessions').set({ seen_at: now() }).where('account_id', '=', person.id).execute();
    amina = await openSignedInPage(browser, url, person.token);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await gateway?.close();
  });

  it('show the inbox with what is late on top', async () => {
    await amina.goto(`${url}/console`);
    expect(await heading(amina)).toBe('Inbox');
    expect(await amina.locator('table.rows tbody tr').count()).toBeGreaterThan(3);
    await take(amina, 'inbox', 1280);
  });

  it('show a report with the answer being written, and the SMS before it goes out', async () => {
    await amina.goto(url + dry.path);
    await amina.locator('#text').fill(ANSWER);
    await amina.setViewportSize(SIZES[360]);
    await amina.locator('.answer').evaluate((answer) => answer.scrollIntoView());
    await amina.mouse.wheel(0, -160);
    await take(amina, 'report', 360);
    await amina.getByRole('button', { name: 'Look at the SMS', exact: true }).click();
    expect(await heading(amina)).toBe('This is what the citizen will read');
    expect(await amina.locator('.preview').textContent()).toContain(ANSWER);
    await take(amina, 'preview', 360);
    await amina.getByRole('button', { name: 'Send answer' }).click();
    expect(await amina.locator('main').textContent()).toContain('The answer was sent.');
  });

  it("show a supervisor's offices", async () => {
    const person = await openPerson(gateway, {
      programme: 'kenya-coast',
      role: 'supervisor',
      area: 'KE.001',
      name: 'Hassan Omar',
    });
    const page = await openSignedInPage(browser, url, person.token);
    await page.goto(`${url}/console/board`);
    expect(await heading(page)).toBe('Offices');
    await take(page, 'board', 1280);
    await page.context().close();
  });
});
