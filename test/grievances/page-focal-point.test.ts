import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account, Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import { citizenOn } from '../../src/grievances/actor.ts';
import { addCitizenMessage } from '../../src/grievances/add-message.ts';
import { openSealed } from '../../src/grievances/open-sealed.ts';
import { callsTo } from '../../src/grievances/page-focal-point.ts';
import { reject } from '../../src/grievances/reject.ts';
import { dispute } from '../../src/grievances/reopen.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { addAccount, type NewPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readHistory } from '../support/report.ts';

const MINUTE = 1 / 60;
const PLACE = 'KE.001.004.0016';
const AROUND = 'KE.001.004';
const ELSEWHERE = 'KE.002';

let phones = 0;
const newPhone = () => {
  phones += 1;
  return `+25471300${String(phones).padStart(4, '0')}`;
};
const focal = { programme: 'kenya-coast', role: 'focal', stream: 'protection' } as const;

/** Midday, night, Sunday morning, Christmas night, and the quiet hours of the programme, in Mombasa. */
const MOMENTS = [
  ['on a working day', '2026-11-23T09:00:00Z'],
  ['at three in the night', '2026-11-24T00:00:00Z'],
  ['on a Sunday morning', '2026-11-22T04:30:00Z'],
  ['on Christmas night', '2026-12-25T22:00:00Z'],
  ['in the quiet hours', '2026-11-23T18:30:00Z'],
] as const;

describe.each(MOMENTS)('an urgent report %s', (_when, at) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await openGateway({ at: new Date(at) });
  });
  afterAll(() => gateway.close());

  it('calls a focal point at once, the next after 5 minutes, an administrator after 10, and then begins again', async () => {
    const phonesOf = [newPhone(), newPhone(), newPhone(), newPhone(), newPhone()] as const;
    const [first, second, third, boss, other] = phonesOf;
    await addAccount(gateway, { ...focal, phone: second, pageOrder: 2 });
    await addAccount(gateway, { ...focal, phone: first, pageOrder: 1, language: 'sw' });
    await addAccount(gateway, { ...focal, phone: third, pageOrder: 3 });
    await addAccount(gateway, { programme: 'kenya-coast', role: 'admin', phone: boss });
    await addAccount(gateway, { ...focal, stream: 'child', phone: other });
    const report = await fileUrgent(gateway, 'SAFE.GBV');
    const heard = async () =>
      (await Promise.all(phonesOf.map((phone) => gateway.inbox(phone)))).map((texts) => texts.length);
    await gateway.work();
    expect(await heard()).toEqual([1, 0, 0, 0, 0]);
    await gateway.pass(4 * MINUTE);
    expect(await heard()).toEqual([1, 0, 0, 0, 0]);
    await gateway.pass(MINUTE);
    expect(await heard()).toEqual([1, 1, 0, 0, 0]);
    await gateway.pass(5 * MINUTE);
    expect(await heard()).toEqual([1, 1, 1, 1, 0]);
    await gateway.pass(5 * MINUTE);
    expect(await heard()).toEqual([2, 1, 1, 1, 0]);
    await expectNeutral(gateway, report, [first, second, third, boss]);
    expect((await readHistory(gateway, report.id)).filter((type) => type === 'paged')).toHaveLength(4);
  });
});

