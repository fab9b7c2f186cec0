// `npm run majibu -- <verb>`: the administrator's command line.
import { runBuilt } from './run-built.js';

await runBuilt('cli.js');
