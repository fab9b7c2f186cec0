import { describe, expect, it } from '@jest/globals';
import { run } from './run.ts';

describe('usage', () => {
  it.each([
    '--help',
    'programme --help',
    'programme check --help',
    'programme load --help',
    'key --help',
    'key create --help',
    'key list --help',
    'key revoke --help',
    'doctor --help',
  ])('%s: 0 and how to call it', async (args) => {
    const { code, out, err } = await run(args, {});
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: majibu/);
  });

  it.each([
    ['', /Usage: majibu/],
    ['key', /Usage: majibu key/],
    ['serve', /unknown command 'serve'/],
    ['doctor --fast', /unknown option '--fast'/],
    ['programme check', /missing required argument 'dir'/],
    ['programme load', /missing required argument 'dir'/],
    ['key create', /--programme <name>' not specified/],
    ['key create --programme kosovo', /--role <role>' not specified/],
    ['key create --programme kosovo --role king', /Allowed choices are official, supervisor/],
    ['key create --programme kosovo --role official', /the role official needs --office/],
    ['key create --programme kosovo --role supervisor', /the role supervisor needs --area/],
    ['key create --programme kosovo --role focal', /the role focal needs --stream/],
    [
      'key create --programme kosovo --role focal --stream ordinary',
      /Allowed choices are integrity, protection, child/,
    ],
    ['key create --programme kosovo --role official --area XK', /the role official needs --office/],
    ['key create --programme kosovo --role admin --office x', /--office does not go with the role admin/],
    ['key create --programme kosovo --role official --office x --area XK', /--area does not go with/],
    ['key revoke', /missing required argument 'id'/],
    ['key revoke 7', /It is no id/],
  ])('"%s": 2 and what is wrong', async (args, message) => {
    const { code, out, err } = await run(args, {});
    expect(err).toMatch(message);
    expect([code, out]).toEqual([2, '']);
  });
});

describe('a gateway that is not there', () => {
  const nowhere = { DATABASE_URL: 'postgres://majibu:hunter2@127.0.0.1:1/majibu' };
  it('is said in a sentence, without the password', async () => {
    const { code, out, err } = await run('key list', nowhere);
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe('The database cannot be opened (ECONNREFUSED). `majibu doctor` says where to look.\n');
  });
  it('and so are settings that are wrong', async () => {
    const { code, err } = await run('key list', { PORT: '99999999', REDIS_URL: 'http://x' });
    expect(code).toBe(1);
    expect(err).toMatch(/2 problem\(s\)[\s\S]*PORT[\s\S]*REDIS_URL/);
  });
});
