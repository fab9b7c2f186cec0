// A process of its own that opens the embedded PostgreSQL in the folder it is given, says so, and lets go when told.
// Its own entry file: run by `startEmbeddedProcess` in `embedded-child.ts`.
import { openEmbedded } from '../../src/db/embedded/open-embedded.ts';
import { createLog } from '../../src/log.ts';

const embedded = await openEmbedded({ dataDir: process.argv[2] ?? '', log: createLog('silent') });
process.once('message', () => void embedded.close().then(() => process.disconnect()));
process.send?.(embedded.url);
