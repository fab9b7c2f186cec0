import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES } from '../../src/routing/programme.ts';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';

const NARROW = 360;
const WIDTHS = [NARROW, 1280];

let browser: Browser;
let gateway: Gateway;
let server: Server;
let url: string;
let page: Page;

describeInBrowser('the start page on a small and on a wide screen', () => {
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([openBrowser(), openGateway()]);
    server = createServer(gateway.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const context = await browser.newContext({ locale: 'sw-KE' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await gateway?.close();
  });

  it.each(LANGUAGES)('has in %s no accessibility fault and never scrolls sideways', async (language) => {
    await page.goto(`${url}?lang=${language}`);
    for (const width of WIDTHS) expect([width, await pageFaults(page, width)]).toEqual([width, []]);
  });

  it('shows the keyboard where it is, on every link, and the way past the languages first', async () => {
    await page.setViewportSize({ width: NARROW, height: 800 });
    await page.goto(`${url}?lang=sq`);
    const links = await page.locator('a').count();
    const looks: unknown[] = [];
    for (let press = 0; press < links; press += 1) {
      await page.keyboard.press('Tab');
      looks.push(
        await page.evaluate(`(() => {
          const { tagName } = document.activeElement;
          const { backgroundColor } = getComputedStyle(document.activeElement);
          const { width, top, bottom } = document.activeElement.getBoundingClientRect();
          return [tagName, backgroundColor, width > 1 && top + bottom > 0 && top + bottom < 2 * innerHeight];
        })()`),
      );
    }
    expect(looks.filter((look) => JSON.stringify(look) !== '["A","rgb(255, 221, 0)",true]')).toEqual([]);
    await page.reload();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
  });

  it('opens at the programme of a poster, in its language', async () => {
    await page.goto(`${url}?lang=bn#khulna`);
    const top = await page.evaluate(`document.querySelector('#khulna').getBoundingClientRect().top`);
    expect(Math.abs(Number(top))).toBeLessThan(60);
    expect(await page.getByRole('link', { name: '*384*2102#' }).isVisible()).toBe(true);
  });

  it('greets the browser in its language, and changes it with one press, both ways', async () => {
    await page.goto(url);
    expect(await page.locator('html').getAttribute('lang')).toBe('sw');
    await page.getByRole('link', { name: 'Srpski' }).first().click();
    await page.waitForURL('**/?lang=sr');
    expect(await page.locator('html').getAttribute('lang')).toBe('sr-Latn');
    await page.getByRole('link', { name: 'Majibu', exact: true }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('sr-Latn');
    expect(await page.context().cookies()).toEqual([]);
  });
});
