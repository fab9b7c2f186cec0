// Carries out the Dockerfile without Docker, in folders instead of images: only what it copies is there, only what it
// runs has been run. Then starts what it would start (outside production, so on the embedded database), asks its health
// check, dials once and stops it. Run by .ci/run.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 30_000;
const DIAL = { sessionId: 'check-1', phoneNumber: '+254700000001', serviceCode: '*384*2101#', text: '' };

/** Nothing of the caller's environment but what programs need to run at all. */
const PLAIN = { PATH: process.env.PATH, HOME: process.env.HOME };

const temporary = mkdtempSync(join(tmpdir(), 'majibu-dockerfile-'));
try {
  const { dir, command, healthCheck } = carryOut(copyContext());
  await tryIt(dir, command, healthCheck);
  console.log('The Dockerfile holds: it builds, starts, answers a dial and stops.');
} catch (error) {
  console.error(`The Dockerfile does not hold: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** The files a fresh clone has, and those that are about to be committed. */
function copyContext() {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 }).split('\0');
  const context = join(temporary, 'context');
  for (const file of files.filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
    copy(join(ROOT, file), join(context, file));
  }
  return context;
}

function carryOut(context) {
  const stages = new Map();
  let stage;
  for (const [word, rest] of readInstructions()) {
    if (word === 'FROM') {
      stage = { root: join(temporary, `stage-${stages.size}`), workdir: '/' };
      stages.set(/ AS (\S+)$/i.exec(rest)?.[1] ?? 'last', stage);
    } else if (word === 'WORKDIR') {
      stage.workdir = rest;
      mkdirSync(join(stage.root, rest), { recursive: true });
    } else if (word === 'COPY') copyInto(stage, rest.split(/\s+/), stages, context);
    else if (word === 'RUN') run(rest, join(stage.root, stage.workdir));
    else if (word === 'CMD') stage.command = JSON.parse(rest);
    else if (word === 'HEALTHCHECK') stage.healthCheck = JSON.parse(rest.slice(rest.indexOf('CMD ') + 4));
    else if (!['ENV', 'USER', 'EXPOSE'].includes(word)) throw new Error(`${word} is more than this check understands.`);
  }
  return { ...stage, dir: join(stage.root, stage.workdir) };
}

function readInstructions() {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').replace(/\\\n/g, ' ');
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => [line.split(' ', 1)[0], line.slice(line.indexOf(' ') + 1).trim()]);
}

function copyInto(stage, words, stages, context) {
  const from = words[0].startsWith('--from=') ? stages.get(words.shift().slice('--from='.length)).root : context;
  const target = words.pop();
  for (const source of words) {
    const into = resolve('/', stage.workdir, target);
    const path = statSync(join(from, source)).isDirectory() ? into : join(into, basename(source));
    copy(join(from, source), join(stage.root, path));
  }
}

/** `cp -a` keeps links and modes; a folder's contents go into the target. */
function copy(source, target) {
  const isFolder = statSync(source).isDirectory();
  mkdirSync(isFolder ? target : dirname(target), { recursive: true });
  execFileSync('cp', ['-a', isFolder ? `${source}/.` : source, target]);
}

function run(command, cwd) {
  console.log(`RUN ${command}`);
  const { status } = spawnSync('/bin/sh', ['-c', command], { cwd, env: PLAIN, stdio: 'inherit' });
  if (status !== 0) throw new Error(`"RUN ${command}" ended with ${status}.`);
}

async function tryIt(cwd, [file, ...args], [checkFile, ...checkArgs]) {
  const port = await findFreePort();
  const dataDir = join(temporary, 'data');
  const env = { ...PLAIN, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const gateway = spawn(file, args, { cwd, env, stdio: 'inherit' });
  const ended = once(gateway, 'exit').then(([code]) => code);
  try {
    const isHealthy = () => spawnSync(checkFile, checkArgs, { cwd, env }).status === 0;
    await waitUntil(isHealthy, START_WITHIN_MS, () => gateway.exitCode === null, 'it did not become healthy');
    await dial(port);
    gateway.kill('SIGTERM');
    const code = await Promise.race([ended, delay(STOP_WITHIN_MS, 'no end', { ref: false })]);
    if (code !== 0) throw new Error(`told to stop, it ended with ${code}.`);
  } finally {
    gateway.kill('SIGKILL');
  }
  if (existsSync(join(dataDir, 'postgres', 'postmaster.pid'))) throw new Error('it left PostgreSQL running.');
}

async function dial(port) {
  const body = new URLSearchParams(DIAL);
  const answer = await fetch(`http://127.0.0.1:${port}/at/dev/ussd`, { method: 'POST', body });
  const screen = await answer.text();
  if (answer.status !== 200 || !screen.startsWith('CON ')) {
    throw new Error(`a dial was answered with ${answer.status}: ${screen.slice(0, 200)}`);
  }
}

async function waitUntil(isSo, withinMs, isWorthWaiting, problem) {
  const giveUpAt = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > giveUpAt || !isWorthWaiting()) throw new Error(`${problem}.`);
    await delay(200);
  }
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
