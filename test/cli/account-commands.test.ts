import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { choosePassword } from '../../src/accounts/choose-password.ts';
import { signIn } from '../../src/accounts/sign-in.ts';
import { readConfig } from '../../src/config.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { NOW, run as runWith } from './run.ts';

const KOSOVO = join(import.meta.dirname, '../../programmes/kosovo');
const GOOD = 'kafe e ngrohte ne mengjes';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'people-'));
  await run(`programme load ${KOSOVO}`);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});
const run = (args: string | readonly string[], input?: string) => runWith(args, { DATABASE_URL: database.url }, input);
const deps = () => ({ db: database.db, now: () => NOW, config: readConfig({ NODE_ENV: 'test' }) });
const at = { address: '192.0.2.1', instead: null };

const CREATE = 'account create --programme kosovo --sign-in';

describe('account create', () => {
  it('prints a code once and alone on its line, with which she chooses a password', async () => {
    const { code, out } = await run([
      ...`${CREATE} Drita --role official --office csw@XK.04.28`.split(' '),
      '--name',
      'Drita Hoxha',
    ]);
    expect(code).toBe(0);
    const [setupCode = '', , how] = out.split('\n');
    expect(setupCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(how).toContain('http://localhost:3000/console/welcome');
    await choosePassword(deps(), { signIn: 'drita', code: setupCode, password: GOOD, ...at });
    expect(await signIn(deps(), { signIn: 'DRITA ', password: GOOD, ...at })).toMatchObject({ next: 'done' });
  });

  it('takes a password from standard input, and then there is no code', async () => {
    const { out } = await run(`${CREATE} admin1 --role admin --name A --password-stdin --json`, `${GOOD}\n`);
    expect(JSON.parse(out)).toMatchObject({ signIn: 'admin1', setupCode: null });
    expect(await signIn(deps(), { signIn: 'admin1', password: GOOD, ...at })).toMatchObject({ next: 'authenticator' });
  });

  it.each([
    ['--role admin --name A', 'pass', /at least 10/],
    ['--role official --name A', undefined, /office is missing/],
    ['--role admin --office csw@XK.04.28 --name A', undefined, /office "csw@XK.04.28" does not go with the role/],
    ['--role focal --stream child --phone 12 --name A', undefined, /phone is no telephone/],
  ])('refuses %s with the mend', async (options, password, message) => {
    const stdin = password === undefined ? '' : ' --password-stdin';
    const { code, out, err } = await run(`${CREATE} wrong ${options}${stdin}`, password);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
    expect((await run('account list --json')).out).not.toContain('wrong');
  });

  it('does not repeat a phone number that is taken', async () => {
    const official = '--role official --office csw@XK.04.28 --phone +38344123456 --name A';
    expect((await run(`${CREATE} one-phone ${official}`)).code).toBe(0);
    const { code, err } = await run(`${CREATE} same-phone ${official}`);
    expect(code).toBe(1);
    expect(err).toMatch(/phone is the phone of another official/);
    expect(err).not.toContain('44123456');
  });

  it('explains itself', async () => {
    for (const command of ['create', 'list', 'disable', 'enable', 'reset', 'import']) {
      expect((await run(`account ${command} --help`)).out).toContain(`Usage: majibu account ${command}`);
    }
  });
});

describe('account import', () => {
  it('loads a file, prints codes of the new ones, and changes nothing the second time', async () => {
    const file = join(folder, 'good.csv');
    await writeFile(
      file,
      'sign_in,name,role,office,phone\nlule,Lule,official,csw@XK.04.28,+38344111222\nilir,Ilir,triage,,\n',
    );
    const first = await run(`account import ${file} --programme kosovo`);
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^lule {2}\S{14} {2}Lule\nilir {2}\S{14} {2}Ilir\n/);
    expect(first.out).toContain('2 new, 0 changed, 0 unchanged.');
    expect((await run(`account import ${file} --programme kosovo`)).out).toBe('0 new, 0 changed, 2 unchanged.\n');
  });

  it('says every problem with its line, and loads nothing', async () => {
    const file = join(folder, 'bad.csv');
    await writeFile(file, 'sign_in,name,role,area\ngood.one,Good,triage,\nx,,supervisor,XK.99\n');
    const { code, err } = await run(`account import ${file} --programme kosovo`);
    expect(code).toBe(1);
    expect(err).toMatch(
      /line 3: sign_in "x" must be[\s\S]*line 3: name is missing[\s\S]*line 3: area "XK.99" is no area/,
    );
    expect((await run('account list')).out).not.toContain('good.one');
  });

  it.each([
    ['/no/such/file.csv', /cannot be read/],
    [KOSOVO, /cannot be read/],
  ])('%s: 1 and the mend', async (file, message) => {
    const { code, err } = await run(`account import ${file} --programme kosovo`);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});

describe('account list, disable, enable and reset', () => {
  it('shows who there is, never a number or a hash; a disabled one is out, an enabled one in again', async () => {
    await run(`${CREATE} besa --role observer --name Besa --phone +38344999888 --password-stdin`, GOOD);
    const line = async () =>
      (await run('account list --programme kosovo')).out.split('\n').find((each) => each.startsWith('besa'));
    expect(await line()).toBe('besa  kosovo  observer  -  in use  Besa');
    expect((await run('account list --json')).out).not.toMatch(/38344|argon2|hash|sealed/);

    expect((await run('account disable besa')).out).toBe('Disabled: besa\n');
    expect(await line()).toContain('disabled');
    await expect(signIn(deps(), { signIn: 'besa', password: GOOD, ...at })).rejects.toMatchObject({
      refusal: 'password',
    });
    expect((await run('account enable BESA')).code).toBe(0);
    expect(await signIn(deps(), { signIn: 'besa', password: GOOD, ...at })).toMatchObject({ next: 'done' });

    const { setupCode } = JSON.parse((await run('account reset besa --json')).out);
    expect(setupCode).toMatch(/^\S{14}$/);
    expect(await line()).toContain('no password yet');
    await expect(signIn(deps(), { signIn: 'besa', password: GOOD, ...at })).rejects.toMatchObject({
      refusal: 'password',
    });
  });

  it.each(['disable', 'enable', 'reset'])('%s of nobody: 1 and the mend', async (command) => {
    const { code, err } = await run(`account ${command} nobody`);
    expect(code).toBe(1);
    expect(err).toMatch(/There is no account of this name/);
  });
});
