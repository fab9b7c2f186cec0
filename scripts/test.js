// `npm test`: every test that this machine can run, and by name what it cannot and why that matters. With CI=true a gap
// is a failure. Arguments are Jest's, e.g. `npm test -- test/ussd`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const KANNEL_PATHS = ['/usr/sbin/bearerbox', '/usr/sbin/smsbox', '/usr/lib/kannel/test/fakesmsc'];
const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const gaps = [
  {
    name: 'Redis',
    isHere: (process.env.PATH ?? '').split(delimiter).some((dir) => existsSync(join(dir, 'redis-server'))),
    without: 'the queue is tested on its PostgreSQL backend only; a gateway with REDIS_URL is not',
    mend: 'apt-get install redis-server',
  },
  {
    name: 'Chromium',
    isHere: (process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : CHROMIUM_PATHS).some((path) => existsSync(path)),
    without: 'no page is opened in a browser: keypad, layout at 360 px and accessibility are not tested',
    mend: 'apt-get install chromium, or set CHROMIUM_PATH',
  },
  {
    name: 'Kannel',
    isHere: KANNEL_PATHS.every((path) => existsSync(path)),
    without: 'no SMS goes through a real SMSC gateway: the carrier kannel is tested against a double only',
    mend: 'apt-get install kannel kannel-extras',
  },
].filter(({ isHere }) => !isHere);

for (const { name, without, mend } of gaps) {
  console.error(`Not on this machine: ${name} (${mend}). Without it ${without}.`);
}
if (process.getuid?.() !== 0) {
  console.error('Not root: how root hands the embedded PostgreSQL to another account is not tested.');
}

if (gaps.length > 0 && process.env.CI === 'true') {
  console.error('CI=true allows no gaps.');
  process.exitCode = 1;
} else {
  const jest = join(dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, jest, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches Jest too; it decides when it is done.
  process.on('SIGINT', () => undefined);
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
