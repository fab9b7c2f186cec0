import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { transact } from '../../src/db/transact.ts';
import { citizenOn } from '../../src/grievances/actor.ts';
import { addCitizenMessage } from '../../src/grievances/add-message.ts';
import { wordsOf } from '../../src/locales/console/index.ts';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { openPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';
import { MOMBASA, openScene, type Scene } from './report-scene.ts';

const NARROW = 360;
const WIDE = 1280;
const SCRIPT = `<script>window.isOwned = true</script><img src=x onerror="window.isOwned = true"> ${'w'.repeat(120)}`;

let browser: Browser;
let gateway: Gateway;
let server: Server;
let url: string;
let late: Scene | undefined;

async function openOffice(language: Language, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const person = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA, language });
  return openSignedInPage(browser, url, person.token, options);
}

/** What axe finds at 360 px, and where the page is wider than a narrow and a wide screen. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults = await pageFaults(page, NARROW);
  await page.setViewportSize({ width: WIDE, height: 800 });
  const pageWidth = Number(await page.evaluate('document.documentElement.scrollWidth'));
  return pageWidth > WIDE ? [...faults, `${pageWidth} px wide at ${WIDE}`] : faults;
}

/** A report that nobody answered up to the end of the ladder. */
async function openLate(): Promise<Scene> {
  const scene = await openScene(gateway, { text: SCRIPT });
  for (let week = 0; week < 7; week += 1) await gateway.pass(8 * 24);
  return scene;
}

/** Something happens that the page has not seen. */
async function citizenWrites({ grievance }: Scene): Promise<void> {
  const input = { text: 'Maji yamerudi', isQuiet: true };
  await transact(gateway.deps, (tx) =>
    addCitizenMessage(gateway.deps, tx, citizenOn('sms'), { id: grievance.id }, input),
  );
}

describeInBrowser('one report on a small and on a wide screen', () => {
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([openBrowser(), openGateway()]);
    server = createServer(gateway.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await gateway?.close();
  });

  it.each(LANGUAGES)(
    'has in %s no accessibility fault and never scrolls sideways, whatever is done',
    async (language) => {
      const scene = await openScene(gateway, { text: SCRIPT });
      const page = await openOffice(language);
      const { actions, changeIt, allTheSame } = wordsOf(language).report;
      const check = async (name: string) => expect([name, await faultsOf(page)]).toEqual([name, []]);
      await page.goto(url + scene.path);
      await check('report');
      await page.fill('#text', 'Fundi atakuja kesho saa nne asubuhi.');
      await page.locator('button[value="look"]').first().click();
      await check('preview');
      expect(await page.getByRole('button', { name: changeIt }).isVisible()).toBe(true);
      await citizenWrites(scene);
      await page.getByRole('button', { name: actions.reply.send }).click();
      await check('conflict');
      await page.getByRole('button', { name: allTheSame }).click();
      expect(await page.locator('.banner').textContent()).toBe(actions.reply.done);
      await page.context().close();
    },
  );

  it('has no fault on the pages of the other actions, nor with something missing', async () => {
    const scene = await openScene(gateway);
    const page = await openOffice('sr');
    const check = async (name: string) => expect([name, await faultsOf(page)]).toEqual([name, []]);
    for (const action of ['transfer', 'assign', 'merge']) {
      await page.goto(`${url}${scene.path}/${action}`);
      await check(action);
    }
    await page.locator('button[value="look"]').last().click();
    await check('merged with nothing');
    await page.goto(`${url}/console/reports/${scene.grievance.reference.slice(0, 7)}`);
    await check('missing');
    await page.context().close();
  });

  it.each(LANGUAGES)('has in %s no fault on intake, nor on the receipt', async (language) => {
    const page = await openOffice(language);
    const check = async (name: string) => expect([name, await faultsOf(page)]).toEqual([name, []]);
    await page.goto(`${url}/console/intake`);
    await page
      .getByRole('button', { name: wordsOf(language).intake.send })
      .last()
      .click();
    await check('intake with nothing in it');
    await page.selectOption('#category', 'WATER.DRY');
    await page.fill('#place', 'Timbwani');
    await page.fill('#text', 'Hakuna maji kwa wiki mbili');
    await page.check('#consent');
    await page
      .getByRole('button', { name: wordsOf(language).intake.send })
      .last()
      .click();
    await page.waitForURL(/\/console\/intake\/[0-9a-f-]{36}$/);
    if (language === 'bn') await check('receipt');
    await page.context().close();
  });

  it.each(['with', 'without'])('is answered %s script, and what a citizen typed runs nowhere', async (how) => {
    const scene = await openScene(gateway, { text: SCRIPT });
    const page = await openOffice('en', { javaScriptEnabled: how === 'with' });
    await page.goto(url + scene.path);
    expect(await page.locator('.bubble--citizen .words').first().textContent()).toBe(SCRIPT);
    await page.fill('#text', SCRIPT);
    await page.getByRole('button', { name: 'Look at the SMS' }).first().click();
    expect(await page.locator('.preview').textContent()).toContain(SCRIPT);
    await page.getByRole('button', { name: 'Change' }).click();
    expect(await page.locator('#text').inputValue()).toBe(SCRIPT);
    await page.fill('#text', 'Kesho <b>saa nne</b>');
    await page.getByRole('button', { name: 'Look at the SMS' }).first().click();
    const shown = await page.locator('.preview').textContent();
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.waitForURL(/done=reply$/);
    expect(await page.locator('.bubble--office .words').last().textContent()).toBe('Kesho <b>saa nne</b>');
    await gateway.work();
    expect((await gateway.inbox(scene.phone)).at(-1)).toBe(shown);
    expect(await page.evaluate('window.isOwned')).toBeUndefined();
    await page.context().close();
  });

  it('keeps what was typed when the line drops, until it was sent', async () => {
    const scene = await openScene(gateway);
    const page = await openOffice('en');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(url + scene.path);
    await page.locator('#text').pressSequentially('Fundi');
    await page.goto(`${url}/console`);
    await page.goto(url + scene.path);
    expect(await page.locator('#text').inputValue()).toBe('Fundi');
    await page.getByRole('button', { name: 'Look at the SMS' }).first().click();
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.waitForURL(/done=reply$/);
    await page.goto(url + scene.path);
    expect(await page.locator('#text').inputValue()).toBe('');
    await page.context().close();
  });

  it.each(LANGUAGES)('has in %s no fault on a letter, nor on what it is about', async (language) => {
    late ??= await openLate();
    const person = await openPerson(gateway, {
      programme: 'kenya-coast',
      role: 'supervisor',
      area: 'KE.001',
      language,
    });
    const page = await openSignedInPage(browser, url, person.token);
    const { reference } = late.grievance;
    const others = language === 'bn' ? [late.path, '/console/letters'] : [];
    for (const path of [`/console/letters/${reference}`, ...others]) {
      await page.goto(url + path);
      expect([path, await faultsOf(page)]).toEqual([path, []]);
    }
    await page.context().close();
  });

  it('is printed as thread and facts, without forms', async () => {
    const scene = await openScene(gateway);
    const page = await openOffice('en');
    await page.goto(url + scene.path);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#text').isVisible()).toBe(false);
    expect(await page.locator('.nav').isVisible()).toBe(false);
    expect(await page.locator('.bubble').first().isVisible()).toBe(true);
    await page.context().close();
  });
});
