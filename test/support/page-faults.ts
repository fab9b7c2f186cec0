import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** axe as a page runs it. Sent once to a page; only violations come back: all that it looked at is a hundred times as much. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Pages that bring axe along wherever they go: sending it anew takes as long as its look at a page. */
const withAxe = new WeakSet<Page>();

/**
 * What axe finds on a page at a width in pixels, and whether the page is wider than that.
 *
 * @param without rules left out, for a page whose other languages were looked at with all
 */
export async function pageFaults(page: Page, width: number, without: readonly string[] = []): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  if (!withAxe.has(page)) {
    withAxe.add(page);
    await page.addInitScript(AXE);
    await page.evaluate(AXE);
  }
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const faults = await page.evaluate<string[]>(
    `axe.run(${JSON.stringify({ resultTypes: ['violations'], rules })}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ target, html }) => target.join(' ') + ' ' + html).join(' ')))`,
  );
  const pageWidth = Number(await page.evaluate('document.documentElement.scrollWidth'));
  return pageWidth > width ? [...faults, `${pageWidth} px wide`] : faults;
}
