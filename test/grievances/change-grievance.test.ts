import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { addNote } from '../../src/grievances/add-note.ts';
import { reject } from '../../src/grievances/reject.ts';
import { reopen } from '../../src/grievances/reopen.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'api' };

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

let count = 0;

async function report(category = 'WATER.DRY', language: 'en' | 'sw' = 'en'): Promise<Grievance & { phone: string }> {
  count += 1;
  const phone = `+25471500${String(count).padStart(4, '0')}`;
  const area = [...(gateway.deps.programmes.byName('kenya-coast')?.areas.values() ?? [])].find(
    ({ names }) => names.en === 'Mtongwe',
  );
  const filed = await fileReport(gateway, {
    category,
    area: area?.code ?? '',
    phone,
    source: `test-${count}`,
    language,
  });
  await gateway.work();
  return { ...(await readGrievance(gateway, filed.id)), phone };
}

async function lastSms(phone: string): Promise<string | undefined> {
  await gateway.work();
  return (await gateway.inbox(phone)).at(-1);
}

describe('every step of an office', () => {
  it('reaches the citizen by SMS in her language', async () => {
    const { id, phone } = await report('WATER.DRY', 'sw');
    expect(await lastSms(phone)).toContain('ripoti yako iko kwa');
    await acknowledge(gateway.deps, OFFICIAL, { id });
    expect(await lastSms(phone)).toContain('wamesoma ripoti yako');
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'Fundi atafika kesho.' });
    expect(await lastSms(phone)).toContain('Fundi atafika kesho.');
    await transfer(gateway.deps, OFFICIAL, { id }, { office: 'wasreb@KE', reason: 'Not ours' });
    expect(await lastSms(phone)).toContain('ripoti yako sasa iko kwa');
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Bomba limetengenezwa.' });
    expect(await lastSms(phone)).toContain('Imetatuliwa? Jibu 1 ndio, 2 hapana');
    await reopen(gateway.deps, OFFICIAL, { id }, { reason: 'Closed by mistake' });
    expect(await lastSms(phone)).toContain('imefunguliwa tena');
    await reject(gateway.deps, OFFICIAL, { id }, { reason: 'Hili ni la KURA.' });
    expect(await lastSms(phone)).toContain('hawakukubali ripoti yako: Hili ni la KURA.');
    expect(await readHistory(gateway, id)).toEqual([
      'filed',
      'routed',
      'acknowledged',
      'replied',
      'transferred',
      'resolved',
      'reopened',
      'rejected',
    ]);
  });

  it('writes a note for officials only, and stops no clock with it', async () => {
    const { id, phone } = await report();
    const before = await gateway.inbox(phone);
    await addNote(gateway.deps, OFFICIAL, { id }, { text: 'Asked the engineer.' });
    await gateway.work();
    expect(await gateway.inbox(phone)).toEqual(before);
    expect(await readGrievance(gateway, id)).toMatchObject({ status: 'routed', first_answered_at: null });
  });

  it('counts a reply and not an acknowledgement as the first answer', async () => {
    const { id } = await report();
    await acknowledge(gateway.deps, OFFICIAL, { id });
    expect((await readGrievance(gateway, id)).first_answered_at).toBeNull();
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'Soon.' });
    const { first_answered_at: first } = await readGrievance(gateway, id);
    expect(first).toEqual(gateway.deps.now());
    await gateway.pass(1);
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'Today.' });
    expect((await readGrievance(gateway, id)).first_answered_at).toEqual(first);
  });
});

describe('what is refused', () => {
  it('says in a sentence why a status does not allow an action, and changes nothing', async () => {
    const { id, phone } = await report();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done.' });
    await gateway.work();
    const before = { row: await readGrievance(gateway, id), inbox: await gateway.inbox(phone) };
    await expect(acknowledge(gateway.deps, OFFICIAL, { id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done.' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await gateway.work();
    expect({ row: await readGrievance(gateway, id), inbox: await gateway.inbox(phone) }).toEqual(before);
  });

  it('knows no transfer to an office that is not there, or to the same one', async () => {
    const { id, office_id: officeId } = await report();
    const same = gateway.deps.programmes.byName('kenya-coast')?.byId.offices.get(officeId ?? '')?.code ?? '';
    for (const office of ['nowhere', same]) {
      await expect(transfer(gateway.deps, OFFICIAL, { id }, { office, reason: 'x' })).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });

  it('lets one of two officials win and tells the other', async () => {
    const { id, phone } = await report();
    const results = await Promise.allSettled([
      resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended by A.' }),
      resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended by B.' }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await gateway.work();
    expect((await gateway.inbox(phone)).filter((text) => text.includes('Mended by'))).toHaveLength(1);
  });

  it('knows no grievance of another programme by its reference', async () => {
    const { reference } = await report();
    const khulna = gateway.deps.programmes.byName('khulna')?.id ?? '';
    await expect(acknowledge(gateway.deps, OFFICIAL, { reference, programmeId: khulna })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a report that never had an office', () => {
  it('goes back to triage when it is opened again, and can then be given to an office', async () => {
    const { id, phone } = await report();
    await gateway.deps.db
      .updateTable('grievances')
      .set({ office_id: null, status: 'filed' })
      .where('id', '=', id)
      .execute();
    await reject(gateway.deps, OFFICIAL, { id }, { reason: 'Not clear.' });
    await reopen(gateway.deps, OFFICIAL, { id }, { reason: 'It is clear now.' });
    expect(await readGrievance(gateway, id)).toMatchObject({ status: 'filed', triaged_at: gateway.deps.now() });
    expect(await lastSms(phone)).toContain('finding the office');
    await transfer(gateway.deps, OFFICIAL, { id }, { office: 'wasreb@KE', reason: 'Theirs' });
    expect(await readGrievance(gateway, id)).toMatchObject({ status: 'routed', triaged_at: null });
  });
});

describe('a sealed report', () => {
  it('gets no SMS at any step', async () => {
    const { id, phone } = await report('SAFE.GBV');
    await acknowledge(gateway.deps, OFFICIAL, { id });
    await reply(gateway.deps, OFFICIAL, { id }, { approved: 'working' });
    await resolve(gateway.deps, OFFICIAL, { id }, { approved: 'done', note: 'She is safe.' });
    await gateway.pass(24 * 30);
    expect(await gateway.inbox(phone)).toEqual([]);
  });
});
