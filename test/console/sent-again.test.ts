import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Area, Programme } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { addAgreed, come, enterMeeting, meetingForm, placeOf } from '../support/forums.ts';
import { type Gateway, MONDAY_MORNING, openGateway } from '../support/gateway.ts';

const HER = '+254712402001';
const SAID = 'It was saved already with other words';

let gateway: Gateway;
let kenya: Programme;
let ward: Area;
let admin: Person;
beforeAll(async () => {
  gateway = await openGateway();
  kenya = gateway.deps.programmes.byName('kenya-coast') as Programme;
  ward = placeOf(kenya, 'Tudor');
  admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
});
afterAll(() => gateway.close());

function onceIn(html: string): string {
  return /name="once" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

async function namesOf(table: 'promises' | 'votes'): Promise<string[]> {
  const rows = await gateway.deps.db.selectFrom(table).select('names').orderBy('id').execute();
  return rows.map(({ names }) => names.en);
}

async function meetingNames(): Promise<string[]> {
  const rows = await gateway.deps.db
    .selectFrom('meetings')
    .select('names')
    .where('origin', '=', 'console')
    .orderBy('id')
    .execute();
  return rows.map(({ names }) => names.en);
}

describe('a form that is gone back to, and sent again with other words', () => {
  it('is not said to be saved: a meeting', async () => {
    const path = '/console/forums/new';
    const form = {
      ...meetingForm(ward, { day: '2026-11-26', time: '14:00' }),
      once: onceIn((await admin.get(path).expect(200)).text),
    };
    const id = await enterMeeting(admin, form);
    expect(await enterMeeting(admin, form)).toBe(id);
    for (const other of [
      { 'topic-en': 'Roads' },
      { 'venue-sw': 'Shule' },
      { time: '15:00' },
      { area: ward.parent?.code ?? '' },
    ]) {
      const { text } = await admin.post(path, { ...form, ...other }).expect(409);
      expect(text).toContain(SAID);
      for (const typed of Object.values(other)) expect(text).toContain(`value="${typed}"`);
      expect(onceIn(text)).not.toBe(form.once);
    }
    expect(await meetingNames()).toEqual(['Water budget']);
    const { text } = await admin.post(path, { ...form, 'topic-en': 'Roads' }).expect(409);
    await enterMeeting(admin, { ...form, 'topic-en': 'Roads', once: onceIn(text) });
    expect(await meetingNames()).toEqual(['Water budget', 'Roads']);
  });

  it('is not said to be saved: a promise, of which nobody is told either', async () => {
    const { id, code } = await gateway.deps.db
      .selectFrom('meetings')
      .innerJoin('forums', 'forums.meeting_id', 'meetings.id')
      .select(['meetings.id', 'forums.code'])
      .orderBy('meetings.id')
      .executeTakeFirstOrThrow();
    await addAgreed(gateway, kenya, ward, 1);
    await gateway.deps.db.updateTable('meetings').set({ starts_at: MONDAY_MORNING }).where('id', '=', id).execute();
    await come(gateway, kenya, { phone: HER, area: ward }, code);
    const path = `/console/forums/${id}/promises`;
    const pump = {
      office: 'county_secretary@KE.001',
      'promise-en': 'A new pump',
      'promise-sw': 'Pampu mpya',
      due: '2026-12-10',
    };
    const once = onceIn((await admin.post(path, { ...pump, step: 'look' }).expect(200)).text);
    const sent = { once, step: 'send', segments: '9' };
    await admin.post(path, { ...pump, ...sent }).expect(303);
    await admin.post(path, { ...pump, ...sent }).expect(303);
    const roof = { ...pump, 'promise-en': 'A new roof', 'promise-sw': 'Paa jipya' };
    const { text } = await admin.post(path, { ...roof, ...sent }).expect(409);
    expect(text).toContain(SAID);
    expect(text).toContain('A new roof');
    expect(onceIn(text)).not.toBe(once);
    await admin.post(path, { ...pump, due: '2026-12-11', ...sent }).expect(409);
    expect(await namesOf('promises')).toEqual(['A new pump']);
    await gateway.work();
    expect((await gateway.inbox(HER)).join()).not.toContain('roof');

    await admin.post(path, { ...roof, ...sent, once: onceIn(text) }).expect(303);
    await gateway.work();
    expect(await namesOf('promises')).toEqual(['A new pump', 'A new roof']);
    const told = await gateway.inbox(HER);
    expect(told.filter((said) => said.includes('A new pump'))).toHaveLength(1);
    expect(told.filter((said) => said.includes('A new roof'))).toHaveLength(1);
  });

  it('is not said to be saved: a vote', async () => {
    const path = '/console/forums/votes/new';
    const form = {
      ...{ area: ward.code, 'vote-en': 'Ward money', 'vote-sw': 'Pesa za wadi' },
      ...{ 'opens-day': '2026-11-24', 'opens-time': '12:00', 'closes-day': '2026-11-27', 'closes-time': '12:00' },
      ...{ 'proposal-1-en': 'Lights', 'proposal-1-sw': 'Taa', 'proposal-2-en': 'A road', 'proposal-2-sw': 'Njia' },
      once: onceIn((await admin.get(path).expect(200)).text),
    };
    await admin.post(path, form).expect(303);
    await admin.post(path, form).expect(303);
    for (const other of [{ 'vote-sw': 'Pesa' }, { 'proposal-2-en': 'A school' }, { 'closes-time': '13:00' }]) {
      const { text } = await admin.post(path, { ...form, ...other }).expect(409);
      expect(text).toContain(SAID);
      for (const typed of Object.values(other)) expect(text).toContain(`value="${typed}"`);
      expect(onceIn(text)).not.toBe(form.once);
    }
    expect(await namesOf('votes')).toEqual(['Ward money']);
    const swapped = { 'proposal-1-en': 'A road', 'proposal-2-en': 'Lights' };
    const { text } = await admin.post(path, { ...form, ...swapped }).expect(409);
    await admin.post(path, { ...form, ...swapped, once: onceIn(text) }).expect(303);
    expect(await namesOf('votes')).toEqual(['Ward money', 'Ward money']);
  });
});
