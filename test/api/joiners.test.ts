import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rememberCitizen } from '../../src/db/citizens.ts';
import { transact } from '../../src/db/transact.ts';
import { citizenOn } from '../../src/grievances/actor.ts';
import { addCitizenMessage } from '../../src/grievances/add-message.ts';
import { joinGrievance } from '../../src/grievances/join.ts';
import { dispute } from '../../src/grievances/reopen.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import type { Phone } from '../../src/phone.ts';
import { fileReport, type Gateway, openGateway } from './gateway.ts';

const JOINER = '+38344123999' as Phone;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

/** A report that one other person has joined. */
async function joined() {
  const { deps, kosovo } = gateway;
  const category = [...kosovo.categories.values()].find(({ isJoinable }) => isJoinable);
  const report = await fileReport(gateway, { category: category?.code ?? '' });
  await transact(deps, async (tx) => {
    const at = { programmeId: kosovo.id, phone: JOINER, now: deps.now() };
    const citizen = await rememberCitizen(tx.db, deps.config, at);
    await joinGrievance(deps, tx, { programme: kosovo, citizen, reference: report.reference, channel: 'ussd' });
  });
  return report;
}

describe("what an official sees of the citizen's side", () => {
  it('is how many joined, in the list and in the report, and never who', async () => {
    const { reference } = await joined();
    const key = await gateway.key({ role: 'admin' });
    const one = await gateway.get(key, `/grievances/${reference}`);
    expect(one.body).toMatchObject({ joiners: 1, for_other: false });
    const event = one.body.events.find(({ type }: { type: string }) => type === 'joined');
    expect(event).toMatchObject({ actor: 'citizen', channel: 'ussd', data: {} });
    const list = await gateway.get(key, '/grievances?limit=1');
    expect(list.body.items[0]).toMatchObject({ reference, joiners: 1, for_other: false });
    const said = JSON.stringify([one.body, list.body]);
    expect(said).not.toContain('44123999');
    // Her receipt is not part of what somebody else filed.
    expect(one.body.messages.map(({ purpose }: { purpose: string }) => purpose)).toEqual(['receipt']);
  });

  it('is whether it was reported for somebody else', async () => {
    const { id, reference } = await fileReport(gateway);
    await gateway.deps.db.updateTable('grievances').set({ is_for_other: true }).where('id', '=', id).execute();
    const { body } = await gateway.get(await gateway.key({ role: 'admin' }), `/grievances/${reference}`);
    expect(body).toMatchObject({ for_other: true, joiners: 0 });
  });

  it('is why she says that it is not fixed, where the role reads words', async () => {
    const { id, reference } = await fileReport(gateway);
    const { deps } = gateway;
    const citizen = citizenOn('ussd');
    await resolve(deps, { kind: 'official', id: null, channel: 'api' }, { id }, { text: 'Done' });
    await transact(deps, (tx) => dispute(deps, tx, citizen, { id }, { reason: 'Nobody came to my house' }));
    await transact(deps, (tx) => addCitizenMessage(deps, tx, citizen, { id }, { text: 'Call the neighbour\0' }));
    const dataOf = async (role: 'admin' | 'observer', type: string) => {
      const { body } = await gateway.get(await gateway.key({ role }), `/grievances/${reference}`);
      return body.events.find((event: { type: string }) => event.type === type)?.data;
    };
    const ladder = { from: 'csw@XK.04.28', to: expect.any(String) };
    expect(await dataOf('admin', 'disputed')).toEqual({ ...ladder, reason: 'Nobody came to my house' });
    expect(await dataOf('observer', 'disputed')).toEqual(ladder);
    expect(await dataOf('admin', 'citizen_wrote')).toEqual({ text: 'Call the neighbour' });
    expect(await dataOf('observer', 'citizen_wrote')).toEqual({});
  });

  it('holds no reason where she gave none', async () => {
    const { id } = await fileReport(gateway);
    const { deps } = gateway;
    await resolve(deps, { kind: 'official', id: null, channel: 'api' }, { id }, { text: 'Done' });
    await transact(deps, (tx) => dispute(deps, tx, citizenOn('sms'), { id }, { reason: null }));
    const event = await deps.db
      .selectFrom('grievance_events')
      .select('data')
      .where('grievance_id', '=', id)
      .where('type', '=', 'disputed')
      .executeTakeFirstOrThrow();
    expect(Object.keys(event.data).sort()).toEqual(['from', 'to']);
  });
});
