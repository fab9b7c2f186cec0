import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES, type Programme } from '../../src/routing/programme.ts';
import { describeInBrowser } from '../support/browser.ts';
import { type BrowserSite, openBrowserSite } from '../support/browser-site.ts';
import { openPerson, type Person } from '../support/console.ts';
import { addAgreed, announce, come, enterMeeting, meetingForm, placeOf } from '../support/forums.ts';
import { type Gateway, MONDAY_MORNING } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';

const NARROW = 360;

let browser: Browser;
let gateway: Gateway;
let site: BrowserSite;
let page: Page;
let url: string;
let admin: Person;
let coming: string;
let begun: string;
let vote: string;
let ward: string;

describeInBrowser('meetings and votes in a browser', () => {
  beforeAll(async () => {
    site = await openBrowserSite();
    ({ browser, gateway, url } = site);
    admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
    const kenya = gateway.deps.programmes.byName('kenya-coast') as Programme;
    const tudor = placeOf(kenya, 'Tudor');
    ward = tudor.code;
    await addAgreed(gateway, kenya, tudor, 12);
    coming = await enterMeeting(admin, meetingForm(tudor, { day: '2026-11-26', time: '14:00' }));
    begun = await enterMeeting(admin, meetingForm(tudor, { day: '2026-11-26', time: '15:00' }));
    await announce(admin, begun);
    await gateway.work();
    await gateway.deps.db.updateTable('meetings').set({ starts_at: MONDAY_MORNING }).where('id', '=', begun).execute();
    const { code } = await gateway.deps.db
      .selectFrom('forums')
      .select('code')
      .where('meeting_id', '=', begun)
      .executeTakeFirstOrThrow();
    await come(gateway, kenya, { phone: '+254712488001', area: tudor }, code);
    vote = await enterVote(ward);
    page = await openSignedInPage(browser, url, admin.token);
  });
  afterAll(() => site?.close());

  async function enterVote(area: string): Promise<string> {
    const proposals = ['One', 'Two', 'Three'].flatMap((name, index) => [
      [`proposal-${index + 1}-en`, name],
      [`proposal-${index + 1}-sw`, name],
    ]);
    const { headers } = await admin
      .post('/console/forums/votes/new', {
        area,
        'vote-en': 'Ward money',
        'vote-sw': 'Pesa za wadi',
        'opens-day': '2026-11-24',
        'opens-time': '12:00',
        'closes-day': '2026-11-27',
        'closes-time': '12:00',
        ...Object.fromEntries(proposals),
      })
      .expect(303);
    const id = /votes\/([0-9a-f-]{36})/.exec(headers.location ?? '')?.[1] ?? '';
    const now = gateway.deps.now().getTime();
    const over = { opens_at: new Date(now - 7_200_000), closes_at: new Date(now - 3_600_000) };
    await gateway.deps.db.updateTable('votes').set(over).where('id', '=', id).execute();
    await gateway.deps.db.updateTable('vote_proposals').set({ votes: 8 }).where('vote_id', '=', id).execute();
    return id;
  }

  it('are readable by everybody, in every language, and no wider than a phone', async () => {
    const paths = [
      '/console/forums',
      `/console/forums/${coming}`,
      `/console/forums/${coming}/announce`,
      `/console/forums/${begun}`,
      `/console/forums/${begun}/promises`,
      `/console/forums/votes/${vote}`,
    ];
    const faults: string[] = [];
    for (const path of paths) {
      for (const language of LANGUAGES) {
        const answer = await page.goto(`${url}${path}?lang=${language}`);
        expect([path, answer?.status()]).toEqual([path, 200]);
        const found = await pageFaults(page, NARROW, language === 'en' ? [] : ['color-contrast']);
        faults.push(...found.map((fault) => `${path} ${language} ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });

  it('lead from a look at the cost to the progress, which comes again only for who asks for it', async () => {
    await page.goto(`${url}/console/forums/${coming}`);
    expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0);
    await page.getByRole('link', { name: 'Announce it by SMS' }).click();
    await page.getByText('12 people, 12 SMS to be paid.').waitFor();
    await page.getByRole('button', { name: 'Send to 12 people' }).click();
    await page.getByText('It is being sent.').waitFor();
    expect(await page.locator('[data-figure=waiting]').first().textContent()).toBe('12');
    expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(1);
    await gateway.work();
    await page.getByRole('link', { name: 'Stop updating this page' }).click();
    expect(await page.locator('[data-figure=sent]').first().textContent()).toBe('12');
    expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0);
  });

  it('keep a promise after a second look', async () => {
    await page.goto(`${url}/console/forums/${begun}/promises`);
    await page.getByLabel('Office that owes it').selectOption('county_secretary@KE.001');
    await page.getByLabel('What was promised, in English').fill('A new pump');
    await page.getByLabel('What was promised, in Kiswahili').fill('Pampu mpya');
    await page.getByLabel('Until').fill('2026-02-30');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Write the day as in the example');
    await page.getByLabel('Until').fill('2026-12-31');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('1 person, 1 SMS to be paid.').waitFor();
    expect(await pageFaults(page, NARROW)).toEqual([]);
    await page.getByRole('button', { name: 'Change it' }).click();
    expect(await page.getByLabel('What was promised, in English').inputValue()).toBe('A new pump');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The promise is saved.').waitFor();
    expect(await page.locator('main').textContent()).toContain('A new pump');
  });

  it('stand on the public page of their place, without script, no wider than a phone', async () => {
    const faults: string[] = [];
    for (const language of LANGUAGES) {
      await page.goto(`${url}/open/kenya-coast/places/${ward}?lang=${language}`);
      const said = await page.locator('main').textContent();
      expect([language, said?.includes(language === 'sw' ? 'Pampu mpya' : 'A new pump')]).toEqual([language, true]);
      expect(said).toMatch(/24.*8 \(33 %\)/s);
      const found = await pageFaults(page, NARROW, language === 'en' ? [] : ['color-contrast']);
      faults.push(...found.map((fault) => `${language} ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});
