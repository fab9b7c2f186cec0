import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { fileSealed, openFocal } from '../console/sealed-scene.ts';
import { openScene, type Scene } from '../console/report-scene.ts';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { addAccount, openPerson, type NewPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';

const IS_WRITING = process.env.WRITE_PICTURES === '1';
const FOLDER = 'docs/images';
/** As `docs/officials.md` shows them: a small phone and a laptop. */
const SIZES = { 360: { width: 360, height: 700 }, 1280: { width: 1280, height: 800 } } as const;
const MOMBASA: NewPerson = { programme: 'kenya-coast', role: 'official', office: 'water_company@KE.001' };
const NAME = 'Amina Yusuf';
const ANSWER = 'Fundi wetu anafika leo saa nane mchana kurekebisha bomba.';

let browser: Browser;
let gateway: Gateway;
let server: Server;
let url: string;
let amina: Page;
let dry: Scene;

/** Friday to Monday in a water company: some late, some due today, some answered. */
async function fillOffice(): Promise<void> {
  const { deps } = gateway;
  const mary = await addAccount(gateway, { ...MOMBASA, name: 'Mary Atieno' });
  const actor = { kind: 'official', id: mary, channel: 'console' } as const;
  const bill = await openScene(gateway, { category: 'WATER.BILL', text: 'Bili ya mwezi huu ni mara tatu ya kawaida.' });
  await reply(deps, actor, { id: bill.grievance.id }, { text: 'Mita itasomwa upya kesho.' });
  await gateway.pass(5);
  dry = await openScene(gateway, { text: 'Hakuna maji tangu Jumatatu. Watoto wanachota mtoni, kilomita mbili.' });
  const leak = await openScene(gateway, {
    category: 'WATER.LEAK',
    language: 'en',
    text: 'A pipe burst beside the primary school. Water runs over the road all day.',
  });
  await openScene(gateway, { category: 'WATER.DRY', area: 'KE.001.001.0001', text: 'Maji hayatoki mtaa mzima.' });
  const fixed = await openScene(gateway, { category: 'WATER.LEAK', text: 'Bomba limepasuka karibu na soko.' });
  await resolve(deps, actor, { id: fixed.grievance.id }, { text: 'Bomba limebadilishwa.' });
  await reply(deps, actor, { id: leak.grievance.id }, { text: 'A team is on its way.' });
  await gateway.pass(19);
  await openScene(gateway, { category: 'WATER.DRY', text: 'Tangi la jamii ni tupu tena.' });
}

async function take(page: Page, name: string, width: keyof typeof SIZES, height?: number): Promise<void> {
  await page.setViewportSize({ ...SIZES[width], ...(height === undefined ? {} : { height }) });
  if (!IS_WRITING) return;
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}/officials-${name}-${width}.png` });
}

function heading(page: Page): Promise<string | null> {
  return page.locator('h1').textContent();
}

describeInBrowser('the pictures in docs/officials.md (WRITE_PICTURES=1 takes them anew)', () => {
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([openBrowser(), openGateway()]);
    server = createServer(gateway.app);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    await fillOffice();
    const person = await openPerson(gateway, { ...MOMBASA, name: NAME, signIn: 'amina' });
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
    await take(amina, 'report', 360, 1400);
    await amina.getByRole('button', { name: 'Look at the SMS', exact: true }).click();
    expect(await heading(amina)).toBe('This is what the citizen will read');
    expect(await amina.locator('.preview').textContent()).toContain(ANSWER);
    await take(amina, 'preview', 360);
    await amina.getByRole('button', { name: 'Send answer' }).click();
    expect(await amina.locator('main').textContent()).toContain('The answer was sent.');
  });

  it('show the sealed queue without a word of what it holds', async () => {
    await fileSealed(gateway);
    const focal = await openFocal(gateway, { name: 'Brenda Otieno' });
    const page = await openSignedInPage(browser, url, focal.token);
    await page.goto(`${url}/console/sealed`);
    expect(await heading(page)).toBe('Sealed reports');
    await take(page, 'sealed', 360);
    await page.context().close();
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
    await take(page, 'board', 1280, 700);
    await page.context().close();
  });
});
