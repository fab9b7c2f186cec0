import { readCpuSeconds, readTreeCpuSeconds } from './cpu-time.ts';
import type { LoadPlan, LoadResult } from './load-plan.ts';
import type { GatewaySide, Generator, Side } from './processes.ts';

/** One side in one round. Shares are of one core. */
export interface Measured {
  readonly answered: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly serverCpuShare: number | null;
  readonly databaseCpuShare: number | null;
  readonly generatorCpuShare: number;
}

/** A bare round and the round of ours after it. */
export interface Pair {
  readonly bare: Measured;
  readonly ours: Measured;
  readonly ratio: number;
}

/** What a comparison brought; each figure the median of its pairs. */
export interface Comparison {
  readonly barePerSecond: number;
  readonly oursPerSecond: number;
  readonly ratio: number;
  readonly pairs: readonly Pair[];
}

const PAIRS = 5;
/** Gateways run for weeks: what is measured is the code after V8 has optimised it, on both sides. */
const WARM_UP_SECONDS = 6;
/** Both sides answer this many at once: a carrier's gateway keeps connections open and uses them all. */
const CONNECTIONS = 100;

/** What is compared, and with what. */
export interface Contest {
  readonly generator: Generator;
  readonly bare: Side;
  readonly ours: GatewaySide;
  readonly plan: LoadPlan;
  readonly path: string;
  readonly seconds: number;
}

/**
 * Gives both sides the same requests in turn (bare, ours, bare, ours ...) after a warm-up of each, so that whatever else
 * the machine does meets both alike.
 *
 * @throws {Error} when ours answers anything wrongly or not at all
 */
export async function compare(contest: Contest): Promise<Comparison> {
  await measure({ ...contest, seconds: WARM_UP_SECONDS }, 'bare');
  await measure({ ...contest, seconds: WARM_UP_SECONDS }, 'ours');
  const pairs: Pair[] = [];
  while (pairs.length < PAIRS) {
    const bare = await measure(contest, 'bare');
    const ours = await measure(contest, 'ours');
    pairs.push({ bare, ours, ratio: ours.perSecond / bare.perSecond });
  }
  return {
    barePerSecond: median(pairs.map(({ bare }) => bare.perSecond)),
    oursPerSecond: median(pairs.map(({ ours }) => ours.perSecond)),
    ratio: median(pairs.map(({ ratio }) => ratio)),
    pairs,
  };
}

async function measure(contest: Contest, which: 'bare' | 'ours'): Promise<Measured> {
  const side = contest[which];
  const postmasterPid = which === 'ours' ? contest.ours.postmasterPid : null;
  const read = () => Promise.all([readCpuSeconds(side.pid), postmasterPid && readTreeCpuSeconds(postmasterPid)]);
  const before = await read();
  const startedAt = performance.now();
  const { plan, path, seconds } = contest;
  const result = await contest.generator.run({
    ...{ plan, path, seconds, port: side.port },
    connections: CONNECTIONS,
    isChecked: which === 'ours',
  });
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  requireRight(result);
  const after = await read();
  const [serverCpuShare = null, databaseCpuShare = null] = after.map((value, index) => {
    const earlier = before[index] ?? null;
    return value === null || earlier === null ? null : (value - earlier) / elapsedSeconds;
  });
  const { answered, perSecond, p50Ms, p99Ms, generatorCpuShare } = result;
  return { answered, perSecond, p50Ms, p99Ms, serverCpuShare, databaseCpuShare, generatorCpuShare };
}

/**
 * Speed counts only where every answer is right.
 *
 * @throws {Error} showing the first one that is not
 */
export function requireRight({ wrong, lost, firstWrong }: LoadResult): void {
  if (wrong === 0 && lost === 0) return;
  const shown = firstWrong ? `\nexpected: ${firstWrong.expected}\ngot: ${firstWrong.got}` : '';
  throw new Error(`${wrong} answers are wrong and ${lost} never came.${shown}`);
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
