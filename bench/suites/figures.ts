import { rebuildFigures } from '../../src/figures/rebuild-figures.ts';
import { median } from '../compare.ts';
import { fillWatched } from '../fill-watched.ts';
import { openSite, type Site } from '../site.ts';
import type { Finding, Suite } from '../suite.ts';

const SIZES = [10_000, 1_000_000] as const;
const WARM_UPS = 3;
const ROUNDS = 15;
const WANTED_MS = 150;
const WANTED_RATIO = 1.5;
const WANTED_REBUILD_SECONDS = 60;

/** What a watcher opens, each with all that it shows. */
const PAGES = ['/monitor', '/monitor/backlog', '/monitor/time', '/monitor/reach', '/monitor/ratings', '/monitor/lines'];

interface Measured {
  readonly rebuildSeconds: number;
  readonly medianMs: Readonly<Record<string, number>>;
}

/** How long the pages of the monitor take among 10,000 reports and among a million, and counting all of them anew. */
export const figures: Suite = async ({ tell, keep }) => {
  const results: Measured[] = [];
  for (const size of SIZES) {
    const site = keep(await openSite('observer'));
    tell(`figures: writing ${size} reports`);
    await fillWatched(site.db, site.programme, size);
    tell(`figures: counting ${size} anew`);
    const startedAt = performance.now();
    await rebuildFigures(site.db, site.programme, new Date(), () => undefined);
    const rebuildSeconds = (performance.now() - startedAt) / 1000;
    tell(`figures: pages among ${size}`);
    results.push({ rebuildSeconds, medianMs: await measureAll(site) });
    await site.close();
  }
  const [small, large] = results;
  if (!small || !large) throw new Error('nothing was measured');
  const ratios = PAGES.map((page) => (large.medianMs[page] ?? 0) / (small.medianMs[page] ?? 1));
  const finding = (name: string, value: number, unit: Finding['unit'], wanted: number): Finding => ({
    ...{ name, bare: '', ours: '', value, unit, target: { is: 'at most', value: wanted } },
    details: { 'among 10,000': small, 'among 1,000,000': large, rounds: ROUNDS },
  });
  return [
    finding('monitor among 1,000,000, slowest page', Math.max(...Object.values(large.medianMs)), 'ms', WANTED_MS),
    finding('monitor, 1,000,000 to 10,000, worst page', Math.max(...ratios), 'ratio', WANTED_RATIO),
    finding('figures of 1,000,000 counted anew', large.rebuildSeconds, 's', WANTED_REBUILD_SECONDS),
  ];
};

export async function measureAll(site: Site): Promise<Record<string, number>> {
  const measured: [string, number][] = [];
  for (const path of PAGES) {
    for (let call = 0; call < WARM_UPS; call += 1) await site.open(path);
    const times: number[] = [];
    while (times.length < ROUNDS) times.push((await site.open(path)).ms);
    measured.push([path, median(times)]);
  }
  return Object.fromEntries(measured);
}
