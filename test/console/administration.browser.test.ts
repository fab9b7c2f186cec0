import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.ts';
import { type BrowserSite, openBrowserSite } from '../support/browser-site.ts';
import { openPerson } from '../support/console.ts';
import type { Gateway } from '../support/gateway.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';
import { MOMBASA } from './report-scene.ts';

let browser: Browser;
let gateway: Gateway;
let site: BrowserSite;
let page: Page;
let url: string;

describeInBrowser('an administrator in a browser', () => {
  beforeAll(async () => {
    site = await openBrowserSite();
    ({ browser, gateway, url } = site);
    const { token } = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin', name: 'Amina Yusuf' });
    page = await openSignedInPage(browser, url, token);
  });
  afterAll(() => site?.close());

  const said = async (): Promise<string> => (await page.textContent('main')) ?? '';

  it('adds an official, changes her office and a holiday, saves a reply, and finds all of it on the record', async () => {
    await page.goto(`${url}/console/admin`);
    await page.click('main >> text=People');
    await page.click('text=Add a person');
    await page.fill('#name', 'Salim Ali');
    await page.fill('#sign_in', 'salim.ali');
    await page.click('button:has-text("Save")');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.inputValue('#name')).toBe('Salim Ali');
    await page.check('input[name=role][value=official]');
    await page.selectOption('#office', MOMBASA);
    await page.click('button:has-text("Save")');
    expect(await said()).toContain('Salim Ali has an account now.');

    await page.goto(`${url}/console/admin/offices?q=mowassco`);
    await page.click('text=MOWASSCO');
    await page.fill('#hours', 'mon-thu 08:00-12:00');
    await page.click('button:has-text("Save")');
    expect(await said()).toContain('Saved. It holds from now on.');
    await page.click('text=Use what the files say');
    expect(await said()).toContain('Taken back.');

    await page.goto(`${url}/console/admin/holidays`);
    await page.fill('#day', '2026-11-30');
    await page.fill('#name-en', 'County day');
    await page.fill('#name-sw', 'Siku ya kaunti');
    await page.click('button:has-text("Add a holiday")');
    expect(await said()).toContain('County day');

    await page.goto(`${url}/console/admin/replies/new`);
    await page.fill('#title', 'A team comes');
    await page.fill('#text-en', 'A team comes today.');
    await page.click('button:has-text("Save")');
    expect(await said()).toContain('A team comes today. (1 SMS)');

    await page.goto(`${url}/console/admin/changes`);
    for (const word of ['account made', 'office changed', 'holiday added', 'saved reply changed', 'Amina Yusuf']) {
      expect(await said()).toContain(word);
    }
  });
});
