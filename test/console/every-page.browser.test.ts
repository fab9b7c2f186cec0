import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { CONSOLE_ROUTES } from '../../src/console/routes/index.ts';
import { SYSTEM } from '../../src/grievances/actor.ts';
import { reject } from '../../src/grievances/reject.ts';
import { LANGUAGES } from '../../src/routing/programme.ts';
import { describeInBrowser } from '../support/browser.ts';
import { type BrowserSite, openBrowserSite } from '../support/browser-site.ts';
import { addAccount, openPerson } from '../support/console.ts';
import type { Gateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';
import { openSignedInPage } from '../support/signed-in-page.ts';
import { MOMBASA, openScene } from './report-scene.ts';

/** Pages that another test opens in every language, and what is no page. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '/': 'inbox.browser',
  '/counts.json': 'no page',
  '/inbox.csv': 'no page',
  '/admin/people.csv': 'no page',
  '/sign-in': 'sign-in.browser',
  '/welcome': 'sign-in.browser',
  '/code': 'sign-in.browser: only on the way in',
  '/reports/:reference': 'report.browser',
  '/reports/:reference/gone': 'report.browser: only for who may not see it any more',
  '/letters/:reference': 'report.browser',
  '/forums/:id': 'forums.browser',
  '/forums/:id/announce': 'forums.browser',
  '/forums/:id/promises': 'forums.browser',
  '/forums/votes/:id': 'forums.browser',
  '/intake': 'report.browser',
  '/intake/:once': 'report.browser: after a report was written down',
  '/cards/:card': 'tools.browser',
  '/cards/:card/meeting': 'tools.browser',
  '/cards/:card/providers': 'tools.browser',
  '/cards/:card/actions': 'tools.browser',
  '/cards/:card/actions/:action': 'tools.browser',
};

const PATHS = CONSOLE_ROUTES.filter(({ method, path }) => method === 'get' && !path.startsWith('/sealed'))
  .map(({ path }) => path)
  .filter((path) => !(path in ELSEWHERE));

const NARROW = 360;

let browser: Browser;
let gateway: Gateway;
let site: BrowserSite;
let page: Page;
let url: string;
let sample: Readonly<Record<string, string>>;

describeInBrowser('every other page of the console', () => {
  beforeAll(async () => {
    site = await openBrowserSite();
    ({ browser, gateway, url } = site);
    const admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
    const { grievance } = await openScene(gateway);
    const { reference } = grievance;
    const official = { programme: 'kenya-coast', role: 'official', office: MOMBASA, name: 'Salim Ali' } as const;
    const { grievance: over } = await openScene(gateway);
    await reject(gateway.deps, SYSTEM, { id: over.id }, { reason: 'Not ours' });
    sample = {
      reference,
      over: over.reference,
      code: MOMBASA,
      id: await addAccount(gateway, official),
      reply: await addReply(),
    };
    await admin.post(`/console/admin/people/${sample.id}/disable`).expect(303);
    page = await openSignedInPage(browser, url, admin.token);
  });
  afterAll(() => site?.close());

  async function addReply(): Promise<string> {
    const id = uuidv7();
    const programme = gateway.deps.programmes.byName('kenya-coast');
    await gateway.deps.db
      .insertInto('saved_replies')
      .values({
        id,
        programme_id: programme?.id ?? '',
        title: 'A team comes',
        category_id: null,
        texts: JSON.stringify({ en: 'A team comes today.', sw: 'Timu inakuja leo.' }),
        changed_at: gateway.deps.now(),
      })
      .execute();
    return id;
  }

  /** A path with something real in the place of its parts. */
  function addressOf(path: string): string {
    const id = path.includes('replies') ? sample.reply : sample.id;
    const code = path.includes('categories') ? 'WATER.DRY' : path.includes('texts') ? 'sms.receipt' : MOMBASA;
    return `/console${path}`
      .replace(':reference', (path.includes('reopen') ? sample.over : sample.reference) ?? '')
      .replace(':code', encodeURIComponent(code))
      .replace(':id', id ?? '');
  }

  it.each(PATHS)('%s can be read by everybody, in every language, and is no wider than a phone', async (path) => {
    const faults: string[] = [];
    for (const language of LANGUAGES) {
      const answer = await page.goto(`${url}${addressOf(path)}?lang=${language}`);
      expect([path, answer?.status()]).toEqual([path, 200]);
      expect(await page.getAttribute('html', 'lang')).toContain(language);
      // The dearest rule; colours are the same in every language.
      const found = await pageFaults(page, NARROW, language === 'en' ? [] : ['color-contrast']);
      faults.push(...found.map((fault) => `${language} ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});
