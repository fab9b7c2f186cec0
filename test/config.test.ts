import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../src/config.ts';

const key = () => randomBytes(32).toString('base64');
const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://majibu@localhost/majibu',
  CALLBACK_SECRET: 'a-secret-of-at-least-thirty-two-characters',
  SEALING_KEYS: `b2:${key()},a1:${key()}`,
  INDEX_KEY: key(),
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('needs nothing in development', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      trustedProxies: 0,
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      redisUrl: undefined,
      callbackSecrets: ['dev'],
      carrier: 'simulator',
      hasSimulator: true,
      isProduction: false,
    });
  });

  it('takes a production environment, newest sealing key first', () => {
    const config = readConfig(PRODUCTION);
    expect(config.sealingKeys.map(({ id }) => id)).toEqual(['b2', 'a1']);
    expect(config.hasSimulator).toBe(false);
    expect(config.host).toBe('0.0.0.0');
  });

  it('is reached from elsewhere in development only when told so', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
    expect(readConfig({ NODE_ENV: 'test' }).host).toBe('127.0.0.1');
  });

  it('refuses production without what it needs, naming all of it', () => {
    const problems = problemsOf({ NODE_ENV: 'production' });
    for (const name of ['DATABASE_URL', 'CALLBACK_SECRET', 'SEALING_KEYS', 'INDEX_KEY']) {
      expect(problems).toContainEqual(expect.stringContaining(`${name}: must be set`));
    }
  });

  it.each([
    ['a short secret', { ...PRODUCTION, CALLBACK_SECRET: 'short' }, 'CALLBACK_SECRET'],
    [
      'one short secret of two',
      { ...PRODUCTION, CALLBACK_SECRET: `${PRODUCTION.CALLBACK_SECRET},x` },
      'CALLBACK_SECRET',
    ],
    ['a port that is none', { PORT: '70000' }, 'PORT'],
    ['a port that is a word', { PORT: 'http' }, 'PORT'],
    ['another kind of URL', { DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    ['a Redis URL that is none', { REDIS_URL: 'localhost:6379' }, 'REDIS_URL'],
    ['a key of 31 bytes', { INDEX_KEY: randomBytes(31).toString('base64') }, 'INDEX_KEY'],
    ['sealing keys without ids', { SEALING_KEYS: key() }, 'SEALING_KEYS'],
    ['one id twice', { SEALING_KEYS: `a:${key()},a:${key()}` }, 'SEALING_KEYS'],
    ['an unknown carrier', { CARRIER: 'pigeon' }, 'CARRIER'],
    ['a carrier without its account', { CARRIER: 'africastalking' }, 'AT_USERNAME'],
    ['Kannel without its address', { CARRIER: 'kannel' }, 'KANNEL_SENDSMS_URL: must be set for the carrier kannel'],
    ['half a Kannel beside another carrier', { KANNEL_USERNAME: 'x' }, 'KANNEL_PASSWORD'],
    ['a password that fits in no header', { KANNEL_PASSWORD: 'two words' }, 'KANNEL_PASSWORD: must be letters'],
    ['an address of Kannel that is none', { KANNEL_SENDSMS_URL: 'localhost:13013' }, 'KANNEL_SENDSMS_URL'],
  ])('refuses %s', (_name, env, expected) => {
    expect(problemsOf(env)).toContainEqual(expect.stringContaining(expected));
  });

  it('reports every problem at once and no secret', () => {
    const problems = problemsOf({ ...PRODUCTION, PORT: 'x', REDIS_URL: 'y', INDEX_KEY: 'not-a-key-but-secret' });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('secret');
  });

  it('treats an empty variable as one that is not set', () => {
    expect(problemsOf({ ...PRODUCTION, DATABASE_URL: '' })).toContainEqual(expect.stringContaining('DATABASE_URL'));
    expect(readConfig({ DATABASE_URL: '', PORT: '' }).port).toBe(3000);
  });

  it('never offers the simulator beside a real carrier', () => {
    const account = { CARRIER: 'africastalking', AT_USERNAME: 'x', AT_API_KEY: 'y', SIMULATOR: 'on' };
    expect(readConfig(account).hasSimulator).toBe(false);
    expect(readConfig({ SIMULATOR: 'off' }).hasSimulator).toBe(false);
  });

  const KANNEL = {
    KANNEL_SENDSMS_URL: 'http://127.0.0.1:13013/cgi-bin/sendsms',
    KANNEL_USERNAME: 'x',
    KANNEL_PASSWORD: 'y',
  };

  it('takes a Kannel beside another carrier, which calls back where people do unless told', () => {
    const config = readConfig({ ...KANNEL, PUBLIC_URL: 'https://majibu.example.org/' });
    expect(config.carrier).toBe('simulator');
    expect(config.kannel).toEqual({
      sendsmsUrl: 'http://127.0.0.1:13013/cgi-bin/sendsms',
      username: 'x',
      password: 'y',
      callbackUrl: 'https://majibu.example.org',
    });
    const local = readConfig({ ...KANNEL, CARRIER: 'kannel', KANNEL_CALLBACK_URL: 'http://127.0.0.1:3000/' });
    expect(local.kannel.callbackUrl).toBe('http://127.0.0.1:3000');
    expect(local.hasSimulator).toBe(false);
  });
});
