// The console's style sheet, compiled from src/console/styles. `node scripts/styles.js` writes it beside the script that pages
// load, for whoever runs the source as it is; the build makes its own copy of it.
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const STYLES = join(ROOT, 'src', 'console', 'styles');

/** Relative to src and to dist: where `/static/console.css` is served from. Not in the repository. */
export const STYLE_SHEET = join('console', 'static', 'console.css');
const TARGET = join(ROOT, 'src', STYLE_SHEET);

/** Compiles the style sheet unless it is there and newer than all it is made from. */
export function makeStyleSheet() {
  const sources = readdirSync(STYLES).map((name) => join(STYLES, name));
  const madeFrom = [...sources, join(ROOT, 'package-lock.json'), fileURLToPath(import.meta.url)];
  if (existsSync(TARGET) && madeFrom.every((file) => statSync(file).mtimeMs < statSync(TARGET).mtimeMs)) return;
  // Only here: where the gateway runs there is no compiler, but this file is.
  const sass = createRequire(import.meta.url)('sass');
  const { css } = sass.compile(join(STYLES, 'console.scss'), {
    loadPaths: [join(ROOT, 'node_modules')],
    style: 'compressed',
    quietDeps: true,
  });
  // At once or not at all: another process may be reading it.
  const unfinished = `${TARGET}.${randomUUID()}`;
  writeFileSync(unfinished, css);
  renameSync(unfinished, TARGET);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeStyleSheet();
