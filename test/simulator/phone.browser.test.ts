import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { pageFaults } from '../support/page-faults.ts';
import { type StandIn, startStandIn, storeOutgoing } from './stand-in-gateway.ts';

const FIRST = '+254712000001';
const SECOND = '+254712000002';
const OTHER_COUNTRY = '+8801812000001';
const WIDTHS = [360, 1280];

let database: TestDatabase;
let browser: Browser;
let gateway: StandIn;
let context: BrowserContext;
let page: Page;
/** What the page threw or wrote to the console, less the browser's own notes on failed requests. */
let complaints: string[];

describeInBrowser('the phone in the browser', () => {
  beforeAll(async () => {
    [browser, database] = await Promise.all([openBrowser(), createTestDatabase()]);
  });

  afterAll(async () => {
    await browser?.close();
    await database?.close();
  });

  beforeEach(async () => {
    gateway = await startStandIn(database.db);
    await openPage({});
  });

  afterEach(async () => {
    await context.close();
    await gateway.close();
    await database.db.deleteFrom('messages').execute();
    expect(complaints).toEqual([]);
  });

  async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<void> {
    await context?.close();
    context = await browser.newContext(options);
    page = await context.newPage();
    page.setDefaultTimeout(8_000);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        complaints.push(message.text());
      }
    });
    await page.goto(`${gateway.url}/simulator`);
  }

  const screenSays = (text: string) => page.locator('#screen', { hasText: text }).waitFor();
  const problemSays = (id: string, text: string) => page.locator(`#${id}`, { hasText: text }).waitFor();
  const choose = (phone: string) => page.locator(`[name="handset"][value="${phone}"]`).check();
  const handset = (phone: string) => page.locator('.handset', { hasText: phone });
  const bubbles = () => page.locator('#thread .bubble').allTextContents();
  const key = (name: string) => page.getByRole('button', { name, exact: true });

  async function dial(code: string): Promise<void> {
    await page.getByRole('button', { name: code }).click();
    await screenSays('Report a problem');
  }

  async function answer(words: string, nextScreen: string): Promise<void> {
    await page.getByLabel('Your answer').fill(words);
    await key('Send').click();
    await screenSays(nextScreen);
  }

  it.each(WIDTHS)('has no accessibility fault at %d px, in any state, and never scrolls sideways', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    const check = async (state: string) => {
      expect([state, await pageFaults(page, width)]).toEqual([state, []]);
    };
    await check('idle');
    await dial('*384*2101#');
    await check('in a call');
    gateway.mood = 500;
    await key('Send').click();
    await problemSays('problem', 'failed');
    await problemSays('inbox-problem', 'cannot be fetched');
    await check('failing');
    gateway.mood = 'well';
    await answer('1', 'What is it about');
    await answer('1', 'your own words');
    await answer('No water', '4821 7736');
    await page.getByText('Add a phone').click();
    await page.getByLabel('Message', { exact: true }).fill('HELP');
    await key('Send SMS').click();
    await page.locator('.received').nth(1).waitFor();
    await check('ended, with messages');
    await page.goto(gateway.url);
    await check('start page');
  });

  it('files a report with the keyboard alone, in one session whose transcript grows', async () => {
    const focused = () => page.evaluate('document.activeElement.id');
    for (let presses = 0; presses < 30 && (await focused()) !== 'entry'; presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('*384*2102#');
    await page.keyboard.press('Enter');
    await screenSays('Report a problem');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await screenSays('What is it about');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await screenSays('your own words');
    const words = `${'পানি নেই। No water *at all* since Monday. '.repeat(6)}#`;
    await page.keyboard.insertText(words);
    await page.keyboard.press('Enter');
    await screenSays('4821 7736');
    expect(await focused()).toBe('stop');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('entry');

    expect(gateway.turns.map(({ text }) => text)).toEqual(['', '1', '1*3', `1*3*${words}`]);
    const calls = gateway.turns.map(({ text: _, ...fields }) => fields);
    expect(new Set(calls.map((fields) => JSON.stringify(fields))).size).toBe(1);
    expect(calls[0]).toEqual({
      sessionId: expect.stringMatching(/^ATUid_[0-9a-f]{32}$/),
      phoneNumber: FIRST,
      serviceCode: '*384*2102#',
      networkCode: '99999',
    });
    expect(gateway.events).toEqual([expect.objectContaining({ status: 'Success', hopsCount: '4' })]);
  });

  it('types digits, * and # while any of its keys has the focus, and nothing elsewhere', async () => {
    await key('5').focus();
    await page.keyboard.type('*1x2#');
    await page.keyboard.press('Backspace');
    expect(await page.getByLabel('Number to dial').inputValue()).toBe('*12');
    await page.getByLabel('Message', { exact: true }).focus();
    await page.keyboard.type('7*');
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('Number to dial').inputValue()).toBe('*12');
  });

  it('dials with its own keys; what follows a programme’s code counts as answers', async () => {
    for (const name of ['*', '3', '8', '4', '*', '2', '1', '0', '1', '9']) await key(name).click();
    await page.getByRole('button', { name: 'Delete the last character' }).click();
    for (const name of ['*', '1', '#', 'Call']) await key(name).click();
    await screenSays('What is it about');
    for (const name of ['2', 'Send']) await key(name).click();
    await screenSays('your own words');
    expect(gateway.turns.map(({ serviceCode, text }) => [serviceCode, text])).toEqual([
      ['*384*2101#', '1'],
      ['*384*2101#', '1*2'],
    ]);
  });

  it('refuses to dial what is no code, without a request', async () => {
    await page.getByLabel('Number to dial').fill('0712');
    await key('Call').click();
    await problemSays('problem', 'begins with *');
    expect(gateway.turns).toEqual([]);
  });

  it('counts the screen as the network does', async () => {
    await dial('*384*2101#');
    const screen = (await page.locator('#screen').textContent()) ?? '';
    expect(await page.locator('#budget').textContent()).toBe(`${'CON '.length + screen.length} of 160`);
  });

  it('tells the gateway when a call is cancelled', async () => {
    await dial('*384*2101#');
    await key('Cancel').click();
    await page.getByText('Quick dial').waitFor();
    expect(gateway.events).toHaveLength(1);
    expect(gateway.events[0]).toEqual({
      sessionId: gateway.turns[0]?.sessionId,
      phoneNumber: FIRST,
      serviceCode: '*384*2101#',
      networkCode: '99999',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      status: 'Incomplete',
      cost: '0',
      durationInMillis: expect.stringMatching(/^\d+$/),
      hopsCount: '1',
      hopsMetadata: '',
      input: '',
      lastAppResponse: expect.stringMatching(/^CON Programme/),
    });
  });

  it('sends an SMS and shows what comes back, as text', async () => {
    await page.getByLabel('Text to').selectOption('22103');
    await page.getByLabel('Message', { exact: true }).fill('<b>maji</b>');
    await key('Send SMS').click();
    await page.locator('.received').waitFor();
    expect(await bubbles()).toEqual(['<b>maji</b>', 'Asante. You wrote: <b>maji</b>']);
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('');
    expect(await page.locator('#announcement').textContent()).toContain('New message from 22101: Asante.');
    expect(gateway.texts).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
        from: FIRST,
        to: '22103',
        text: '<b>maji</b>',
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    ]);
  });

  it('sends an SMS that failed again under the same id', async () => {
    const seen: unknown[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/sms')) seen.push(new URLSearchParams(request.postData() ?? '').get('id'));
    });
    gateway.mood = 503;
    await page.getByLabel('Message', { exact: true }).fill('maji');
    await key('Send SMS').click();
    await problemSays('compose-problem', 'failed (503)');
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('maji');
    gateway.mood = 'well';
    await key('Send SMS').click();
    await page.locator('.sent').waitFor();
    expect(seen).toHaveLength(2);
    expect(new Set(seen).size).toBe(1);
  });

  it('keeps several handsets apart, each with its own call, words and messages', async () => {
    await dial('*384*2101#');
    await key('1').click();
    await choose(OTHER_COUNTRY);
    await dial('*384*2102#');
    for (const name of ['2', 'Send']) await key(name).click();
    await screenSays('What is it about');
    await page.getByLabel('Message', { exact: true }).fill('half written');
    await choose(SECOND);
    await storeOutgoing(database.db, { to: FIRST, text: 'for the first alone' });
    await handset(FIRST).getByText('in a call, 1 new').waitFor();
    expect(await bubbles()).toEqual([]);
    expect(await page.getByLabel('Number to dial').inputValue()).toBe('');

    await choose(FIRST);
    await screenSays('Report a problem');
    expect(await page.getByLabel('Your answer').inputValue()).toBe('1');
    expect(await bubbles()).toEqual(['for the first alone']);
    expect(await handset(FIRST).locator('.news').textContent()).toBe('in a call');
    await key('Send').click();
    await screenSays('What is it about');

    await choose(OTHER_COUNTRY);
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('half written');
    expect(await page.getByLabel('Text to').inputValue()).toBe('22102');
    const byPhone = (phone: string) => gateway.turns.filter(({ phoneNumber }) => phoneNumber === phone);
    expect(byPhone(FIRST).map(({ text }) => text)).toEqual(['', '1']);
    expect(byPhone(OTHER_COUNTRY).map(({ text }) => text)).toEqual(['', '2']);
    expect(new Set(gateway.turns.map(({ sessionId }) => sessionId)).size).toBe(2);
  });

  it('gives a late answer to the handset that asked, and to no cancelled call', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/ussd', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('button', { name: '*384*2101#' }).click();
    await choose(SECOND);
    await page.getByRole('button', { name: '*384*2101#' }).click();
    await key('Cancel').click();
    await page.getByLabel('Number to dial').fill('*38');
    await choose(OTHER_COUNTRY);
    const answers = [FIRST, SECOND].map((phone) =>
      page.waitForResponse(
        (response) => new URLSearchParams(response.request().postData() ?? '').get('phoneNumber') === phone,
      ),
    );
    release();
    for (const response of await Promise.all(answers)) await response.finished();
    await choose(FIRST);
    await screenSays('Report a problem');
    await choose(SECOND);
    expect(await page.locator('#screen').textContent()).toBe('');
    expect(await page.getByLabel('Number to dial').inputValue()).toBe('*38');
  });

  it.each([
    [500, 'The gateway failed (500)'],
    [404, 'does not know this address'],
    [413, 'more text than the gateway takes'],
    ['cut' as const, 'cannot be reached'],
    ['nonsense' as const, 'neither CON nor END'],
  ])('survives %s in plain words, keeps what was typed and goes on', async (mood, words) => {
    await dial('*384*2101#');
    gateway.mood = mood;
    await page.getByLabel('Your answer').fill('1');
    await key('Send').click();
    await problemSays('problem', words);
    expect(await page.getByLabel('Your answer').inputValue()).toBe('1');
    gateway.mood = 'well';
    await key('Send').click();
    await screenSays('What is it about');
    expect(await page.locator('#problem').textContent()).toBe('');
    expect(gateway.turns.map(({ text }) => text)).toEqual(['', '1']);
  });

  it('gives up on a dial that is never answered, and leaves the code to call again', async () => {
    await page.addInitScript(
      'const real = AbortSignal.timeout; AbortSignal.timeout = (ms) => real.call(AbortSignal, ms / 50)',
    );
    await page.reload();
    gateway.mood = 'hang';
    await page.getByRole('button', { name: '*384*2101#' }).click();
    await problemSays('problem', 'No answer in 10 seconds');
    expect(await page.getByLabel('Number to dial').inputValue()).toBe('*384*2101#');
    gateway.mood = 'well';
    await key('Call').click();
    await screenSays('Report a problem');
  });

  it('takes a number of one’s own, if a telephone can have it, and keeps it when reloaded', async () => {
    await page.getByText('Add a phone').click();
    const add = async (number: string) => {
      await page.getByLabel('Number with country code').fill(number);
      await key('Add').click();
    };
    await add('+254 1');
    await problemSays('add-problem', 'No telephone can have this number');
    await add('+880 1711-234567');
    await handset('+8801711234567').getByText('Your own').waitFor();
    expect(await page.getByLabel('Text to').inputValue()).toBe('22102');
    await page.getByLabel('Message', { exact: true }).fill('kept');
    await key('Send SMS').click();
    await page.locator('.received').waitFor();
    await page.reload();
    await page.locator('.received').waitFor();
    expect(await page.locator('#number').textContent()).toBe('+8801711234567');
    expect(await bubbles()).toEqual(['kept', 'Asante. You wrote: kept']);
    expect(await page.locator('#announcement').textContent()).toBe('');
  });

  it('asks for messages while it is looked at, seldom while that fails, never while hidden', async () => {
    await page.clock.install();
    await page.reload();
    const seconds = async (count: number) => {
      for (let second = 0; second < count; second += 1) await page.clock.runFor(1_000);
    };
    const hide = (isHidden: boolean) =>
      page.evaluate(
        `Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
         document.dispatchEvent(new Event('visibilitychange'))`,
      );
    const count = () => gateway.inboxRequests.filter((phone) => phone === FIRST).length;
    await seconds(6);
    expect(count()).toBeGreaterThanOrEqual(2);
    await hide(true);
    await seconds(3);
    const before = count();
    await seconds(20);
    expect(count()).toBe(before);
    const shown = page.waitForResponse('**/api/messages*');
    await hide(false);
    await shown;
    expect(count()).toBeGreaterThan(before);
  });

  it('asks ever more seldom while the gateway fails, and recovers', async () => {
    await page.clock.install();
    await page.reload();
    const failed: string[] = [];
    page.on('response', (response) => {
      if (response.status() === 500) failed.push(response.url());
    });
    gateway.mood = 500;
    for (let second = 0; second < 120; second += 1) await page.clock.runFor(1_000);
    await problemSays('inbox-problem', 'cannot be fetched');
    expect(failed.length).toBeLessThanOrEqual(7);
    gateway.mood = 'well';
    const isFailing = async () => (await page.locator('#inbox-problem').textContent()) !== '';
    while (await isFailing()) await page.clock.runFor(30_000);
  });

  it('can be called without script', async () => {
    await openPage({ javaScriptEnabled: false });
    expect(await page.locator('#phone').isVisible()).toBe(false);
    await page.getByLabel('Programme').selectOption('*384*2102#');
    await page.getByLabel('Your answers so far').fill('1');
    await page.getByRole('button', { name: 'Call or answer' }).click();
    await page.getByText('CON What is it about').waitFor();
    expect(gateway.turns).toEqual([
      expect.objectContaining({ phoneNumber: FIRST, serviceCode: '*384*2102#', text: '1' }),
    ]);
  });

  it('weighs less than 20 kB with everything it loads, gzipped', async () => {
    const loaded = await page.evaluate<string[]>(
      `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.includes('/api/'))`,
    );
    expect(loaded.filter((url) => url.endsWith('.js')).length).toBeGreaterThanOrEqual(5);
    const bodies = await Promise.all([page.url(), ...loaded].map(async (url) => (await fetch(url)).arrayBuffer()));
    const weight = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(weight).toBeLessThan(20_000);
  });
});
