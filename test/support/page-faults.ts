import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds on a page at a width in pixels, and whether the page is wider than that. */
export async function pageFaults(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  const faults = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target).join(' ')}`);
  const pageWidth = Number(await page.evaluate('document.documentElement.scrollWidth'));
  return pageWidth > width ? [...faults, `${pageWidth} px wide`] : faults;
}
