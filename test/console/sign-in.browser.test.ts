import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { createAccount } from '../../src/accounts/edit-account.ts';
import { LANGUAGES } from '../../src/routing/programme.ts';
import { makePerson, PASSWORD, programmeOf } from '../accounts/scene.ts';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { pageFaults } from '../support/page-faults.ts';

describeInBrowser('signing in with a browser', () => {
  let gateway: Gateway;
  let server: Server;
  let browser: Browser;
  let home: string;
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([openBrowser(), openGateway()]);
    server = createServer(gateway.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    home = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await gateway?.close();
  });

  /** A page in a window of this width, without anything from another one. */
  async function openPage(width: number, javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 740 }, javaScriptEnabled, baseURL: home });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    return page;
  }

  async function expectAccessible(page: Page): Promise<void> {
    const width = page.viewportSize()?.width ?? 0;
    expect([page.url(), await pageFaults(page, width)]).toEqual([page.url(), []]);
  }

  it.each([...LANGUAGES])('shows every page before the console in %s, wide and narrow, without fault', async (lang) => {
    for (const width of [360, 1280]) {
      const page = await openPage(width);
      for (const path of ['sign-in', 'welcome']) {
        await page.goto(`/console/${path}?lang=${lang}`);
        await expectAccessible(page);
        await page.locator('main button').click();
        expect(await page.title()).toContain(': ');
        // The script moves it there once the page is read.
        await page.waitForFunction("document.activeElement.className === 'govuk-error-summary'");
        await expectAccessible(page);
      }
      await page.context().close();
    }
  });

  it('leads from a set-up code over the authenticator to the console, without a script', async () => {
    const by = { id: null, programme: programmeOf(gateway) };
    const person = { sign_in: 'boss', name: 'Bosi Mkuu', role: 'admin', language: 'en', phone: '+254712000333' };
    const { setupCode } = await createAccount(gateway.deps, by, person);
    const page = await openPage(360);
    await page.goto('/console/welcome');
    await page.getByLabel('Sign-in name').fill('boss');
    await page.getByLabel('Set-up code').fill(String(setupCode));
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('New password again').fill(PASSWORD);
    await page.getByRole('button', { name: 'Choose this password' }).click();
    await expectAccessible(page);
    await page.getByRole('img', { name: /as a picture to scan/ }).waitFor();
    const secret = ((await page.locator('.key').textContent()) ?? '').replaceAll(' ', '');
    const epoch = Math.floor(gateway.deps.now().getTime() / 1000);
    await page.getByLabel('Then type the code').fill(await generate({ secret, epoch }));
    await page.getByRole('button', { name: 'Set it up' }).click();
    expect(await page.locator('.codes li').count()).toBe(10);
    await expectAccessible(page);
    const code = (await page.locator('.codes li').first().textContent()) ?? '';
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.waitForURL(`${home}/console`);

    await page.goto('/console/settings');
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectAccessible(page);
    for (const path of ['password', 'recovery-codes']) {
      await page.goto(`/console/settings/${path}`);
      await expectAccessible(page);
    }
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expectAccessible(page);

    const other = await openPage(360, false);
    await other.goto('/console/settings');
    await other.getByLabel('Sign-in name').fill('boss');
    await other.getByLabel('Password').fill(PASSWORD);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByLabel('Code').fill(code);
    await other.getByRole('button', { name: 'Go on' }).click();
    await other.waitForURL(`${home}/console/settings`);
  });

  it('gives back what was typed when the session ended in between', async () => {
    await makePerson(gateway, { sign_in: 'amina', role: 'triage', language: 'en' });
    const page = await openPage(360, false);
    await page.goto('/console/settings');
    await page.getByLabel('Sign-in name').fill('amina');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('First day away').fill('2026-12-24');
    await gateway.pass(9);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('What you wrote is kept').waitFor();
    await page.getByLabel('Sign-in name').fill('amina');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Your text was not sent yet' }).waitFor();
    await page.getByRole('button', { name: 'Send it now' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await page.getByLabel('First day away').inputValue()).toBe('2026-12-24');
  });
});
