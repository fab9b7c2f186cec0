import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import { addAuthenticator, offerAuthenticator, renewRecoveryCodes } from '../../src/accounts/authenticator.ts';
import { changePassword, choosePassword } from '../../src/accounts/choose-password.ts';
import { disableAccount, enableAccount, resetAccount } from '../../src/accounts/close-account.ts';
import { createAccount } from '../../src/accounts/edit-account.ts';
import { findSession } from '../../src/accounts/find-session.ts';
import { prove } from '../../src/accounts/prove.ts';
import { signIn } from '../../src/accounts/sign-in.ts';
import { listOpenSessions, signOut, signOutEverywhere } from '../../src/accounts/sign-out.ts';
import { hashToken } from '../../src/accounts/token.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { HOME, makePerson, PASSWORD, programmeOf, sessionOf, signInAs } from './scene.ts';

const { address } = HOME;
const OTHER = 'kahawa chungu asubuhi';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const isAlive = async (token: string) => (await findSession(gateway.deps, token)) !== null;
const codeNow = (secret: string) => generate({ secret, epoch: Math.floor(gateway.deps.now().getTime() / 1000) });
/** A code is taken once: the next one is half a minute later. */
const passSteps = () => gateway.pass(1 / 60);

/** Signs in for the first time and adds the authenticator that is asked for. */
async function enrol(name: string) {
  const { token, next } = await signInAs(gateway, name);
  const session = await sessionOf(gateway, token);
  const { secret, offered } = offerAuthenticator(gateway.deps, session.caller);
  const typed = { offered, code: await codeNow(secret), password: PASSWORD, address };
  const added = await addAuthenticator(gateway.deps, session, typed);
  return { secret, before: token, next, ...added };
}

describe('a password', () => {
  it('opens a session whose token is nowhere in the database', async () => {
    const id = await makePerson(gateway, { sign_in: 'zainab' });
    const { token, next } = await signIn(gateway.deps, { signIn: ' ZAINAB ', password: PASSWORD, ...HOME });
    expect(next).toBe('done');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await sessionOf(gateway, token)).toMatchObject({
      caller: { id, role: 'triage', signIn: 'zainab', name: 'Zainab Omar', channel: 'console', language: 'sw' },
      stage: 'full',
      provedAt: null,
      hasTotp: false,
    });
    const rows = await gateway.deps.db.selectFrom('account_sessions').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows.map(({ token_hash }) => token_hash.equals(hashToken(token)))).toContain(true);
  });

  it('that is wrong, a name nobody has, a disabled account and one without a password: the same answer, and no session', async () => {
    const disabled = await makePerson(gateway, { sign_in: 'gone' });
    const by = { id: null, programme: programmeOf(gateway) };
    await disableAccount(gateway.deps, by, disabled);
    await createAccount(gateway.deps, by, { sign_in: 'fresh', name: 'F', role: 'triage' });
    const before = await countSessions();
    const errors = [];
    for (const [name, password] of [
      ['zainab', 'wrong password here'],
      ['nobody', PASSWORD],
      ['gone', PASSWORD],
      ['fresh', ''],
      ['fresh', PASSWORD],
      ["' or 1=1 --", PASSWORD],
    ] as const) {
      errors.push(await signIn(gateway.deps, { signIn: name, password, ...HOME }).catch((error: unknown) => error));
    }
    const [first] = errors;
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'unauthorized', refusal: 'password' });
      expect(String(error)).toBe(String(first));
    }
    expect(await countSessions()).toBe(before);
  });

  it('ends the session that the browser had: a token that somebody planted is worth nothing', async () => {
    const planted = (await signInAs(gateway, 'zainab')).token;
    const instead = hashToken(planted);
    const { token } = await signIn(gateway.deps, { signIn: 'zainab', password: PASSWORD, address, instead });
    expect(token).not.toBe(planted);
    expect(await isAlive(planted)).toBe(false);
    expect(await isAlive(token)).toBe(true);
  });

  async function countSessions(): Promise<number> {
    return (await gateway.deps.db.selectFrom('account_sessions').select('account_id').execute()).length;
  }
});

