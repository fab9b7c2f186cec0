// A process of its own that takes one job, says so, and never ends it. Its own entry file: see the conformance suite.
import { createLog } from '../../src/log.ts';
import { openQueues } from '../../src/workers/queue.ts';

const { redisUrl, databaseUrl, prefix, schema } = JSON.parse(process.argv[2] ?? '');
const log = createLog('silent');
const queues = await openQueues({ redisUrl: redisUrl ?? undefined, databaseUrl, prefix, schema, log, jobs: [] });
queues.openWorker(
  'routing',
  () => {
    process.send?.('taken');
    return new Promise(() => undefined);
  },
  { concurrency: 1, perSecond: undefined, lockMs: 1_000, checkStalledMs: 500 },
);
