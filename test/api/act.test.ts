import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeReference } from '../../src/grievances/reference.ts';
import { reply } from '../../src/grievances/reply.ts';
import type { Phone } from '../../src/phone.ts';
import { fileReport, type Gateway, MONDAY, openGateway } from './gateway.ts';

let gateway: Gateway;
let key: string;
let reference: string;
beforeAll(async () => {
  gateway = await openGateway();
  key = await gateway.key({ role: 'supervisor', area: 'XK.04' });
});
beforeEach(async () => {
  reference = (await fileReport(gateway)).reference;
  gateway.woken.length = 0;
});
afterAll(() => gateway.close());

const act = (action: string, body?: object) => gateway.post(key, `/grievances/${reference}/${action}`, body);

/** An official of an office, with a sign-in name. */
async function account(signIn: string, office: string): Promise<string> {
  const id = crypto.randomUUID();
  const row = { id, programme_id: gateway.kosovo.id, sign_in: signIn, name: signIn, role: 'official' } as const;
  const officeId = gateway.kosovo.offices.get(office)?.id ?? null;
  const rest = { office_id: officeId, language: 'sq', created_at: MONDAY } as const;
  await gateway.deps.db
    .insertInto('accounts')
    .values({ ...row, ...rest })
    .execute();
  return id;
}

/** Purposes of the SMS about the report under test, the receipt left out. */
async function told(): Promise<string[]> {
  const { body } = await gateway.get(key, `/grievances/${reference}`);
  return body.messages.map(({ purpose }: { purpose: string }) => purpose).slice(1);
}

