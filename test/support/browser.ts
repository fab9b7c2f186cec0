import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Root has no sandbox to enter; the rest keeps the browser from talking to anybody but the page. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Where Chromium is on this machine: `CHROMIUM_PATH`, else one of the usual places, else null. */
export function chromiumPath(): string | null {
  const candidates = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : USUAL_PATHS;
  return candidates.find((path) => existsSync(path)) ?? null;
}

/**
 * Starts Chromium with a profile of its own that is deleted when it is closed. One per test file: `browser.newContext()`
 * shares nothing between tests and costs some ten milliseconds.
 *
 * @throws when there is no Chromium
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('No Chromium here: apt-get install chromium, or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: ARGUMENTS, timeout: 20_000 });
}

/** `describe` for tests that need a browser: skipped without one, except under `CI=true`, where that is a failure. */
export const describeInBrowser = chromiumPath() === null && process.env.CI !== 'true' ? describe.skip : describe;
