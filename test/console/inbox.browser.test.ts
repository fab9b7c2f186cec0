import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { openPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';
import { addToInbox } from './inbox-sample.ts';

const NARROW = 360;
const WIDTHS = [NARROW, 1280];
const OFFICE = 'water_company@KE.001';

let browser: Browser;
let gateway: Gateway;
let server: Server;
let url: string;

/** A page of an official of the office, who has signed in. */
async function openPage(language: Language = 'en'): Promise<Page> {
  const person = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: OFFICE, language });
  return openSignedInPage(browser, url, person.token);
}

describeInBrowser('the inbox on a small and on a wide screen', () => {
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([openBrowser(), openGateway()]);
    server = createServer(gateway.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    await addToInbox(gateway, [
      {
        dueInHours: -50,
        text: 'Hatuna maji kwa siku tano, kisima cha shule kimeharibika <script>alert(1)</script>',
        joiners: 13,
      },
      { dueInHours: -20, category: 'WATER.BILL', text: 'Bili ya mwezi huu ni mara nne ya kawaida na mita haijasomwa' },
      {
        dueInHours: 4,
        category: 'ROADS',
        text: 'Mtaro umeziba karibu na soko, maji machafu yanaingia nyumbani',
        joiners: 2,
      },
      { dueInHours: 30, category: 'WATER.LEAK', text: 'Bomba limepasuka barabarani mbele ya zahanati', joiners: 5 },
      { dueInHours: 50, language: 'bn', text: 'পানিতে দুর্গন্ধ এবং বালি আসছে, বাচ্চারা অসুস্থ হয়ে পড়ছে' },
      { dueInHours: null, status: 'awaiting_citizen', text: `Nimelipia tangu Agosti ${'x'.repeat(120)}` },
      { dueInHours: null, status: 'resolved', text: 'Maji yamerudi jana usiku, asante', joiners: 8 },
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await gateway?.close();
  });

  it.each(LANGUAGES)('has in %s no accessibility fault and never scrolls sideways', async (language) => {
    const page = await openPage(language);
    for (const path of ['/console', '/console?q=hakunahapa&category=WATER']) {
      await page.goto(url + path);
      for (const width of WIDTHS) expect([path, width, await pageFaults(page, width)]).toEqual([path, width, []]);
    }
    await page.context().close();
  });

  it('gives links and buttons the room of a finger on a phone', async () => {
    const page = await openPage();
    await page.setViewportSize({ width: NARROW, height: 800 });
    await page.goto(`${url}/console?category=WATER`);
    const small = await page.evaluate(`[...document.querySelectorAll('a, button, input, select, summary')]
      .filter((each) => each.getBoundingClientRect().width > 1)
      .map((each) => [each.textContent.trim(), each.getBoundingClientRect().height])
      .filter(([, height]) => height > 1 && height < 44)`);
    expect(small).toEqual([]);
    await page.context().close();
  });
});