describe('a session', () => {
  it('ends after eight hours without use, and after 24 however much it is used', async () => {
    const unused = (await signInAs(gateway, 'zainab')).token;
    const used = (await signInAs(gateway, 'zainab')).token;
    for (let hour = 0; hour < 21; hour += 7) {
      await gateway.pass(7);
      expect(await isAlive(used)).toBe(true);
    }
    expect(await isAlive(unused)).toBe(false);
    await gateway.pass(2.9);
    expect(await isAlive(used)).toBe(true);
    await gateway.pass(0.2);
    expect(await isAlive(used)).toBe(false);
  });

  it.each(['', 'x', 'a'.repeat(4_000), '../../etc', "' or true --"])('is not opened by %j', async (token) => {
    expect(await isAlive(token)).toBe(false);
  });

  it('ends with signing out, and all of them with signing out everywhere', async () => {
    const [one, two, three] = [
      (await signInAs(gateway, 'zainab')).token,
      (await signInAs(gateway, 'zainab')).token,
      (await signInAs(gateway, 'zainab')).token,
    ];
    await makePerson(gateway, { sign_in: 'other' });
    const other = (await signInAs(gateway, 'other')).token;
    await signOut(gateway.deps, await sessionOf(gateway, one));
    expect([await isAlive(one), await isAlive(two)]).toEqual([false, true]);
    const listed = await listOpenSessions(gateway.deps, await sessionOf(gateway, two));
    expect(listed.filter(({ isThis }) => isThis)).toHaveLength(1);
    expect(listed.length).toBeGreaterThanOrEqual(2);
    await signOutEverywhere(gateway.deps, await sessionOf(gateway, two));
    expect([await isAlive(two), await isAlive(three), await isAlive(other)]).toEqual([false, false, true]);
  });

  it('ends at once when the account is disabled, and is not there again when it is enabled', async () => {
    const id = await makePerson(gateway, { sign_in: 'leaver' });
    const { token } = await signInAs(gateway, 'leaver');
    const by = { id: null, programme: programmeOf(gateway) };
    await disableAccount(gateway.deps, by, id);
    expect(await isAlive(token)).toBe(false);
    await enableAccount(gateway.deps, by, id);
    expect(await isAlive(token)).toBe(false);
    expect((await signInAs(gateway, 'leaver')).next).toBe('done');
  });
});

