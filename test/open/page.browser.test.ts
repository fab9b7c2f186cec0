import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES } from '../../src/routing/programme.ts';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import type { Gateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openOctober } from './scene.ts';

const MOST_BYTES = 40_000;

let browser: Browser;
let gateway: Gateway;
let server: Server;
let page: Page;
let url: string;

describeInBrowser('the public page of a programme, in a browser', () => {
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([openBrowser(), openOctober()]);
    server = createServer(gateway.app);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/open/kosovo`;
    page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await gateway?.close();
  });

  it.each(LANGUAGES)('can be read by everybody in %s, and is no wider than a phone', async (language) => {
    await page.goto(`${url}?lang=${language}`);
    const faults: string[] = [];
    for (const width of [360, 1280]) {
      const found = await pageFaults(page, width, language === 'en' ? [] : ['color-contrast']);
      faults.push(...found.map((fault) => `${width} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('shows what was published, and is light without script and without a cookie', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    let bytes = 0;
    plain.on('response', (response) => {
      const { 'content-length': length = '0' } = response.headers();
      bytes += Number(length);
    });
    const session = await context.newCDPSession(plain);
    await session.send('Network.enable');
    let received = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      received += encodedDataLength;
    });
    await plain.goto(`${url}?lang=en`, { waitUntil: 'networkidle' });
    expect(await plain.getByRole('heading', { name: 'Reports of October 2026' }).isVisible()).toBe(true);
    expect(await plain.getByRole('link', { name: /^areas\.csv \(\d+ kB\)$/ }).count()).toBe(1);
    expect(Math.max(bytes, received)).toBeLessThan(MOST_BYTES);
    expect(received).toBeGreaterThan(2_000);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  it('leads to files that can be downloaded', async () => {
    await page.goto(`${url}?lang=en`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /^offices\.csv/ }).click();
    expect((await download).suggestedFilename()).toBe('offices.csv');
  });
});
