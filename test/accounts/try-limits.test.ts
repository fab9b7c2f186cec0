import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { generate } from 'otplib';
import { addAuthenticator, offerAuthenticator } from '../../src/accounts/authenticator.ts';
import { prove } from '../../src/accounts/prove.ts';
import { signIn } from '../../src/accounts/sign-in.ts';
import { countAttempt, deleteOldLimits } from '../../src/accounts/try-limits.ts';
import { type Gateway, MONDAY_MORNING, openGateway } from '../support/gateway.ts';
import { makePerson, PASSWORD, sessionOf, signInAs } from './scene.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await makePerson(gateway, { sign_in: 'target' });
});
afterAll(() => gateway.close());

// The library of the limits has the machine's clock and no other.
const REAL_TIMERS = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const;
const INTERVALS = ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const;
beforeEach(() => {
  jest.useFakeTimers({ now: MONDAY_MORNING, doNotFake: [...REAL_TIMERS, ...INTERVALS] });
});
afterEach(() => {
  jest.useRealTimers();
});
const wait = (seconds: number) => jest.setSystemTime(Date.now() + seconds * 1000);

const outcomeOf = (typed: { signIn: string; password?: string; address: string }) =>
  signIn(gateway.deps, { password: 'wrong password', instead: null, ...typed }).then(
    () => 'in',
    (error: { code: string }) => error.code,
  );

/** Tries until it is held up: how many were looked at. */
async function tryUntilHeld(signInName: string, address: string): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await outcomeOf({ signIn: signInName, address })) === 'too_many') return tries;
  }
  return 200;
}

describe('limits to trying', () => {
  it('hold a name from an address up after some wrong passwords, longer each time, the right one too', async () => {
    const address = '203.0.113.1';
    const target = { signIn: 'target', address };
    expect(await tryUntilHeld('target', address)).toBe(6);
    expect(await outcomeOf({ ...target, password: PASSWORD })).toBe('too_many');
    const waits = [];
    for (let round = 0; round < 9; round += 1) {
      let waited = 0;
      while ((await outcomeOf(target)) === 'too_many') {
        wait(15);
        waited += 15;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
    wait(3600);
    expect(await outcomeOf({ ...target, password: PASSWORD })).toBe('in');
    // And she begins anew.
    expect(await outcomeOf(target)).toBe('unauthorized');
  });

  it('never lock a person out: her right password from another address gets in meanwhile', async () => {
    await tryUntilHeld('target', '203.0.113.2');
    expect(await outcomeOf({ signIn: 'target', password: PASSWORD, address: '203.0.113.3' })).toBe('in');
    expect(await outcomeOf({ signIn: 'target', password: PASSWORD, address: '203.0.113.2' })).toBe('too_many');
  });

  it('are the same for a name that nobody has', async () => {
    expect(await tryUntilHeld('nobody at all', '203.0.113.4')).toBe(6);
  });

  it('count a hundred tries at once as a hundred', async () => {
    const tries = Array.from({ length: 40 }, () => outcomeOf({ signIn: 'target', address: '203.0.113.5' }));
    const looked = (await Promise.all(tries)).filter((outcome) => outcome === 'unauthorized');
    expect(looked.length).toBeLessThanOrEqual(6);
  });

  it('hold an address that tries many names, for a day', async () => {
    const counted = (who: string, address: string) =>
      countAttempt(gateway.deps, { at: 'password', who, address }).then(
        () => 'counted',
        (error: { code: string }) => error.code,
      );
    const address = '2001:db8:1:2:aaaa::1';
    for (let name = 0; name < 100; name += 1) expect(await counted(`name-${name}`, address)).toBe('counted');
    expect(await counted('name-100', address)).toBe('too_many');
    // And it adds no row for each name that it makes up.
    const rows = async () => (await gateway.deps.db.selectFrom('rate_limits').select('key').execute()).length;
    const before = await rows();
    for (let name = 200; name < 220; name += 1) expect(await counted(`name-${name}`, address)).toBe('too_many');
    expect(await rows()).toBe(before);
    // All of an IPv6 network is one subscriber's.
    expect(await counted('name-101', '2001:db8:1:2:ffff:1:2:3')).toBe('too_many');
    expect(await counted('name-101', '2001:db8:1:3::1')).toBe('counted');
    expect(await counted('name-101', '::ffff:203.0.113.6')).toBe('counted');
  });

  it('do not count what was right', async () => {
    const address = '203.0.113.7';
    for (let time = 0; time < 15; time += 1) {
      expect(await outcomeOf({ signIn: 'target', password: PASSWORD, address })).toBe('in');
    }
  });

  it('keep neither names nor addresses', async () => {
    const rows = JSON.stringify(await gateway.deps.db.selectFrom('rate_limits').selectAll().execute());
    expect(rows).not.toMatch(/target|nobody|203\.0|2001:db8/);
  });

  it('end guessing of one-time codes from anywhere, and leave the recovery codes', async () => {
    await makePerson(gateway, { sign_in: 'coded', role: 'admin' });
    const begun = await sessionOf(gateway, (await signInAs(gateway, 'coded')).token);
    const { secret, offered } = offerAuthenticator(gateway.deps, begun.caller);
    const code = await generate({ secret, epoch: Math.floor(gateway.deps.now().getTime() / 1000) });
    const typed = { offered, code, password: PASSWORD, address: '203.0.113.8' };
    const { recoveryCodes } = await addAuthenticator(gateway.deps, begun, typed);
    const half = await sessionOf(gateway, (await signInAs(gateway, 'coded')).token);
    let looked = 0;
    for (let address = 0; address < 40; address += 1) {
      const error = await prove(gateway.deps, half, { code: '123456', address: `198.51.100.${address}` }).catch(
        (refused: { code: string }) => refused,
      );
      if ('code' in error && error.code === 'unauthorized') looked += 1;
    }
    expect(looked).toBe(30);
    const [recovery = ''] = recoveryCodes;
    expect(await prove(gateway.deps, half, { code: recovery, address: '198.51.100.99' })).toMatchObject({
      next: 'done',
    });
  });

  it('are forgotten when they hold nobody up any more', async () => {
    expect(await deleteOldLimits(gateway.deps.db, 1000)).toBe(0);
    wait(2 * 86_400);
    expect(await deleteOldLimits(gateway.deps.db, 10)).toBe(10);
    await deleteOldLimits(gateway.deps.db, 1000);
    expect(await gateway.deps.db.selectFrom('rate_limits').select('key').execute()).toEqual([]);
  });
});
