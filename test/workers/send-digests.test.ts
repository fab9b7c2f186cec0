import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { sendDigests } from '../../src/workers/send-digests.ts';
import { addAccount, type NewPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const WATER = 'water_company@KE.001';
const MTONGWE = 'KE.001.005.0021';

let gateway: Gateway;

/** A gateway at a local moment of Mombasa. */
async function openAt(at: string): Promise<void> {
  gateway = await openGateway({ at: new Date(`${at}+03:00`) });
}

let people = 0;

async function person(wanted: Partial<NewPerson> = {}): Promise<{ id: string; digests: () => Promise<string[]> }> {
  people += 1;
  const phone = `+25471660${String(people).padStart(4, '0')}`;
  const place = wanted.role === 'supervisor' ? {} : { office: WATER };
  const id = await addAccount(gateway, { programme: 'kenya-coast', role: 'official', ...place, phone, ...wanted });
  return { id, digests: () => gateway.inbox(phone) };
}

let reports = 0;

async function report(assignee: string | null, about?: string): Promise<string> {
  reports += 1;
  const phone = `+25471670${String(reports).padStart(4, '0')}`;
  const filed = { category: 'WATER.DRY', area: MTONGWE, phone, source: `digest-${reports}` };
  const { id } = await fileReport(gateway, { ...filed, ...(about === undefined ? {} : { about }) });
  await gateway.work();
  await set(id, { assignee_id: assignee });
  return id;
}

const set = (id: string, columns: object) =>
  gateway.deps.db.updateTable('grievances').set(columns).where('id', '=', id).execute();
const account = (id: string, columns: object) =>
  gateway.deps.db.updateTable('accounts').set(columns).where('id', '=', id).execute();

describe('the digest of a day', () => {
  beforeAll(() => openAt('2026-11-23T09:30'));
  afterAll(() => gateway.close());

  it('says what is due, overdue and new of hers and of nobody, in the morning, once', async () => {
    const amina = await person();
    const juma = await person({ language: 'sw' });
    const elsewhere = await person({ office: 'water_company@KE.002' });
    const idle = await person({ office: 'water_company@KE.003' });
    const mute = await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office: WATER });
    const far = { wake_at: null, due_by: new Date('2026-12-24T12:00+03:00') };
    const today = { wake_at: null, due_by: new Date('2026-11-24T23:59:59+03:00') };
    const past = { wake_at: null, due_by: new Date('2026-11-23T12:00+03:00') };
    const fresh = await report(amina.id);
    await set(fresh, today);
    await set(await report(null), far);
    const read = await report(juma.id);
    await acknowledge(gateway.deps, OFFICIAL, { id: read });
    await set(read, past);
    // One that ended, and one that waits for the citizen, count for nobody.
    await set(await report(amina.id), { ...far, status: 'resolved' });
    await set(await report(amina.id), { ...far, status: 'awaiting_citizen', due_by: null });
    // It is half past nine on Monday: everybody has come, and the day of these accounts has not been told.
    await gateway.deps.db.updateTable('accounts').set({ digest_on: '2026-11-23' }).execute();

    await gateway.pass(22);
    expect([await amina.digests(), await juma.digests()]).toEqual([[], []]);
    await gateway.pass(0.5);
    expect(await amina.digests()).toEqual(['Majibu today: 1 due, 0 overdue, 2 new.']);
    expect(await juma.digests()).toEqual(['Majibu leo: 0 za kujibu, 1 zimechelewa, 1 mpya.']);
    expect([await elsewhere.digests(), await idle.digests()]).toEqual([[], []]);
    await gateway.pass(0.25);
    await Promise.all(gateway.deps.programmes.all().map(({ id }) => sendDigests(gateway.deps, id)));
    await gateway.work();
    expect([await amina.digests(), await juma.digests()].map(({ length }) => length)).toEqual([1, 1]);
    const { digest_on: day } = await gateway.deps.db
      .selectFrom('accounts')
      .select('digest_on')
      .where('id', '=', idle.id)
      .executeTakeFirstOrThrow();
    expect(day).toBe('2026-11-24');
    await account(mute, { disabled_at: gateway.deps.now() });
  });

  it('comes to nobody who is away, works other days, or is not there any more', async () => {
    const away = await person();
    const other = await person();
    const gone = await person();
    await account(away.id, { absent_from: '2026-11-24', absent_until: '2026-11-26' });
    const span = [{ fromMinute: 600, toMinute: 720 }];
    const friday = { mon: [], tue: [], wed: [], thu: [], fri: span, sat: [], sun: [] };
    await account(other.id, { hours: JSON.stringify(friday) });
    await account(gone.id, { disabled_at: gateway.deps.now() });
    await set(await report(null), { wake_at: null });
    // Wednesday at eight.
    await gateway.pass(23.75);
    expect([await away.digests(), await other.digests(), await gone.digests()]).toEqual([[], [], []]);
    // Friday at nine, and at ten.
    await gateway.pass(49);
    expect(await other.digests()).toEqual([]);
    expect(await away.digests()).toHaveLength(1);
    await gateway.pass(1);
    expect(await other.digests()).toHaveLength(1);
  });

  it('comes to nobody at the end of a week', async () => {
    const amina = await person();
    await gateway.pass(23);
    await gateway.pass(24);
    expect(await amina.digests()).toEqual([]);
    await gateway.pass(24);
    expect(await amina.digests()).toHaveLength(1);
  });

  it('is told once where two processes look at the same moment', async () => {
    const amina = await person();
    const { id = '' } = gateway.deps.programmes.byName('kenya-coast') ?? {};
    await Promise.all(Array.from({ length: 6 }, () => sendDigests(gateway.deps, id)));
    await gateway.work();
    expect(await amina.digests()).toHaveLength(1);
  });
});

describe('the digest of a week', () => {
  beforeAll(() => openAt('2026-11-20T10:00'));
  afterAll(() => gateway.close());

  it('tells a supervisor what is open within her reach, on the first working day', async () => {
    const mombasa = await person({ role: 'supervisor', area: 'KE.001' });
    const kwale = await person({ role: 'supervisor', area: 'KE.002' });
    for (let number = 0; number < 3; number += 1)
      await set(await report(null), { wake_at: null, due_by: new Date('2026-11-20T16:00Z') });
    await set(await report(null), { wake_at: null, due_by: new Date('2027-01-01T00:00Z') });
    // About an office of her area: for her it is not there.
    await set(await report(null, WATER), { wake_at: null });
    await gateway.pass(1);
    expect(await mombasa.digests()).toEqual([]);
    // Monday at eight.
    await gateway.pass(69);
    expect(await mombasa.digests()).toEqual([
      'Majibu this week: 4 open, 3 overdue. The oldest is 2 days old. Most overdue: Mombasa Water Company (MOWASSCO) (3).',
    ]);
    expect(await kwale.digests()).toEqual([]);
    await gateway.pass(24);
    expect(await mombasa.digests()).toHaveLength(1);
  });
});
