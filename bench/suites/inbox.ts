import { median } from '../compare.ts';
import { fillGrievances } from '../fill-grievances.ts';
import { openSite, type Site } from '../site.ts';
import type { Finding, Suite } from '../suite.ts';

const SIZES = [100_000, 1_000_000] as const;
const OF_OFFICE = 10_000;
const WARM_UPS = 20;
const ROUNDS = 100;
const WANTED_MS = 100;
const WANTED_RATIO = 1.5;

/** What is asked for, each with the figures on top. */
const PAGES = {
  'first page': '/console',
  overdue: '/console?view=overdue',
  waiting: '/console?view=waiting',
  category: '/console?category=WATER.LEAK',
  'a rare word': '/console?q=ripoti+123450',
  'a word of one in ten': '/console?q=kisima',
  figures: '/console/counts.json',
} as const;
type Asked = keyof typeof PAGES;

/** How long the inbox of an office with 10,000 reports takes, among 100,000 and among a million: the whole request, one at a time. */
export const inbox: Suite = async ({ tell, keep }) => {
  const times = new Map<number, Record<Asked, number>>();
  for (const size of SIZES) {
    const site = keep(await openSite('official'));
    tell(`inbox: writing ${size} reports`);
    const { db, programme, officeId } = site;
    await fillGrievances(db, { programme, officeId, ofOffice: OF_OFFICE, count: size });
    tell(`inbox: among ${size}`);
    times.set(size, await measureAll(site));
    await site.close();
  }
  const [small, large] = SIZES.map((size) => times.get(size));
  if (!small || !large) throw new Error('nothing was measured');
  return [
    finding('inbox among 1,000,000', { value: worst(large), unit: 'ms', wanted: WANTED_MS, small, large }),
    finding('inbox, 1,000,000 to 100,000', {
      value: total(large) / total(small),
      unit: 'ratio',
      wanted: WANTED_RATIO,
      small,
      large,
    }),
  ];
};

async function measureAll(site: Site): Promise<Record<Asked, number>> {
  const measured: [string, number][] = [];
  for (const [name, path] of Object.entries(PAGES)) measured.push([name, await measure(site, path)]);
  return Object.fromEntries(measured) as Record<Asked, number>;
}

async function measure(site: Site, path: string): Promise<number> {
  for (let call = 0; call < WARM_UPS; call += 1) await site.open(path);
  const times: number[] = [];
  while (times.length < ROUNDS) times.push((await site.open(path)).ms);
  return median(times);
}

function worst(times: Record<Asked, number>): number {
  return Math.max(...Object.values(times));
}

/** All of them: the time of one alone is short enough to be somebody else's. */
function total(times: Record<Asked, number>): number {
  return Object.values(times).reduce((sum, ms) => sum + ms, 0);
}

function finding(
  name: string,
  {
    value,
    unit,
    wanted,
    small,
    large,
  }: { value: number; unit: 'ms' | 'ratio'; wanted: number; small: object; large: object },
): Finding {
  return {
    name,
    bare: '',
    ours: '',
    value,
    unit,
    target: { is: 'at most', value: wanted },
    details: { medianMs: { 'among 100,000': small, 'among 1,000,000': large }, rounds: ROUNDS },
  };
}
