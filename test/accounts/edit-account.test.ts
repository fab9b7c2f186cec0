import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { disableAccount, enableAccount, resetAccount } from '../../src/accounts/close-account.ts';
import { changeAccount, createAccount } from '../../src/accounts/edit-account.ts';
import type { Editor } from '../../src/accounts/editor.ts';
import { saveOwnSettings } from '../../src/accounts/own-settings.ts';
import { setPhone } from '../../src/accounts/set-phone.ts';
import { toAccountCaller } from '../../src/accounts/to-account-caller.ts';
import { accountPhoneOf } from '../../src/db/account-phone.ts';
import { findAccount } from '../../src/db/accounts.ts';
import { listChanges } from '../../src/db/changes.ts';
import { parseHours } from '../../src/routing/parse-hours.ts';
import { storedHours } from '../../src/routing/stored-settings.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { makePerson, programmeOf } from './scene.ts';

const OFFICE = 'water_company@KE.001';

let gateway: Gateway;
let by: Editor;
beforeAll(async () => {
  gateway = await openGateway();
  by = { id: null, programme: programmeOf(gateway) };
});
afterAll(() => gateway.close());

const read = async (id: string) => {
  const account = await findAccount(gateway.deps.db, { programmeId: by.programme.id, id });
  if (!account) throw new Error('no such account');
  return account;
};
const official = (sign_in: string, phone = '') => ({ sign_in, name: 'Amina', role: 'official', office: OFFICE, phone });
const lastChange = async () => (await listChanges(gateway.deps.db, by.programme.id, { limit: 1 }))[0];

describe('accounts', () => {
  it('seal the phone, and record that there is one, not which', async () => {
    const { id } = await createAccount(gateway.deps, by, official('amina', '0712 345 001'));
    const account = await read(id);
    expect(account.phone_sealed?.toString('latin1')).not.toContain('712345001');
    expect(accountPhoneOf(gateway.deps.config, account)).toBe('+254712345001');
    await setPhone(gateway.deps, by, id, '+254712345002');
    expect(await lastChange()).toMatchObject({ what: 'account_phone_changed', subject: 'amina' });
    await setPhone(gateway.deps, by, id, '');
    expect(await read(id)).toMatchObject({ phone_sealed: null, phone_index: null });
    expect(await lastChange()).toMatchObject({ before: { has_phone: true }, after: { has_phone: false } });
    const all = await listChanges(gateway.deps.db, by.programme.id, { limit: 100 });
    expect(JSON.stringify(all)).not.toContain('712345');
  });

  it('have one official per phone; a focal point may share hers, a disabled one gives it back', async () => {
    const { id } = await createAccount(gateway.deps, by, official('one', '+254712345010'));
    await expect(createAccount(gateway.deps, by, official('two', '+254712345010'))).rejects.toMatchObject({
      problems: [{ column: 'phone', problem: 'phone_taken' }],
    });
    const focal = { sign_in: 'one.focal', name: 'A', role: 'focal', stream: 'child', phone: '+254712345010' };
    const shared = await createAccount(gateway.deps, by, focal);
    await expect(
      changeAccount(gateway.deps, by, shared.id, { name: 'A', role: 'supervisor', area: 'KE.001' }),
    ).rejects.toMatchObject({ problems: [{ problem: 'phone_taken' }] });
    await disableAccount(gateway.deps, by, id);
    const { id: next } = await createAccount(gateway.deps, by, official('two', '+254712345010'));
    await expect(enableAccount(gateway.deps, by, id)).rejects.toMatchObject({ problems: [{ problem: 'phone_taken' }] });
    await setPhone(gateway.deps, by, next, '');
    await enableAccount(gateway.deps, by, id);
    expect((await read(id)).disabled_at).toBeNull();
  });

  it('have one name in the whole gateway, whatever the case', async () => {
    await createAccount(gateway.deps, by, official('same'));
    const khulna = { id: null, programme: programmeOf(gateway, 'khulna') };
    for (const editor of [by, khulna]) {
      await expect(
        createAccount(gateway.deps, editor, { sign_in: 'SAME', name: 'B', role: 'triage' }),
      ).rejects.toMatchObject({ code: 'invalid', problems: [{ problem: 'sign_in_taken' }] });
    }
    const both = await Promise.allSettled(['c', 'd'].map(() => createAccount(gateway.deps, by, official('raced'))));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('of another programme are not there', async () => {
    const id = await makePerson(gateway, { sign_in: 'ours' });
    const khulna = { id: null, programme: programmeOf(gateway, 'khulna') };
    for (const work of [
      () => disableAccount(gateway.deps, khulna, id),
      () => enableAccount(gateway.deps, khulna, id),
      () => resetAccount(gateway.deps, khulna, id),
      () => setPhone(gateway.deps, khulna, id, ''),
      () => changeAccount(gateway.deps, khulna, id, { name: 'X', role: 'admin' }),
    ]) {
      await expect(work()).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await read(id)).toMatchObject({ role: 'triage', disabled_at: null });
  });

  it('are not ended, opened or promoted by their own administrator', async () => {
    const id = await makePerson(gateway, { sign_in: 'self', role: 'admin' });
    const self = { id, programme: by.programme };
    await expect(disableAccount(gateway.deps, self, id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(resetAccount(gateway.deps, self, id)).rejects.toMatchObject({ code: 'conflict' });
    // The same id, spelled as another one.
    const capitals = id.toUpperCase();
    await expect(disableAccount(gateway.deps, self, capitals)).rejects.toMatchObject({ code: 'conflict' });
    await expect(resetAccount(gateway.deps, self, capitals)).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      changeAccount(gateway.deps, self, id, { name: 'S', role: 'focal', stream: 'child' }),
    ).rejects.toMatchObject({ problems: [{ problem: 'own_role' }] });
    await changeAccount(gateway.deps, self, id, { name: 'Another Name', role: 'admin' });
    expect(await lastChange()).toMatchObject({ signIn: 'self', after: { name: 'Another Name' } });
  });
});

describe('her own settings', () => {
  it('are language, absence and hours, with a record; days the wrong way round are refused', async () => {
    const id = await makePerson(gateway, { sign_in: 'settings' });
    const caller = toAccountCaller(gateway.deps, await read(id), 'console');
    const parsed = parseHours('mon-thu 08:00-13:00, 14:00-17:00');
    const hours = 'hours' in parsed ? parsed.hours : null;
    const absence = { from: '2026-12-01', until: '2026-12-10' };
    await saveOwnSettings(gateway.deps, caller, { language: 'en', absence, hours });
    const saved = await read(id);
    expect(saved).toMatchObject({ language: 'en', absent_from: '2026-12-01', absent_until: '2026-12-10' });
    expect(storedHours.parse(saved.hours)).toEqual(hours);
    const before = await lastChange();
    await saveOwnSettings(gateway.deps, caller, { language: 'en', absence, hours });
    expect(await lastChange()).toEqual(before);
    const wrong = { ...absence, until: '2026-11-30' };
    await expect(
      saveOwnSettings(gateway.deps, caller, { language: 'en', absence: wrong, hours }),
    ).rejects.toMatchObject({ issues: [{ path: 'absent_until' }] });
    await expect(
      saveOwnSettings(gateway.deps, caller, { language: 'bn', absence: null, hours: null }),
    ).rejects.toMatchObject({ issues: [{ path: 'language' }] });
    await saveOwnSettings(gateway.deps, caller, { language: 'sw', absence: null, hours: null });
    expect(await read(id)).toMatchObject({ language: 'sw', absent_from: null, hours: null });
  });
});
