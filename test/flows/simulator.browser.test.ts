import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openProgram } from '../support/program.ts';

let browser: Browser;
let gateway: Gateway;
let server: Server;
let page: Page;

describeInBrowser('a citizen with the phone in the browser, against the real gateway', () => {
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([openBrowser(), openGateway()]);
    server = createServer(gateway.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator`);
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await gateway?.close();
  });

  const screen = (text: string | RegExp) => page.locator('#screen', { hasText: text }).waitFor();
  const message = (text: string) => page.locator('.bubble', { hasText: text }).waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('reports by keyboard alone and is told office and due date', async () => {
    await page.getByRole('button', { name: '*384*2101#' }).focus();
    await press('Enter');
    await screen('Choose language');
    for (const [answer, next] of [
      ['2', 'Report a problem'],
      ['1', 'KECOSCE runs this.'],
      ['1', 'What is it about?'],
      ['1', 'No water'],
      ['1', 'Where?'],
      ['Mtongwe', 'Tell us in a few words'],
      ['The tap at the school is dry', 'Send this report?'],
      ['1', 'must answer by'],
    ] as const) {
      await page.keyboard.type(answer);
      await press('Enter');
      await screen(next);
    }
    await screen(/Reference \d{4} \d{4}/);
  });

  it('reads the receipt and the answer of the office, and confirms by SMS', async () => {
    await gateway.work();
    await message('your report is with Mombasa Water Company');
    const office = await openProgram(gateway, { programme: 'kenya-coast', role: 'admin' });
    const { body } = await office.get('/grievances').expect(200);
    await office.post(`/grievances/${body.items[0].reference}/resolve`, { text: 'The pump is new.' }).expect(200);
    await gateway.work();
    await message('Is it fixed? Reply 1 yes, 2 no');
    await page.getByLabel('Message', { exact: true }).fill('1');
    const stored = page.waitForResponse((response) => response.url().endsWith('/sms'));
    await page.getByRole('button', { name: 'Send SMS' }).click();
    await stored;
    await gateway.work();
    await message('Your report is closed as fixed.');
  });

  it('has no accessibility fault along the way', async () => {
    expect(await pageFaults(page, 1280)).toEqual([]);
  });
});