describe('whoever is called', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());
  afterEach(async () => {
    await gateway.deps.db.updateTable('pagings').set({ next_at: null }).execute();
    await gateway.deps.db
      .updateTable('accounts')
      .set({ disabled_at: new Date(0) })
      .execute();
  });
  const called = async () => {
    const rows = await gateway.deps.db
      .selectFrom('messages')
      .innerJoin('accounts', 'accounts.id', 'messages.account_id')
      .select('accounts.id')
      .where('messages.purpose', '=', 'page')
      .where('accounts.disabled_at', 'is', null)
      .orderBy('messages.id')
      .execute();
    return rows.map(({ id }) => id);
  };
  const add = (more: Partial<NewPerson>) => addAccount(gateway, { ...focal, phone: newPhone(), ...more });

  it('is the nearest first, and nobody who answers for another place', async () => {
    const everywhere = await add({ pageOrder: 0 });
    await add({ area: ELSEWHERE });
    const around = await add({ area: AROUND, pageOrder: 9 });
    await fileUrgent(gateway, 'SAFE.GBV');
    await gateway.work();
    await gateway.pass(5 * MINUTE);
    await gateway.pass(5 * MINUTE);
    await gateway.pass(5 * MINUTE);
    expect(await called()).toEqual([around, everywhere, around, everywhere]);
  });

  it('has a phone: whoever has none is skipped, and the history says so', async () => {
    const mute = await addAccount(gateway, { ...focal, pageOrder: 0 });
    const heard = await add({ pageOrder: 1 });
    const report = await fileUrgent(gateway, 'SAFE.GBV');
    await gateway.work();
    expect(await called()).toEqual([heard]);
    const event = await gateway.deps.db
      .selectFrom('grievance_events')
      .select('data')
      .where('grievance_id', '=', report.id)
      .where('type', '=', 'paged')
      .executeTakeFirstOrThrow();
    expect(event.data).toEqual({ called: [heard], without_phone: [mute] });
  });

  it('may be nobody: the log says so each time, without a word of the report, until somebody is there', async () => {
    const report = await fileUrgent(gateway, 'SAFE.CHILD');
    await gateway.work();
    await gateway.pass(5 * MINUTE);
    const warned = gateway.logged.filter((line) => line.includes('nobody can be called'));
    expect(warned).toHaveLength(2);
    expect(warned.join()).toContain('kenya-coast');
    expect(warned.join()).not.toMatch(new RegExp(`${report.id}|${report.reference}|water`, 'i'));
    const late = await add({ stream: 'child' });
    await gateway.pass(5 * MINUTE);
    expect(await called()).toEqual([late]);
  });

  it('is called by the sweep alone when every wake-up is lost, and within 15 minutes of the filing', async () => {
    const [one, two] = [await add({ pageOrder: 1 }), await add({ pageOrder: 2 })];
    const boss = await addAccount(gateway, { programme: 'kenya-coast', role: 'admin', phone: newPhone() });
    await fileUrgent(gateway, 'SAFE.GBV');
    let minutes = 0;
    while ((await called()).length < 3 && minutes < 16) {
      gateway.waiting.length = 0;
      minutes += 1;
      await gateway.pass(MINUTE);
    }
    expect(await called()).toEqual([one, two, boss]);
    expect(minutes).toBeLessThanOrEqual(15);
  });

  it('is not called once somebody has opened it, and once somebody has acted on it', async () => {
    const person = await add({});
    const actor = { kind: 'official', id: person, channel: 'console' } as const;
    const opened = await fileUrgent(gateway, 'SAFE.GBV');
    await gateway.work();
    await openSealed(gateway.deps, actor, { id: opened.id });
    await openSealed(gateway.deps, { ...actor, id: crypto.randomUUID(), channel: 'api' }, { id: opened.id });
    const paging = await gateway.deps.db
      .selectFrom('pagings')
      .selectAll()
      .where('grievance_id', '=', opened.id)
      .executeTakeFirstOrThrow();
    expect(paging).toMatchObject({ opened_by: person, opened_at: gateway.deps.now(), next_at: null });
    const read = await fileUrgent(gateway, 'SAFE.GBV');
    await gateway.work();
    await acknowledge(gateway.deps, actor, { id: read.id });
    for (let round = 0; round < 4; round += 1) await gateway.pass(5 * MINUTE);
    expect(await called()).toEqual([person, person]);
    expect(await readHistory(gateway, opened.id)).toEqual(['filed', 'routed', 'paged', 'viewed', 'viewed']);
  });

  it('is called again when the reporter writes more, or says that it is not over, until somebody looks', async () => {
    const person = await add({});
    const { deps } = gateway;
    const actor = { kind: 'official', id: person, channel: 'console' } as const;
    const report = await fileUrgent(gateway, 'SAFE.GBV');
    const key = { id: report.id };
    await gateway.work();
    const look = async () => {
      await openSealed(deps, actor, key);
      await gateway.pass(30 * MINUTE);
    };
    await acknowledge(deps, actor, key);
    await look();
    const write = () =>
      transact(deps, (tx) => addCitizenMessage(deps, tx, citizenOn('ussd'), key, { text: 'He is here again' }));
    await write();
    await write();
    await gateway.work();
    await gateway.pass(5 * MINUTE);
    expect(await called()).toEqual([person, person, person]);
    await look();
    await resolve(deps, actor, key, { approved: 'done', note: 'The police came.' });
    await gateway.pass(5 * MINUTE);
    expect(await called()).toHaveLength(3);
    await transact(deps, (tx) => dispute(deps, tx, citizenOn('ussd'), key, { reason: null }));
    await gateway.work();
    expect(await called()).toHaveLength(4);
    await look();
    expect(await called()).toHaveLength(4);
    // What has ended calls nobody.
    await reject(deps, actor, key, { approved: 'not_ours', note: 'The court has it.' });
    await write();
    await gateway.pass(5 * MINUTE);
    expect(await called()).toHaveLength(4);
  });

  it('is called every half an hour where a whole hour of calls reached nobody', async () => {
    await add({});
    await fileUrgent(gateway, 'SAFE.GBV');
    await gateway.work();
    for (let call = 0; call < 11; call += 1) await gateway.pass(5 * MINUTE);
    const inTheHour = (await called()).length;
    expect(inTheHour).toBe(12);
    await gateway.pass(5 * MINUTE);
    expect(await called()).toHaveLength(inTheHour + 1);
    for (let minute = 0; minute < 120; minute += 5) await gateway.pass(5 * MINUTE);
    expect(await called()).toHaveLength(inTheHour + 1 + 4);
  });

  it('is called once though the job runs twice, at once and again', async () => {
    const person = await add({});
    const report = await fileUrgent(gateway, 'SAFE.GBV');
    await gateway.work();
    gateway.deps.wake('page-focal-point', report.id);
    gateway.deps.wake('page-focal-point', report.id);
    await gateway.work();
    await sweep(gateway.deps);
    await gateway.work();
    expect(await called()).toEqual([person]);
  });

  it('is nobody for corruption, and for what is ordinary', async () => {
    await add({ stream: 'integrity' });
    await add({});
    await fileUrgent(gateway, 'INTEG.BRIBE');
    await fileUrgent(gateway, 'WATER.DRY');
    await gateway.work();
    await gateway.pass(1);
    expect(await called()).toEqual([]);
  });
});

