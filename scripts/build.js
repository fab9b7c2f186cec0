// Builds src into dist: compiles the TypeScript and the styles, copies everything else, removes what has no source any more.
// `--if-needed`: only when something changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeStyleSheet, STYLE_SHEET } from './styles.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const SRC = join(ROOT, 'src');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.built-from');
/** What the output depends on besides src; the lock file holds the compiler's version. */
const ALSO = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json', 'scripts/build.js', 'scripts/styles.js'];

/**
 * Builds unless dist is up to date. Without a compiler (production has none) a dist that is there is taken as it is.
 *
 * @returns {string | undefined} what stands in the way, for the person who started it
 */
export function buildIfNeeded() {
  const compiler = findCompiler();
  if (compiler === undefined) {
    if (existsSync(STAMP)) return undefined;
    return 'There is no build in dist/ and no TypeScript to make one. Run `npm ci` (with development packages) first.';
  }
  const stamp = hashSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return undefined;
  return build(compiler, stamp);
}

/** @returns {string | undefined} what stands in the way */
function build(compiler, stamp) {
  rmSync(STAMP, { force: true });
  const args = [compiler, '-p', 'tsconfig.build.json', '--noEmitOnError'];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) return 'The build failed: the compiler says why above.';
  makeStyleSheet();
  const assets = listFiles(SRC).filter((file) => !/\.(tsx?|scss)$/.test(file));
  for (const asset of assets) {
    mkdirSync(dirname(join(DIST, asset)), { recursive: true });
    cpSync(join(SRC, asset), join(DIST, asset));
  }
  removeOrphans(new Set(assets));
  writeFileSync(STAMP, stamp);
  return undefined;
}

function removeOrphans(assets) {
  for (const file of listFiles(DIST)) {
    const source = file.replace(/\.js(\.map)?$/, '');
    const isCompiled = ['.ts', '.tsx'].some((end) => existsSync(join(SRC, source + end)));
    if (!assets.has(file) && !isCompiled) rmSync(join(DIST, file));
  }
}

function hashSources() {
  const hash = createHash('sha256');
  const sources = listFiles(SRC).filter((file) => file !== STYLE_SHEET);
  const files = [...ALSO, ...sources.map((file) => join('src', file))];
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** Relative paths of all files below a folder, in a fixed order. */
function listFiles(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort();
}

function findCompiler() {
  try {
    const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
    return join(dirname(manifest), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--if-needed')) rmSync(STAMP, { force: true });
  const problem = buildIfNeeded();
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 1;
  }
}
