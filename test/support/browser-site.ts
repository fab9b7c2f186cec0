import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { type Gateway, openGateway } from './gateway.ts';

/** A gateway that a browser of its own can open. */
export interface BrowserSite {
  readonly browser: Browser;
  readonly gateway: Gateway;
  /** By the name for which Chromium sends cookies that are for HTTPS only. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens both at once. @throws when there is no Chromium */
export async function openBrowserSite(): Promise<BrowserSite> {
  const [browser, gateway] = await Promise.all([openBrowser(), openGateway()]);
  const server = createServer(gateway.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    browser,
    gateway,
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await gateway.close();
    },
  };
}