describe('callsTo', () => {
  const account = (id: string, more: Partial<Account>): Account =>
    ({
      id,
      role: 'focal',
      area_id: null,
      page_order: 0,
      phone_sealed: Buffer.alloc(1),
      absent_from: null,
      ...more,
    }) as Account;
  const ids = (calls: Account[][]) => calls.map((call) => call.map(({ id }) => id).sort());

  it.each([
    ['nobody', [], []],
    ['only an administrator', [account('a', { role: 'admin' })], [['a']]],
    ['one focal point', [account('f', {}), account('a', { role: 'admin' })], [['f'], ['a']]],
    [
      'whoever is away comes with the last',
      [account('f', { absent_from: '2026-11-20', absent_until: '2026-11-23' }), account('g', {}), account('h', {})],
      [['g'], ['h'], ['f']],
    ],
    ['everybody is away', [account('f', { absent_from: '2026-11-20', absent_until: null })], [['f']]],
    ['by the order given', [account('f', { page_order: 2 }), account('g', { page_order: 1 })], [['g'], ['f']]],
    [
      'the nearest before the order',
      [account('f', { page_order: 1 }), account('g', { page_order: 2, area_id: 'near' })],
      [['g'], ['f']],
    ],
  ] as const)('%s', (_case, people, expected) => {
    expect(ids(callsTo(people, ['near', 'far'], '2026-11-23'))).toEqual(expected);
  });
});

function fileUrgent(gateway: Gateway, category: string): Promise<Grievance> {
  const source = `urgent-${crypto.randomUUID()}`;
  return fileReport(gateway, { category, area: PLACE, phone: newPhone(), source });
}

/** Nothing of the report, and where to sign in. */
async function expectNeutral(gateway: Gateway, report: Grievance, to: readonly string[]): Promise<void> {
  const texts = (await Promise.all(to.map((phone) => gateway.inbox(phone)))).flat();
  for (const text of texts) {
    expect(text).toContain('/console');
    expect(text).not.toMatch(/\d{4} ?\d{4}|water|violen|ukatili|child|mtoto|protect|Mombasa|Likoni|sealed|\+?254/i);
    expect(text).not.toContain(report.reference);
  }
}
