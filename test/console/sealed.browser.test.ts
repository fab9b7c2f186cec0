import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import { addNote } from '../../src/grievances/add-note.ts';
import { awaitCitizen } from '../../src/grievances/await-citizen.ts';
import { refer } from '../../src/grievances/refer.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { askForNumber } from '../../src/grievances/unmask.ts';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';
import { describeInBrowser } from '../support/browser.ts';
import { type BrowserSite, openBrowserSite } from '../support/browser-site.ts';
import type { Gateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';
import { fileSealed, openFocal } from './sealed-scene.ts';

const NARROW = 360;
const WIDTHS = [NARROW, 1280];
const REASON = 'She does not answer, and the court sits on Monday.';

let browser: Browser;
let gateway: Gateway;
let site: BrowserSite;
let url: string;
/** Addresses below `/console/sealed`: one report with a long history, one whose number is asked for, one that is new. */
let old: string;
let asked: string;
let fresh: string;

/** A page of a focal point who has just given her code. */
async function openPage(language: Language = 'en'): Promise<{ page: Page; id: string }> {
  const person = await openFocal(gateway, { language, name: 'Amina Yusuf' });
  return { page: await openSignedInPage(browser, url, person.token), id: person.id };
}

describeInBrowser('the pages of sealed reports on a small and on a wide screen', () => {
  beforeAll(async () => {
    site = await openBrowserSite();
    ({ browser, gateway, url } = site);
    const { deps } = gateway;
    const brenda = await openFocal(gateway, { name: 'Brenda Otieno', phone: '+254714200002' });
    const actor = { kind: 'official', id: brenda.id, channel: 'console' } as const;
    const long = await fileSealed(gateway, { contact: 'neutral', text: `Alinipiga tena. ${'x'.repeat(120)}` });
    const key = { id: long.id };
    await acknowledge(deps, actor, key);
    await addNote(deps, actor, key, { text: 'Her sister can take her in.' });
    await reply(deps, actor, key, { approved: 'working' });
    await awaitCitizen(deps, actor, key, { approved: 'meet' });
    await refer(deps, actor, key, { service: '1195', consent: 'spoken' });
    await resolve(deps, actor, key, { approved: 'help_arranged', note: 'She has a place since Friday.' });
    await gateway.work();
    const wanted = await fileSealed(gateway);
    await askForNumber(deps, actor, { id: wanted.id }, { reason: REASON });
    const late = await fileSealed(gateway);
    await gateway.pass(3);
    const latest = await fileSealed(gateway);
    [old, asked, fresh] = [long, wanted, latest].map(({ reference }) => `/console/sealed/${reference}`) as [
      string,
      string,
      string,
    ];
    expect(late.reference).not.toBe(latest.reference);
  });

  afterAll(() => site?.close());

  it.each(LANGUAGES)('have in %s no accessibility fault and never scroll sideways', async (language) => {
    const { page } = await openPage(language);
    for (const path of ['/console/sealed', old]) {
      await page.goto(url + path);
      for (const width of WIDTHS) expect([path, width, await pageFaults(page, width)]).toEqual([path, width, []]);
    }
    const forms = ['reply', 'transfer', 'note', 'number'].map((name) => `${fresh}/${name}`);
    const others = ['?find=12345678', '?show=ended'].map((query) => `/console/sealed${query}`);
    for (const path of [...forms, ...others, `${asked}/number`]) {
      await page.goto(url + path);
      expect([path, await pageFaults(page, NARROW)]).toEqual([path, []]);
    }
    // Sent with nothing chosen: what is wrong stands on top and leads to its field.
    for (const action of ['resolve', 'refer']) {
      await page.goto(`${url}${fresh}/${action}`);
      await page.locator('main form button').click();
      expect(await page.title()).toMatch(/: .*: \d{4} \d{4} - Majibu$/);
      expect([action, await pageFaults(page, NARROW)]).toEqual([action, []]);
      await page.locator('.govuk-error-summary a').first().click();
      expect(await page.evaluate('document.activeElement.name')).toBe(action === 'refer' ? 'service' : 'approved');
    }
    await page.context().close();
  });

  it('lead from the queue to an answer, and from a question to the number, by keys and clicks alone', async () => {
    const { page, id } = await openPage();
    await page.goto(`${url}/console`);
    await page.locator(`a[href="${fresh}"]`).click();
    expect(await page.locator('main').textContent()).toContain('Zebrafink');
    await page.getByRole('link', { name: 'Tell the reporter something' }).click();
    await page.getByText('Tunalishughulikia').click();
    await page.getByRole('button', { name: 'Let the reporter read this' }).click();
    expect(await page.getByRole('status').first().textContent()).toContain('can read it now');
    expect(await page.locator('.bubble--office .words').textContent()).toContain('Tunalishughulikia');
    await page.getByRole('link', { name: 'Phone number' }).click();
    await page.getByLabel('Why you need the number').fill(REASON);
    await page.getByRole('button', { name: 'Ask for the number' }).click();

    const other = await openPage();
    await other.page.goto(`${url}${fresh}/number`);
    await other.page.getByRole('button', { name: 'Let it be seen for an hour' }).click();
    await page.goto(`${url}${fresh}/number`);
    await page.getByRole('link', { name: 'Show the number' }).click();
    expect(page.url()).toBe(`${url}${fresh}/number/shown`);
    expect(await page.locator('.key').textContent()).toMatch(/712 ?999 ?888/);
    for (const width of WIDTHS) expect(await pageFaults(page, width)).toEqual([]);
    const shown = await gateway.deps.db
      .selectFrom('grievance_events')
      .select('actor_id')
      .where('type', '=', 'number_shown')
      .execute();
    expect(shown).toEqual([{ actor_id: id }]);
    for (const one of [page, other.page]) await one.context().close();
  });

  it('give links and buttons the room of a finger on a phone', async () => {
    const { page } = await openPage();
    await page.setViewportSize({ width: NARROW, height: 800 });
    for (const path of ['/console/sealed', old, `${fresh}/refer`, `${asked}/number`]) {
      await page.goto(url + path);
      const small = await page.evaluate(`[...document.querySelectorAll('main a, main button, main summary')]
        .filter((each) => each.getBoundingClientRect().width > 1)
        .map((each) => [each.textContent.trim(), each.getBoundingClientRect().height])
        .filter(([, height]) => height > 1 && height < 44)`);
      expect([path, small]).toEqual([path, []]);
    }
    await page.context().close();
  });
});
