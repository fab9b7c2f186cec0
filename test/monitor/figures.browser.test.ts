import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES } from '../../src/routing/programme.ts';
import { describeInBrowser } from '../support/browser.ts';
import { type BrowserSite, openBrowserSite } from '../support/browser-site.ts';
import { openPerson } from '../support/console.ts';
import type { Gateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';
import { fillHistory } from './scene.ts';

const WIDTHS = [360, 1280];

let browser: Browser;
let gateway: Gateway;
let site: BrowserSite;
let page: Page;
let url: string;

describeInBrowser('how long people wait, in a browser', () => {
  beforeAll(async () => {
    site = await openBrowserSite();
    ({ browser, gateway, url } = site);
    await fillHistory(gateway, 600);
    const observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
    page = await openSignedInPage(browser, url, observer.token);
  });
  afterAll(() => site?.close());

  it.each(LANGUAGES)('can be read by everybody in %s, and is no wider than the screen', async (language) => {
    const faults: string[] = [];
    for (const width of WIDTHS) {
      const answer = await page.goto(`${url}/monitor?lang=${language}`);
      expect(answer?.status()).toBe(200);
      expect(await page.getAttribute('html', 'lang')).toContain(language);
      // The dearest rule; colours are the same in every language.
      const found = await pageFaults(page, width, language === 'en' ? [] : ['color-contrast']);
      faults.push(...found.map((fault) => `${width} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('says in its form what is wrong, and keeps what was typed', async () => {
    await page.goto(`${url}/monitor`);
    await page.getByText('Choose period and filters').click();
    await page.getByLabel('From month').fill('soon');
    await page.getByLabel('Category', { exact: true }).selectOption('WATER');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('“soon” is not a month.');
    expect(await page.getByLabel('From month').inputValue()).toBe('soon');
    expect(await page.getByLabel('Category', { exact: true }).inputValue()).toBe('WATER');
    expect(await pageFaults(page, 360)).toEqual([]);
  });

  it('leads from the programme down to a ward', async () => {
    await page.goto(`${url}/monitor`);
    for (const area of ['Mombasa', 'Changamwe', 'Port Reitz']) {
      await page
        .getByRole('table', { name: /by area$/ })
        .getByRole('link', { name: area, exact: true })
        .click();
      expect(await page.locator('.office-above').textContent()).toContain(area);
    }
    expect(await page.getByRole('heading', { name: /by area$/ }).count()).toBe(0);
  });

  it('saves pictures that stand by themselves', async () => {
    await page.goto(`${url}/monitor`);
    const links = await page.getByRole('link', { name: /^Picture \(SVG\)/ }).all();
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) {
      const href = await link.getAttribute('href');
      const root = await page.evaluate<string>(
        `fetch(${JSON.stringify(href)}).then((answer) => answer.text()).then((text) =>
          new DOMParser().parseFromString(text, 'image/svg+xml').documentElement.nodeName)`,
      );
      expect([href, root]).toEqual([href, 'svg']);
    }
  });

  it('prints as a report: nothing to press, every table unfolded, all within the paper', async () => {
    await page.goto(`${url}/monitor`);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    for (const hidden of ['.nav', '.filters', '.choices', '.downloads']) {
      expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
    }
    expect(await page.locator('#months ~ details table').isVisible()).toBe(true);
    // A4 with its margins, in pixels.
    await page.setViewportSize({ width: 720, height: 1000 });
    expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(720);
    await page.emulateMedia({ media: null });
  });
});
