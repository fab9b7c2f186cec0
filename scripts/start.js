// `npm start`: the gateway. Options after `--`, e.g. `npm start -- --role worker`.
import { runBuilt } from './run-built.js';

await runBuilt('main.js');
