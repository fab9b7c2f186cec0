import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build.js';

/** Builds if needed and runs a module of dist in this process, with the arguments of the command line. */
export async function runBuilt(name) {
  const problem = buildIfNeeded();
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 1;
    return;
  }
  process.setSourceMapsEnabled(true);
  const module = new URL(`../dist/${name}`, import.meta.url);
  // What it reads as its own path, e.g. to print how it is called.
  process.argv[1] = fileURLToPath(module);
  await import(module.href);
}
