import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/**
 * A page in a context of its own whose browser holds a session's token, as `openPerson` gives it. Close it by
 * `page.context().close()`.
 *
 * @param url `http://localhost:PORT`: by this name Chromium sends cookies that are for HTTPS only; by 127.0.0.1 it does not
 */
export async function openSignedInPage(
  browser: Browser,
  url: string,
  token: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  // Not `addCookies`, which names a domain: a cookie of the prefix `__Host-` has none.
  const devtools = await context.newCDPSession(page);
  const { hostname } = new URL(url);
  const cookie = { name: '__Host-majibu', value: token, path: '/', secure: true, httpOnly: true };
  await devtools.send('Network.setCookie', { ...cookie, url: `https://${hostname}/` });
  await devtools.detach();
  return page;
}