describe('each action', () => {
  it.each([
    ['acknowledge', undefined, 'acknowledged', 'acknowledged', ['acknowledged']],
    ['acknowledge', {}, 'acknowledged', 'acknowledged', ['acknowledged']],
    ['reply', { text: '  We will visit you on Friday. ' }, 'acknowledged', 'replied', ['reply']],
    ['note', { text: 'Ask the archive' }, 'routed', 'noted', []],
    ['transfer', { office: 'mdhsw@XK.04.28', reason: 'Theirs' }, 'routed', 'transferred', ['transferred']],
    ['resolve', { text: 'Paid today' }, 'resolved', 'resolved', ['ask_outcome']],
    ['reject', { reason: 'Not a public service' }, 'rejected', 'rejected', ['rejected']],
    ['hand-back', { reason: 'Not for us' }, 'routed', 'handed_back', ['transferred']],
    ['await-citizen', { text: 'On which day did you apply?' }, 'awaiting_citizen', 'asked', ['asked']],
  ])('%s %o', async (action, body, status, event, messages) => {
    const done = await act(action, body);
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ reference, status });
    const read = await gateway.get(key, `/grievances/${reference}`);
    expect(read.body).toMatchObject({ ...done.body, events: expect.any(Array), messages: expect.any(Array) });
    expect(read.body.events.at(-1)).toMatchObject({ type: event, actor: 'official', channel: 'api' });
    expect(await told()).toEqual(messages);
    expect(gateway.woken.filter(([job]) => job === 'send-sms')).toHaveLength(messages.length);
  });

  it('keeps words as they were meant: trimmed, and without what no database stores', async () => {
    await act('reply', { text: '  Po\u0000, nes\u00ebr \ud800 \n' });
    const { body } = await gateway.get(key, `/grievances/${reference}`);
    expect(body.events.at(-1).data).toEqual({ text: 'Po, nesër \ufffd' });
  });

  it('reopens what was rejected and what was resolved', async () => {
    await act('reject', { reason: 'Not ours' });
    expect((await act('reopen', { reason: 'It is ours after all' })).body.status).toBe('routed');
    await act('resolve', { text: 'Done' });
    const { body } = await act('reopen', { reason: 'It broke again' });
    expect(body).toMatchObject({ status: 'routed', resolved_at: null });
  });

  it('does not answer the citizen twice when a request is sent again under its Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'answer-1' };
    const send = (text: string) => gateway.post(key, `/grievances/${reference}/reply`, { text }, headers);
    const answers = await Promise.all([send('On Friday.'), send('On Friday.'), send('On Friday.')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await told()).toEqual(['reply']);
    await act('reply', { text: 'On Friday.' });
    expect(await told()).toEqual(['reply', 'reply']);
  });

  it('gives it to an official of the office by her sign-in name, to nobody, and to no one else', async () => {
    const colleague = await account('vlora', 'csw@XK.04.28');
    await account('arben', 'mayor@XK.04.28');
    expect((await act('assign', { account: 'Vlora' })).body).toMatchObject({ assignee: 'vlora', status: 'routed' });
    const observer = await gateway.key({ role: 'observer' });
    const bare = await gateway.get(observer, `/grievances/${reference}`);
    expect(bare.body.assignee).toBeNull();
    expect(bare.body.events.at(-1)).toMatchObject({ type: 'assigned', data: {} });
    expect(bare.text).not.toContain(colleague);
    expect((await act('assign', { account: null })).body.assignee).toBeNull();
    for (const signIn of ['arben', 'nobody', '', 'vlora ']) {
      const refused = await act('assign', { account: signIn });
      expect([refused.status, refused.body.error.issues]).toEqual([
        422,
        [{ path: 'account', message: 'No official of the office that has the report.' }],
      ]);
    }
    expect(await told()).toEqual([]);
  });

  it('merges it into another one, whose reference may be written with a space', async () => {
    const other = await fileReport(gateway, { phone: '+38344123457' as Phone });
    const into = `${other.reference.slice(0, 4)} ${other.reference.slice(4)}`;
    expect((await act('merge', { into })).body).toMatchObject({ status: 'closed', outcome: null });
    expect(await told()).toEqual(['merged']);
    const read = await gateway.get(key, `/grievances/${other.reference}`);
    expect(read.body).toMatchObject({ joiners: 1, status: 'routed' });
    expect(read.body.events.at(-1)).toMatchObject({ type: 'took_in', data: { reference, joiners: 1 } });
    expect((await act('reopen', { reason: 'It is another matter' })).body.status).toBe('routed');
    expect((await gateway.get(key, `/grievances/${other.reference}`)).body.joiners).toBe(0);
  });

  it('leaves the last word to triage where two offices send it to and fro', async () => {
    const back = { office: 'csw@XK.04.28', reason: 'Theirs' };
    await act('transfer', { office: 'mayor@XK.04.28', reason: 'His' });
    expect((await act('transfer', back)).body).toMatchObject({ status: 'filed', office: null });
    const triage = await gateway.key({ role: 'triage' });
    const decided = await gateway.post(triage, `/grievances/${reference}/transfer`, back);
    expect(decided.body).toMatchObject({ status: 'routed', office: { code: 'csw@XK.04.28' } });
  });

  it('names the key in the history', async () => {
    await act('acknowledge');
    const event = await gateway.deps.db
      .selectFrom('grievance_events as e')
      .innerJoin('api_keys as k', 'k.id', 'e.actor_id')
      .select(['e.actor_kind', 'k.role'])
      .where('e.type', '=', 'acknowledged')
      .orderBy('e.id', 'desc')
      .executeTakeFirstOrThrow();
    expect(event).toEqual({ actor_kind: 'official', role: 'supervisor' });
  });

  it('shows her where it went who gave it away, and then no more', async () => {
    const official = await gateway.key({ role: 'official', office: 'csw@XK.04.28' });
    const path = `/grievances/${reference}`;
    const given = await gateway.post(official, `${path}/transfer`, { office: 'mayor@XK.04.28', reason: 'Budget' });
    expect(given.body.office).toEqual({ code: 'mayor@XK.04.28', name: 'Mayor, Prizren' });
    expect((await gateway.get(official, path)).status).toBe(404);
    expect((await gateway.post(official, `${path}/note`, { text: 'Still there?' })).status).toBe(404);
  });

  it('lets triage give an unrouted report to an office', async () => {
    const triage = await gateway.key({ role: 'triage' });
    const row = gateway.deps.db.updateTable('grievances').where('reference', '=', reference);
    await row.set({ status: 'filed', office_id: null, routed_at: null, triaged_at: MONDAY }).execute();
    expect((await gateway.get(triage, '/grievances?status=filed')).body.items).toHaveLength(1);
    const path = `/grievances/${reference}/transfer`;
    const { body } = await gateway.post(triage, path, { office: 'csw@XK.04.28', reason: 'Their street' });
    expect(body).toMatchObject({ status: 'routed', office: { code: 'csw@XK.04.28' } });
  });

  it('does what two officials do at once one after the other', async () => {
    const done = await Promise.all([
      act('resolve', { text: 'Paid' }),
      act('reject', { reason: 'No' }),
      act('acknowledge'),
    ]);
    expect(done.map(({ status }) => status).filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    for (const { status } of done) expect([200, 409]).toContain(status);
    const { body } = await gateway.get(key, `/grievances/${reference}`);
    expect(body.events.filter(({ type }: { type: string }) => ['resolved', 'rejected'].includes(type))).toHaveLength(1);
  });
});

