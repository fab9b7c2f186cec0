import type { Kysely } from 'kysely';
import type { Config } from './config.ts';
import type { Database } from './db/schema.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Programmes } from './routing/programme.ts';
import type { Carrier } from './sms/carriers/carrier.ts';
import type { Wake } from './workers/job-names.ts';

/** What everything else receives as its first argument. `main.ts` builds it once; tests build their own. */
export interface Deps {
  readonly config: Config;
  readonly db: Kysely<Database>;
  readonly log: Logger;
  /** The only clock. */
  readonly now: () => Date;
  readonly wake: Wake;
  /** By the name stored on a message row. */
  readonly carriers: ReadonlyMap<string, Carrier>;
  readonly programmes: Programmes;
  readonly metrics: Metrics;
}
