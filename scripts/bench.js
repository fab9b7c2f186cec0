// `npm run bench`: the side-by-side measurements of bench/, against the build in dist where they start the gateway.
import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const problem = buildIfNeeded();
if (problem === undefined) {
  const hooks = pathToFileURL(join(ROOT, 'scripts', 'register-typescript.js')).href;
  const args = ['--import', hooks, join(ROOT, 'bench', 'main.ts'), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  console.error(problem);
  process.exitCode = 1;
}
