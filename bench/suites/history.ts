import { readConfig } from '../../src/config.ts';
import { fillDemo } from '../../src/demo/fill-demo.ts';
import { rebuildFigures } from '../../src/figures/rebuild-figures.ts';
import { openSite } from '../site.ts';
import type { Suite } from '../suite.ts';
import { measureAll } from './figures.ts';

const REPORTS = 20_000;
const SEED = 7;
const WANTED_MS = 150;
const WANTED_SECONDS = 40;

/** A made-up history (`demo fill`): how fast it is written, and how long the pages of the monitor take on it. */
export const history: Suite = async ({ tell, keep }) => {
  const site = keep(await openSite('observer'));
  const now = new Date();
  tell(`history: ${REPORTS} reports through the use cases`);
  const startedAt = performance.now();
  const config = readConfig({ NODE_ENV: 'test' });
  const filled = await fillDemo({ db: site.db, config }, site.programme, { count: REPORTS, seed: SEED, now });
  const seconds = (performance.now() - startedAt) / 1000;
  await rebuildFigures(site.db, site.programme, now, () => undefined);
  tell('history: pages');
  const medianMs = await measureAll(site);
  const details = { filled, medianMs };
  const none = { bare: '', ours: '', details };
  return [
    {
      ...{ ...none, name: 'made-up history of 20,000 reports written', value: seconds, unit: 's' },
      target: { is: 'at most', value: WANTED_SECONDS },
    },
    {
      ...{ ...none, name: 'monitor on a made-up history, slowest page', value: Math.max(...Object.values(medianMs)) },
      ...{ unit: 'ms', target: { is: 'at most', value: WANTED_MS } },
    },
  ];
};