describe('what is refused', () => {
  it.each([
    ['reopen', { reason: 'Why not' }, /^This grievance is with an office .* cannot be reopened/],
    ['acknowledge', {}, /^This grievance is already acknowledged/],
  ])('%s at the wrong moment: 409 and why', async (action, body, message) => {
    if (action === 'acknowledge') await act('acknowledge');
    const refused = await act(action, body);
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({ code: 'conflict', message: expect.stringMatching(message) });
  });

  it.each([
    ['reply', {}, 'text', 'Is missing.'],
    ['reply', { text: '' }, 'text', 'Is empty.'],
    ['reply', { text: ' \n\t ' }, 'text', 'Is empty.'],
    ['reply', { text: 7 }, 'text', 'Must be text.'],
    ['reply', { text: 'x'.repeat(1_001) }, 'text', 'Must be at most 1000 characters.'],
    ['reply', { text: 'x'.repeat(919) }, 'text', 'Takes 7 SMS; at most 6 go out as one. Write it shorter.'],
    ['resolve', { text: 'আ'.repeat(403) }, 'text', 'Takes 7 SMS; at most 6 go out as one. Write it shorter.'],
    ['reject', { text: 'Wrong field' }, 'reason', 'Is missing.'],
    ['acknowledge', { text: 'Hello' }, 'text', 'There is no such field here.'],
    ['await-citizen', { text: '' }, 'text', 'Is empty.'],
    ['await-citizen', { text: 'x'.repeat(919) }, 'text', 'Takes 7 SMS; at most 6 go out as one. Write it shorter.'],
    ['hand-back', {}, 'reason', 'Is missing.'],
    ['assign', {}, 'account', 'Is missing.'],
    ['merge', { into: '1234' }, 'into', /^Is no reference/],
    ['merge', { into: makeReference(() => 1_000_000) }, 'into', /no report with this reference/],
    ['transfer', { office: 'nobody', reason: 'x' }, 'office', /no such office/],
    ['transfer', { office: 'csw@XK.04.28', reason: 'x' }, 'office', /has the report already/],
    ['transfer', { office: 'up@BD.40.47.12.11', reason: 'x' }, 'office', /no such office/],
    ['transfer', { office: 'mayor@XK.04.28' }, 'reason', 'Is missing.'],
  ])('%s %o: 422', async (action, body, path, message) => {
    const refused = await act(action, body);
    expect(refused.status).toBe(422);
    expect(refused.body.error.issues).toContainEqual({ path, message: expect.stringMatching(message) });
    expect(await told()).toEqual([]);
  });

  it('takes a note that no SMS could carry', async () => {
    expect((await act('note', { text: 'আ'.repeat(1_000) })).status).toBe(200);
  });

  it.each([
    ['1234', /no reference/],
    ['01234567', /no reference/],
    ['not-one', /no reference/],
    ['%00', /no reference/],
  ])('/grievances/%s: 404 that says what a reference is', async (typed, message) => {
    const { status, body } = await gateway.get(key, `/grievances/${typed}`);
    expect([status, body.error.code]).toEqual([404, 'not_found']);
    expect(body.error.message).toMatch(message);
  });

  it('says when a digit was mistyped, and reads a reference with spaces and dashes', async () => {
    const last = (Number(reference.slice(-1)) + 1) % 10;
    const wrong = await gateway.get(key, `/grievances/${reference.slice(0, 7)}${last}`);
    expect(wrong.status).toBe(404);
    expect(wrong.body.error.message).toMatch(/check digit/);
    const spaced = `${reference.slice(0, 4)}%20${reference.slice(4)}`;
    expect((await gateway.get(key, `/grievances/${spaced}`)).body.reference).toBe(reference);
    expect((await gateway.get(key, `/grievances/${reference.slice(0, 4)}-${reference.slice(4)}`)).status).toBe(200);
  });
});

it('tells the citizen what the same use case tells her from elsewhere', async () => {
  await act('reply', { text: 'Come on Friday' });
  const second = await fileReport(gateway);
  const actor = { kind: 'official', id: null, channel: 'console' } as const;
  await reply(gateway.deps, actor, { id: second.id }, { text: 'Come on Friday' });
  const rows = await gateway.deps.db
    .selectFrom('messages')
    .select('text')
    .where('purpose', '=', 'reply')
    .orderBy('id')
    .execute();
  const texts = rows.map(({ text }) => text.replace(/\d{4} \d{4}/, ''));
  expect(texts.at(-2)).toBe(texts.at(-1));
});
