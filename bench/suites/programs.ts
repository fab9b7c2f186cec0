import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createKey } from '../../src/accounts/create-key.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { rebuildFigures } from '../../src/figures/rebuild-figures.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { openProgrammes } from '../../src/routing/programmes.ts';
import { openCarriers } from '../../src/sms/carriers/index.ts';
import { median } from '../compare.ts';
import { fillWatched } from '../fill-watched.ts';
import { openSite, type Site } from '../site.ts';
import type { Finding, Suite } from '../suite.ts';

const SIZES = [10_000, 1_000_000] as const;
const WARM_UPS = 2;
const ROUNDS = 11;
const MB = 1024 * 1024;
const SAMPLE_EVERY_BYTES = 4 * MB;
const WANTED_MS = 150;
const WANTED_RATIO = 1.5;
const WANTED_MB = 50;

/** What programs ask for again and again. Lists of Open311 may be kept for an hour by whoever asks, and are measured apart. */
const FIGURES = [
  '/api/v1/figures?group_by=office&limit=200',
  '/api/v1/figures?group_by=area',
  '/api/v1/figures?group_by=category',
  '/api/v1/figures?group_by=month',
  '/api/v1/backlog?group_by=office&limit=200',
  '/api/v1/charges',
  '/api/v1/league',
  '/api/v1/reach',
  '/api/v1/silent-areas',
  '/api/v1/group-figures',
  '/api/v1/message-counts',
  '/api/v1/call-ends',
  '/api/v1/report-cards',
  '/api/v1/response-times?group_by=office',
];
const OPEN311 = '/open311/v2/requests.json?jurisdiction_id=kenya-coast';

/** What programs get of ten thousand and of a million reports: figures, a page of Open311; and all of a million as one file. */
export const programs: Suite = async ({ tell, keep }) => {
  const results: Measured[] = [];
  for (const size of SIZES) {
    const site = keep(await openSite('observer'));
    tell(`programs: writing ${size} reports`);
    await fillWatched(site.db, site.programme, size);
    tell('programs: counting them');
    await rebuildFigures(site.db, site.programme, new Date(), () => undefined);
    results.push(await measurePrograms(site, tell));
    await site.close();
  }
  const [small, large] = results;
  if (!small || !large) throw new Error('nothing was measured');
  const ratios = FIGURES.map((path) => (large.figuresMs[path] ?? 0) / (small.figuresMs[path] ?? 1));
  const finding = (name: string, value: number, unit: Finding['unit'], wanted: number): Finding => ({
    ...{ name, bare: '', ours: '', value, unit, target: { is: 'at most', value: wanted } },
    details: { 'among 10,000': small, 'among 1,000,000': large, rounds: ROUNDS },
  });
  return [
    finding('API figures among 1,000,000, slowest', Math.max(...Object.values(large.figuresMs)), 'ms', WANTED_MS),
    finding('API figures, 1,000,000 to 10,000, worst', Math.max(...ratios), 'ratio', WANTED_RATIO),
    finding('file of 1,000,000 reports, growth of memory', large.exportGrowthMb, 'MB', WANTED_MB),
  ];
};

type Measured = Awaited<ReturnType<typeof measurePrograms>>;

/** The same for whatever the site holds. */
export async function measurePrograms(site: Site, tell: (line: string) => void) {
  const log = createLog('warn');
  const programmes = await openProgrammes(site.db, log, { pollMs: null });
  const config = readConfig({ NODE_ENV: 'test' });
  const deps = { config, db: site.db, log, programmes, now: () => new Date(), wake: () => undefined };
  const app = createApp(
    { ...deps, carriers: openCarriers(config), metrics: createMetrics() },
    { isServing: () => true, pingQueue: async () => undefined, countJobs: () => Promise.reject(new Error('no queue')) },
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const { key } = await createKey(deps, { programme: site.programme.name, role: 'observer' });
  const headers = { authorization: `Bearer ${key}` };
  const ask = async (path: string): Promise<number> => {
    const startedAt = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
    return performance.now() - startedAt;
  };
  try {
    tell('programs: figures');
    const figuresMs: Record<string, number> = {};
    for (const path of FIGURES) figuresMs[path] = await medianOf(() => ask(path));
    tell('programs: Open311');
    const open311Ms = await medianOf(() => ask(OPEN311));
    tell('programs: the file');
    return { figuresMs, open311Ms, ...(await measureExport(port, headers)) };
  } finally {
    server.closeAllConnections();
    server.close();
    programmes.close();
  }
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  for (let round = 0; round < WARM_UPS; round += 1) await measure();
  const times: number[] = [];
  while (times.length < ROUNDS) times.push(await measure());
  return median(times);
}

/**
 * Of server and reader together: they share this process. Growth is of memory in use, after what is used no more was collected; how much the
 * process holds besides is up to Node.
 */
async function measureExport(port: number, headers: Readonly<Record<string, string>>) {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const [before, rssBefore, startedAt] = [used(), process.memoryUsage().rss, performance.now()];
  const sent = get({ port, host: '127.0.0.1', path: '/api/v1/grievances.csv', headers });
  const [response] = await once(sent, 'response');
  let [bytes, peak, rssPeak, sampledAt] = [0, before, rssBefore, 0];
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes - sampledAt < SAMPLE_EVERY_BYTES) continue;
    sampledAt = bytes;
    rssPeak = Math.max(rssPeak, process.memoryUsage().rss);
    peak = Math.max(peak, used());
  }
  const exportSeconds = (performance.now() - startedAt) / 1000;
  const [exportGrowthMb, exportRssGrowthMb] = [(peak - before) / MB, (rssPeak - rssBefore) / MB];
  return { exportSeconds, exportMb: bytes / MB, exportGrowthMb, exportRssGrowthMb };
}
