import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { reply } from '../../src/grievances/reply.ts';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';
import { addToInbox } from './inbox-sample.ts';

const OFFICE = 'water_company@KE.001';
const MINUTE_MS = 60_000;

let browser: Browser;
let gateway: Gateway;
let server: Server;
let url: string;
let person: Person;

/** What the tab keeps, by name. */
const keptIn = async (page: Page): Promise<[string, string][]> =>
  JSON.parse(String(await page.evaluate('JSON.stringify(Object.entries(sessionStorage))')));

async function openPage(office = OFFICE): Promise<Page> {
  person = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office });
  return openSignedInPage(browser, url, person.token);
}

/** A page with the form that answers a report of its own. */
async function openAnswer(): Promise<{ page: Page; address: string }> {
  const [reference = ''] = await addToInbox(gateway, [{ status: 'acknowledged' }]);
  const page = await openPage();
  const address = `${url}/console/reports/${reference}/reply`;
  await page.goto(address);
  return { page, address };
}

/** The inbox, with the browser's clock in the test's hand, and its script at work. */
async function openInbox(page: Page): Promise<void> {
  await page.clock.install();
  await page.goto(`${url}/console`);
  await page.evaluate(`import('/static/live-counts.js').then(() => undefined)`);
}

describeInBrowser('the script of the console', () => {
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

  it('counts the SMS of an answer while it is typed', async () => {
    const { page } = await openAnswer();
    const text = page.locator('textarea[data-counts]');
    const counter = page.locator('[data-counter]');
    await text.fill('Fundi atafika leo');
    await page.waitForFunction(`/^1 SMS/.test(document.querySelector('[data-counter]').textContent)`);
    await text.fill('x'.repeat(161));
    expect(await counter.textContent()).toMatch(/^2 SMS/);
    await text.fill('');
    expect(await counter.textContent()).toBe('');
    await page.context().close();
  });

  it('keeps what was typed until it is sent or she signs out, and warns before the page is left', async () => {
    const { page, address } = await openAnswer();
    const warned: string[] = [];
    page.on('dialog', (dialog) => {
      warned.push(dialog.type());
      void dialog.accept();
    });
    const text = page.locator('textarea[data-counts]');
    await text.pressSequentially('Fundi');
    await page.waitForFunction('sessionStorage.length > 0');
    expect((await keptIn(page)).map(([name]) => name.includes(person.id))).toEqual([true]);
    await page.goto(`${url}/console`);
    expect(warned).toEqual(['beforeunload']);
    await page.goto(address);
    await page.getByText('What you wrote here before is back.').waitFor();
    expect(await text.inputValue()).toBe('Fundi');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/console/sign-in**');
    expect(await keptIn(page)).toEqual([]);
    expect(warned).toHaveLength(1);
    await page.context().close();
  });

  it('forgets an answer that was sent, and puts the focus on what was done', async () => {
    const { page } = await openAnswer();
    await page.locator('textarea[data-counts]').pressSequentially('Fundi atafika leo');
    await page.waitForFunction('sessionStorage.length > 0');
    await page
      .getByRole('button', { name: /Look|preview|see/i })
      .first()
      .click();
    await page.getByRole('button', { name: /Send/i }).first().click();
    await page.locator('.banner').waitFor();
    await page.waitForFunction('sessionStorage.length === 0');
    expect(await page.evaluate('document.activeElement.className')).toBe('banner');
    await page.context().close();
  });

  it('does not bring back an answer that was sent though nobody was told: it would be sent twice', async () => {
    const { page, address } = await openAnswer();
    page.on('dialog', (dialog) => void dialog.accept());
    const report = address.replace(/\/reply$/, '');
    const words = 'Fundi atafika leo.\nTafadhali subiri.';
    const type = async () => {
      await page.goto(report);
      await page.locator('textarea[data-counts]').fill(words);
      await page.waitForFunction('sessionStorage.length > 0');
    };
    await type();
    await page.goto(report);
    expect(await page.locator('textarea[data-counts]').inputValue()).toBe(words);
    // The line dropped on the way back.
    const reference = report.slice(-8);
    const { id } = await gateway.deps.db
      .selectFrom('grievances')
      .select('id')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow();
    await reply(gateway.deps, { kind: 'official', id: person.id, channel: 'console' }, { id }, { text: words });
    await page.goto(report);
    await page.locator('.bubble--office').getByText('Tafadhali subiri.').waitFor();
    expect(await page.locator('textarea[data-counts]').inputValue()).toBe('');
    await page.context().close();
  });

  it('keeps the figures of the inbox true, says so, and leaves alone what has the focus', async () => {
    const office = 'water_company@KE.003';
    const page = await openPage(office);
    await openInbox(page);
    await page.getByRole('link', { name: /new/ }).first().focus();
    await addToInbox(gateway, [
      { office, dueInHours: -30 },
      { office, dueInHours: 30 },
    ]);
    const figures = () => page.locator('[data-count]').allTextContents();
    expect(await figures()).toEqual(['0', '0', '0', '0']);
    await page.clock.runFor(MINUTE_MS + 1);
    await page.getByText('The figures have changed.').waitFor();
    expect(await figures()).toEqual(['1', '0', '0', '0']);
    expect(await page.locator('.counts--late').count()).toBe(1);
    await page.getByRole('link', { name: 'Load the list again' }).click();
    expect(await figures()).toEqual(['1', '0', '2', '0']);
    await page.context().close();
  });

  it('asks nothing while nobody looks or touches, and asks to sign in when the session has ended', async () => {
    const page = await openPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('counts.json')) asked.push(request.url());
    });
    await openInbox(page);
    await page.clock.fastForward(31 * MINUTE_MS);
    await page.clock.runFor(5 * MINUTE_MS);
    expect(asked).toEqual([]);
    await page.keyboard.press('Shift');
    await gateway.deps.db.deleteFrom('account_sessions').where('account_id', '=', person.id).execute();
    await page.clock.runFor(MINUTE_MS + 1);
    await page.waitForURL('**/console/sign-in');
    await page.context().close();
  });
});