describe('a new password', () => {
  it('needs the present one, ends every other session, and moves her own to another token', async () => {
    await makePerson(gateway, { sign_in: 'changer' });
    const [other, own] = [(await signInAs(gateway, 'changer')).token, (await signInAs(gateway, 'changer')).token];
    const session = await sessionOf(gateway, own);
    const typed = { current: 'not this one at all', password: OTHER, address };
    await expect(changePassword(gateway.deps, session, typed)).rejects.toMatchObject({ refusal: 'password' });
    await expect(
      changePassword(gateway.deps, session, { ...typed, current: PASSWORD, password: 'changer123' }),
    ).rejects.toMatchObject({ problem: 'own' });
    expect([await isAlive(other), await isAlive(own)]).toEqual([true, true]);
    const token = await changePassword(gateway.deps, session, { ...typed, current: PASSWORD });
    expect([await isAlive(other), await isAlive(own), await isAlive(token)]).toEqual([false, false, true]);
    await expect(signInAs(gateway, 'changer')).rejects.toMatchObject({ refusal: 'password' });
    expect(await signIn(gateway.deps, { signIn: 'changer', password: OTHER, ...HOME })).toMatchObject({ next: 'done' });
  });

  it('is chosen with a set-up code, once and within seven days', async () => {
    const by = { id: null, programme: programmeOf(gateway) };
    const made = await createAccount(gateway.deps, by, { sign_in: 'newcomer', name: 'N', role: 'triage' });
    const code = made.setupCode ?? '';
    const choose = (typed: Partial<{ signIn: string; code: string; password: string }> = {}) =>
      choosePassword(gateway.deps, { signIn: 'newcomer', code, password: OTHER, ...HOME, ...typed });
    await expect(choose({ code: 'AAAA-AAAA-AAAA' })).rejects.toMatchObject({ refusal: 'setup' });
    await expect(choose({ signIn: 'nobody' })).rejects.toMatchObject({ refusal: 'setup' });
    await expect(choose({ signIn: 'zainab' })).rejects.toMatchObject({ refusal: 'setup' });
    await expect(choose({ password: 'short' })).rejects.toMatchObject({ problem: 'short' });
    const both = await Promise.allSettled([choose({ code: code.toLowerCase() }), choose()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(choose({ password: PASSWORD })).rejects.toMatchObject({ refusal: 'setup' });

    const late = await resetAccount(gateway.deps, by, made.id);
    await gateway.pass(7 * 24 + 1);
    await expect(choose({ code: late })).rejects.toMatchObject({ refusal: 'setup' });
  });
});

describe('the second factor', () => {
  it('must be made by whoever opens sealed reports or everything: until then nothing is shown to her', async () => {
    await makePerson(gateway, { sign_in: 'focal', role: 'focal', stream: 'child' });
    const { secret, before, next, token, recoveryCodes } = await enrol('focal');
    expect(next).toBe('authenticator');
    expect(await isAlive(before)).toBe(false);
    expect(await sessionOf(gateway, token)).toMatchObject({ stage: 'full', hasTotp: true });
    expect(new Set(recoveryCodes).size).toBe(10);
    const stored = JSON.stringify(await gateway.deps.db.selectFrom('accounts').selectAll().execute());
    expect(stored).not.toContain(secret);
    await makePerson(gateway, { sign_in: 'boss', role: 'admin' });
    expect((await signInAs(gateway, 'boss')).next).toBe('authenticator');
  });

  it('lets in with a code, under another token; the same code is not taken twice, also not at once', async () => {
    await makePerson(gateway, { sign_in: 'proving', role: 'admin' });
    const { secret } = await enrol('proving');
    await passSteps();
    const one = await signInAs(gateway, 'proving');
    expect(one.next).toBe('code');
    const session = await sessionOf(gateway, one.token);
    expect(session.stage).toBe('password');
    await expect(prove(gateway.deps, session, { code: '000000', address })).rejects.toMatchObject({ refusal: 'code' });
    const code = await codeNow(secret);
    const two = await sessionOf(gateway, (await signInAs(gateway, 'proving')).token);
    const both = await Promise.allSettled([
      prove(gateway.deps, session, { code, address }),
      prove(gateway.deps, two, { code, address: '198.51.100.7' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const three = await sessionOf(gateway, (await signInAs(gateway, 'proving')).token);
    await expect(prove(gateway.deps, three, { code, address })).rejects.toMatchObject({ refusal: 'code' });

    await passSteps();
    const full = await prove(gateway.deps, three, { code: await codeNow(secret), address });
    expect(await sessionOf(gateway, full.token)).toMatchObject({ stage: 'full', provedAt: gateway.deps.now() });
    const row = await gateway.deps.db
      .selectFrom('account_sessions')
      .selectAll()
      .where('token_hash', '=', three.tokenHash)
      .executeTakeFirst();
    expect(row).toBeUndefined();
  });

  it('is one, also where two add one at the same moment with nothing but the password', async () => {
    await makePerson(gateway, { sign_in: 'raced', role: 'admin' });
    const halves = [await signInAs(gateway, 'raced'), await signInAs(gateway, 'raced')];
    const tries = halves.map(async ({ token }) => {
      const half = await sessionOf(gateway, token);
      const { secret, offered } = offerAuthenticator(gateway.deps, half.caller);
      return addAuthenticator(gateway.deps, half, { offered, code: await codeNow(secret), password: '', address });
    });
    const ended = await Promise.allSettled(tries);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { refusal: 'taken' } });
  });

  it('cannot be put in the place of another by somebody who knows the password only', async () => {
    await makePerson(gateway, { sign_in: 'guarded', role: 'admin' });
    const { token } = await enrol('guarded');
    const half = await sessionOf(gateway, (await signInAs(gateway, 'guarded')).token);
    const offer = offerAuthenticator(gateway.deps, half.caller);
    const typed = { offered: offer.offered, code: await codeNow(offer.secret), password: PASSWORD, address };
    await expect(addAuthenticator(gateway.deps, half, typed)).rejects.toMatchObject({ refusal: 'taken' });
    const full = await sessionOf(gateway, token);
    await expect(addAuthenticator(gateway.deps, full, { ...typed, password: 'wrong one' })).rejects.toMatchObject({
      refusal: 'password',
    });
    await expect(addAuthenticator(gateway.deps, full, { ...typed, offered: 'AAAA' })).rejects.toMatchObject({
      code: 'bad_request',
    });
    expect(await addAuthenticator(gateway.deps, full, typed)).toMatchObject({ recoveryCodes: { length: 10 } });
  });

  it('has recovery codes in its place, each once; new ones end the old', async () => {
    await makePerson(gateway, { sign_in: 'forgetful', role: 'focal', stream: 'integrity' });
    const { recoveryCodes, token } = await enrol('forgetful');
    const [first = '', second = ''] = recoveryCodes;
    const half = async () => sessionOf(gateway, (await signInAs(gateway, 'forgetful')).token);
    await expect(prove(gateway.deps, await half(), { code: 'AAAA-AAAA-AAAA', address })).rejects.toMatchObject({
      refusal: 'code',
    });
    expect(await prove(gateway.deps, await half(), { code: first.toLowerCase(), address })).toMatchObject({
      next: 'done',
    });
    await expect(prove(gateway.deps, await half(), { code: first, address })).rejects.toMatchObject({
      refusal: 'code',
    });
    const full = await sessionOf(gateway, token);
    await expect(renewRecoveryCodes(gateway.deps, full, { password: 'wrong one', address })).rejects.toMatchObject({
      refusal: 'password',
    });
    const [fresh = ''] = await renewRecoveryCodes(gateway.deps, full, { password: PASSWORD, address });
    await expect(prove(gateway.deps, await half(), { code: second, address })).rejects.toMatchObject({
      refusal: 'code',
    });
    expect(await prove(gateway.deps, await half(), { code: fresh, address })).toMatchObject({ next: 'done' });
    const kept = JSON.stringify(await gateway.deps.db.selectFrom('recovery_codes').selectAll().execute());
    for (const code of recoveryCodes) expect(kept).not.toContain(code);
  });

  it('goes with a reset, and everything else she had', async () => {
    const id = await makePerson(gateway, { sign_in: 'lost', role: 'admin' });
    const { token } = await enrol('lost');
    const code = await resetAccount(gateway.deps, { id: null, programme: programmeOf(gateway) }, id);
    expect(await isAlive(token)).toBe(false);
    await expect(signInAs(gateway, 'lost')).rejects.toMatchObject({ refusal: 'password' });
    const typed = { signIn: 'lost', code, password: OTHER, ...HOME };
    expect(await choosePassword(gateway.deps, typed)).toMatchObject({ next: 'authenticator' });
  });
});
