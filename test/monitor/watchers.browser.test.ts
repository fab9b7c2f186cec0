import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { LANGUAGES } from '../../src/routing/programme.ts';
import { describeInBrowser } from '../support/browser.ts';
import { type BrowserSite, openBrowserSite } from '../support/browser-site.ts';
import { openPerson } from '../support/console.ts';
import type { Gateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';
import { found, MOMBASA_WATER } from './scene.ts';
import { fillWork } from './work-scene.ts';

const PAGES = ['backlog', 'time', 'ratings', 'reach', 'lines', 'projects', 'report', 'watch', 'views'];
/** What is left of the width of A4 between usual margins, at 96 dots an inch. */
const PAPER_WIDTH = 718;

let browser: Browser;
let gateway: Gateway;
let site: BrowserSite;
let page: Page;
let url: string;

describeInBrowser('the other pages of the monitor, in a browser', () => {
  beforeAll(async () => {
    site = await openBrowserSite();
    ({ browser, gateway, url } = site);
    const programme = await fillWork(gateway);
    const observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer', phone: '+254716809999' });
    const now = gateway.deps.now();
    // Something passed, something back, and a view, so that every part of the pages is there.
    const watch = { id: uuidv7(), programme_id: programme.id, account_id: observer.id, by_sms: true, created_at: now };
    const limits = { office_id: null, measure: 'overdue' as const, limit_value: 2.5, checked_on: '2026-11-23' };
    await gateway.deps.db
      .insertInto('watches')
      .values({ ...watch, ...limits })
      .execute();
    const office = found(programme.offices.get(MOMBASA_WATER)).id;
    const hit = { watch_id: watch.id, office_id: office, passed_at: now, value: 14 };
    await gateway.deps.db
      .insertInto('watch_hits')
      .values([
        { ...hit, id: uuidv7() },
        { ...hit, id: uuidv7(), back_at: now, back_value: 1 },
      ])
      .execute();
    const view = { account_id: observer.id, path: '/monitor/reach?area=KE.001', created_at: now };
    await gateway.deps.db
      .insertInto('saved_views')
      .values({ ...view, id: uuidv7(), name: 'Mombasa' })
      .execute();
    page = await openSignedInPage(browser, url, observer.token);
  });
  afterAll(() => site?.close());

  it.each(LANGUAGES)('can be read by everybody in %s on a small screen', async (language) => {
    const faults: string[] = [];
    for (const path of PAGES) {
      const query = path === 'views' ? '&of=%2Fmonitor%2Ftime' : '';
      const answer = await page.goto(`${url}/monitor/${path}?lang=${language}${query}`);
      expect([path, answer?.status()]).toEqual([path, 200]);
      expect(await page.textContent('main')).not.toMatch(/undefined|NaN|\[object/);
      // The dearest rule; colours are the same in every language.
      const seen = await pageFaults(page, 360, language === 'en' ? [] : ['color-contrast']);
      faults.push(...seen.map((fault) => `${path} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('are no wider than a large screen either, with every row of a long table', async () => {
    const faults: string[] = [];
    for (const path of PAGES) {
      await page.goto(`${url}/monitor/${path}?rows=all`);
      faults.push(...(await pageFaults(page, 1280)).map((fault) => `${path} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('are no wider than paper, and a table has its name above it', async () => {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: PAPER_WIDTH, height: 1000 });
    const faults: string[] = [];
    for (const path of PAGES) {
      await page.goto(`${url}/monitor/${path}?rows=all`);
      const seen = await page.evaluate(() => {
        for (const folded of document.querySelectorAll('details')) folded.open = true;
        const below = [...document.querySelectorAll('table')].filter(
          ({ caption, tHead }) =>
            caption && tHead && caption.getBoundingClientRect().height > 1 && caption.offsetTop > tHead.offsetTop,
        );
        return { tooWide: document.documentElement.scrollWidth - window.innerWidth, below: below.length };
      });
      if (seen.tooWide > 0 || seen.below > 0) faults.push(`${path} ${JSON.stringify(seen)}`);
    }
    await page.emulateMedia({ media: null });
    expect(faults).toEqual([]);
  });

  it('lead from a limit to its removal, and from a page to a saved view and back', async () => {
    await page.goto(`${url}/monitor/watch`);
    await page.getByRole('combobox', { name: 'Office' }).selectOption({ label: 'Every office' });
    await page.getByRole('textbox', { name: 'Limit' }).fill('many');
    await page.getByRole('button', { name: 'Set the limit' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Write a number');
    expect(await pageFaults(page, 360)).toEqual([]);
    await page.getByRole('textbox', { name: 'Limit' }).fill('5');
    await page.getByRole('button', { name: 'Set the limit' }).click();
    expect(await page.getByRole('status').textContent()).toContain('The limit is set.');
    await page
      .getByRole('button', { name: /^Remove ?: Every office/ })
      .first()
      .click();
    expect(await page.getByRole('status').textContent()).toContain('The limit is removed.');

    await page.goto(`${url}/monitor/ratings?from=2026-01&to=2026-06`);
    await page.getByRole('link', { name: 'Save this view' }).click();
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Half a year');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Half a year' }).click();
    expect(new URL(page.url()).search).toBe('?from=2026-01&to=2026-06');
    expect(await page.locator('.office-above').textContent()).toContain('Jan 2026 to Jun 2026');
  });
});
