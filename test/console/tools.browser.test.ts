import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { LANGUAGES } from '../../src/routing/programme.ts';
import { describeInBrowser } from '../support/browser.ts';
import { type BrowserSite, openBrowserSite } from '../support/browser-site.ts';
import { openPerson, type Person } from '../support/console.ts';
import type { Gateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';

const NARROW = 360;
const CARD = uuidv7();
const ACTION = uuidv7();

let browser: Browser;
let gateway: Gateway;
let site: BrowserSite;
let page: Page;
let url: string;
let admin: Person;

describeInBrowser('score cards and projects in a browser', () => {
  beforeAll(async () => {
    site = await openBrowserSite();
    ({ browser, gateway, url } = site);
    admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
    await writeCard();
    page = await openSignedInPage(browser, url, admin.token);
  });
  afterAll(() => site?.close());

  async function writeCard(): Promise<void> {
    const office = 'county_secretary@KE.001';
    const card = { id: CARD, unit: '101', from: '2026-10-01', until: '2026-11-22', office };
    await admin.post('/console/cards', card).expect(303);
    const meeting = {
      met_on: '2026-11-20',
      venue: 'Hospital hall',
      women: '12',
      men: '8',
      notes: 'The pharmacy is empty.',
    };
    await admin.post(`/console/cards/${CARD}/meeting`, { ...meeting, 'score-all-2': '14' }).expect(303);
    await admin.post(`/console/cards/${CARD}/providers`, { 'own-all': '4', staff: '6' }).expect(303);
    const what = 'Medicines for blood pressure are in the pharmacy every Monday';
    const action = { id: ACTION, what, office, post: 'Pharmacist in charge', due: '2026-12-10' };
    await admin.post(`/console/cards/${CARD}/actions`, action).expect(303);
  }

  const PATHS = [
    `/console/cards/new?unit=101`,
    `/console/cards/${CARD}`,
    `/console/cards/${CARD}/meeting`,
    `/console/cards/${CARD}/providers`,
    `/console/cards/${CARD}/actions`,
    `/console/cards/${CARD}/actions/${ACTION}`,
    '/monitor/projects',
    '/open/kenya-coast/places/KE.001',
  ];

  it.each(PATHS)('%s can be read by everybody, in every language, and is no wider than a phone', async (path) => {
    const faults: string[] = [];
    for (const language of LANGUAGES) {
      const answer = await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      expect([path, answer?.status()]).toEqual([path, 200]);
      // The dearest rule; colours are the same in every language.
      const found = await pageFaults(page, NARROW, language === 'en' ? [] : ['color-contrast']);
      faults.push(...found.map((fault) => `${language} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('are written on by hand: a list is looked at and taken, a card is opened, answered and closed', async () => {
    const said = async (): Promise<string> => (await page.textContent('main')) ?? '';
    await page.goto(`${url}/console/admin/projects`);
    const head = 'code,area_code,name_en,name_sw,state,as_of,source';
    await page.fill('#list', `${head}\nFERRY,KE.001,Ferry steps,Ngazi za kivuko,planed,2026-09-30,county list`);
    await page.click('button:has-text("Show what would change")');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await said()).toContain('Line 2: state "planed" must be one of planned');
    expect(await pageFaults(page, NARROW)).toEqual([]);
    await page.fill('#list', (await page.inputValue('#list')).replace('planed', 'planned'));
    await page.click('button:has-text("Show what would change")');
    expect(await said()).toContain('New: 1');
    expect(await pageFaults(page, NARROW)).toEqual([]);
    await page.click('button:has-text("Take this list")');
    expect(await said()).toContain('The list is taken.');

    await page.goto(`${url}/console/cards`);
    await page.click('table a:has-text("Coast General Referral Hospital")');
    expect(await said()).toContain('Users score it much lower');
    await page.click('text=Say what became of it');
    await page.click('button:has-text("Say what became of it")');
    expect(await said()).toContain('Choose one.');
    expect(await pageFaults(page, NARROW)).toEqual([]);
    await page.check('input[name=state][value=kept]');
    await page.fill('#answer', 'In stock since 8 December');
    await page.click('button:has-text("Say what became of it")');
    expect(await said()).toContain('Your answer is written down.');
    await page.click('summary');
    await page.click('button:has-text("Close this card")');
    expect(await said()).toContain('Everybody may read it.');
    // Another address than above: the page may be kept for a while.
    await page.goto(`${url}/open/kenya-coast/places/KE.001?lang=en&after=closing`);
    expect(await said()).toMatch(/Score card of 2026-11-20/);
    expect(await said()).toContain('In stock since 8 December');
    expect(await said()).not.toContain('The pharmacy is empty.');
    expect(await pageFaults(page, NARROW)).toEqual([]);
  }, 60_000);
});
