// The load generator, in a process of its own so that its work is not taken for the server's. Forked by `startGenerator`;
// every message is one `LoadOrder`, answered with one `LoadResult`.
import { type HttpConnection, openConnection } from './http-connection.ts';
import type { LoadOrder, LoadResult } from './load-plan.ts';
import { createTalks, type Exchange, type NextTalk } from './load-talk.ts';

interface Tally {
  readonly latenciesMs: number[];
  wrong: number;
  mixed: number;
  lost: number;
  firstWrong: LoadResult['firstWrong'];
}

let made = 0;
const serial = (): number => {
  made += 1;
  return made;
};

async function run(order: LoadOrder): Promise<LoadResult> {
  const nextTalk = createTalks(order.plan, serial);
  const connections: HttpConnection[] = [];
  while (connections.length < order.connections) connections.push(await openConnection(order.port, order.path));
  const tally: Tally = { latenciesMs: [], wrong: 0, mixed: 0, lost: 0, firstWrong: null };
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const endsAt = order.seconds === null ? null : startedAt + order.seconds * 1000;
  const expected = order.isChecked ? allExpected(order) : new Set<string>();
  await Promise.all(connections.map((connection) => talk(connection, nextTalk, { endsAt, expected, tally })));
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  for (const connection of connections) connection.close();
  return toResult(tally, elapsedMs, (user + system) / 1000);
}

/** Conversation after conversation until the time is up. A call under way is made to its end: who is cut off is greeted
 * with her draft when she dials in the next round, and that is another screen. */
async function talk(
  connection: HttpConnection,
  nextTalk: NextTalk,
  run: { endsAt: number | null; expected: ReadonlySet<string>; tally: Tally },
): Promise<void> {
  const { endsAt, tally } = run;
  do {
    for (const exchange of nextTalk()) {
      if (!(await say(connection, exchange, run.expected, tally))) return;
    }
  } while (endsAt !== null && performance.now() < endsAt);
}

async function say(
  connection: HttpConnection,
  exchange: Exchange,
  expected: ReadonlySet<string>,
  tally: Tally,
): Promise<boolean> {
  const askedAt = performance.now();
  const answer = await connection.post(exchange.body).catch(() => undefined);
  if (answer === undefined) {
    tally.lost += 1;
    return false;
  }
  tally.latenciesMs.push(performance.now() - askedAt);
  const isChecked = expected.size > 0;
  if (answer.status === 200 && (!isChecked || exchange.isRight(answer.bytes))) return true;
  tally.wrong += 1;
  const got = Buffer.from(answer.bytes, 'latin1').toString('utf8');
  if (expected.has(got)) tally.mixed += 1;
  tally.firstWrong ??= { expected: exchange.says, got: `${answer.status} ${got}` };
  return true;
}

function allExpected({ plan }: LoadOrder): ReadonlySet<string> {
  if (plan.kind === 'messages') return new Set(['OK']);
  const all = plan.calls.flatMap(({ turns }) => turns.map(({ expected }) => expected));
  return new Set(all.map((expected) => ('text' in expected ? expected.text : expected.pattern)));
}

function toResult(tally: Tally, elapsedMs: number, cpuMs: number): LoadResult {
  const { latenciesMs, ...counts } = tally;
  const sorted = Float64Array.from(latenciesMs).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    ...counts,
    answered: sorted.length,
    perSecond: (sorted.length * 1000) / elapsedMs,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    generatorCpuShare: cpuMs / elapsedMs,
  };
}

process.on('message', (order: LoadOrder) => {
  void run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
