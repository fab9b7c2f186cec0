import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashToken } from '../../src/accounts/token.ts';
import { makeReference } from '../../src/grievances/reference.ts';
import { CITIZEN_PHONE, fileReport, type Gateway, openGateway } from './gateway.ts';

/** One report for each place and stream that a scope could leak. */
const REPORTS = {
  own: { category: 'SAS.DELAY', area: 'XK.04.28' },
  otherOfficeSamePlace: { category: 'CSW.STAFF', area: 'XK.04.28' },
  sibling: { category: 'SAS.DELAY', area: 'XK.04.02' },
  parent: { category: 'SAS.DELAY', area: 'XK.04' },
  otherRegion: { category: 'SAS.DELAY', area: 'XK.01.27' },
  integrity: { category: 'INTEG.BRIBE', area: 'XK.04.28' },
  protection: { category: 'SAFE.DV', area: 'XK.04.28' },
  child: { category: 'SAFE.CHILD', area: 'XK.04.28' },
} as const;
type ReportName = keyof typeof REPORTS | 'otherProgramme';

/** A good reference that no report has. */
const UNUSED = makeReference(() => 1_000_000);

const ORDINARY = ['own', 'otherOfficeSamePlace', 'sibling', 'parent', 'otherRegion'] as const;

/** Who sees which. */
const CASES = [
  { who: 'official of an office', role: 'official', office: 'csw@XK.04.28', sees: ['own'] },
  { who: 'official of a sealed desk', role: 'official', office: 'protection_desk@XK', sees: [] },
  { who: 'supervisor of a municipality', role: 'supervisor', area: 'XK.04.28', sees: ['own', 'otherOfficeSamePlace'] },
  {
    who: 'supervisor of a region',
    role: 'supervisor',
    area: 'XK.04',
    sees: ['own', 'otherOfficeSamePlace', 'sibling', 'parent'],
  },
  { who: 'supervisor of the country', role: 'supervisor', area: 'XK', sees: ORDINARY },
  { who: 'triage', role: 'triage', sees: ORDINARY },
  { who: 'observer', role: 'observer', sees: ORDINARY },
  { who: 'admin', role: 'admin', sees: ORDINARY },
  { who: 'focal point, integrity', role: 'focal', stream: 'integrity', sees: ['integrity'] },
  { who: 'focal point, protection', role: 'focal', stream: 'protection', sees: ['protection'] },
  { who: 'focal point, child', role: 'focal', stream: 'child', sees: ['child'] },
  { who: 'admin of another programme', role: 'admin', programme: 'khulna', sees: ['otherProgramme'] },
] as const;

let gateway: Gateway;
const references = new Map<ReportName, string>();
beforeAll(async () => {
  gateway = await openGateway();
  for (const name of Object.keys(REPORTS) as (keyof typeof REPORTS)[]) {
    references.set(name, (await fileReport(gateway, REPORTS[name])).reference);
  }
  const elsewhere = { programme: gateway.khulna, category: 'UP.BIRTH', area: 'BD.40.47.12.11' };
  references.set('otherProgramme', (await fileReport(gateway, elsewhere)).reference);
});
afterAll(() => gateway.close());

describe.each(CASES)('$who', ({ who: _, sees, ...wanted }) => {
  let key: string;
  beforeAll(async () => {
    key = await gateway.key(wanted);
  });
  const seen = () => sees.map((name) => references.get(name)).sort();
  const hidden = () => [...references].filter(([name]) => !sees.some((one) => one === name)).map(([, value]) => value);

  it('lists what it sees and nothing else', async () => {
    const { body } = await gateway.get(key, '/grievances');
    expect(body.items.map((item: { reference: string }) => item.reference).sort()).toEqual(seen());
  });

  it('reads what it sees; the rest is as if it were not there', async () => {
    for (const reference of seen()) expect((await gateway.get(key, `/grievances/${reference}`)).status).toBe(200);
    const nobody = (await gateway.get(key, `/grievances/${UNUSED}`)).body.error;
    for (const reference of hidden()) {
      const response = await gateway.get(key, `/grievances/${reference}`);
      expect(response.status).toBe(404);
      expect(response.body.error).toEqual({ ...nobody, id: response.body.error.id });
    }
  });

  it('cannot touch what it does not see', async () => {
    const before = await gateway.deps.db.selectFrom('grievance_events').select('id').execute();
    for (const reference of hidden()) {
      const { status } = await gateway.post(key, `/grievances/${reference}/note`, { text: 'I was here' });
      expect(status).toBe(wanted.role === 'observer' ? 403 : 404);
    }
    expect(await gateway.deps.db.selectFrom('grievance_events').select('id').execute()).toHaveLength(before.length);
  });

  it.each(['office', 'area', 'category', 'month'])('counts only what it sees, by %s', async (grouping) => {
    const { body } = await gateway.get(key, `/response-times?group_by=${grouping}`);
    const received = body.items.map((item: { received: number }) => item.received);
    expect(received.reduce((sum: number, count: number) => sum + count, 0)).toBe(sees.length);
  });
});

it('gives an observer no words, neither of a report nor of its history', async () => {
  const text = 'Emri im eshte Arta';
  const { reference } = await fileReport(gateway, { text, area: 'XK.04.34' });
  const admin = await gateway.key({ role: 'admin' });
  const observer = await gateway.key({ role: 'observer' });
  const words = { reply: 'We called Arta', note: 'Arta is known', resolve: 'Arta was paid', reopen: 'Arta says no' };
  await gateway.post(admin, `/grievances/${reference}/reply`, { text: words.reply });
  await gateway.post(admin, `/grievances/${reference}/note`, { text: words.note });
  await gateway.post(admin, `/grievances/${reference}/resolve`, { text: words.resolve });
  await gateway.post(admin, `/grievances/${reference}/reopen`, { reason: words.reopen });
  const transfer = { office: 'csw_director@XK.04.34', reason: 'Arta asked for it' };
  await gateway.post(admin, `/grievances/${reference}/transfer`, transfer);

  const full = await gateway.get(admin, `/grievances/${reference}`);
  for (const said of [text, ...Object.values(words), transfer.reason]) expect(full.text).toContain(said);
  const bare = await gateway.get(observer, `/grievances/${reference}`);
  expect(bare.text).not.toMatch(/Arta/);
  expect(bare.body.text).toBeNull();
  expect(bare.body.events.map(({ type }: { type: string }) => type)).toEqual(
    full.body.events.map(({ type }: { type: string }) => type),
  );
  expect(bare.body.events.at(-1).data).toEqual({ from: 'csw@XK.04.34', to: 'csw_director@XK.04.34' });
  expect((await gateway.get(observer, '/grievances')).text).not.toMatch(/Arta/);
});

it.each(['observer', 'triage'] as const)('refuses a %s what the role may not do, seen or not', async (role) => {
  const key = await gateway.key({ role });
  for (const reference of [references.get('own'), references.get('child'), UNUSED]) {
    const { status, body } = await gateway.post(key, `/grievances/${reference}/resolve`, { text: 'Done' });
    expect([status, body.error.code]).toEqual([403, 'forbidden']);
  }
});

it('never lets a phone number out', async () => {
  const local = CITIZEN_PHONE.slice(4);
  for (const { who: _who, sees: _sees, ...wanted } of CASES) {
    const key = await gateway.key(wanted);
    for (const path of [
      '/grievances',
      '/ratings',
      ...[...references.values()].map((value) => `/grievances/${value}`),
    ]) {
      expect((await gateway.get(key, path)).text).not.toContain(local);
    }
  }
});

it('shows a focal point who answers for a part of the programme that part only', async () => {
  const { deps, kosovo, get } = gateway;
  const key = await gateway.key({ role: 'focal', stream: 'protection' });
  const place = (code: string) =>
    deps.db
      .updateTable('api_keys')
      .set({ area_id: kosovo.areas.get(code)?.id ?? null })
      .where('token_hash', '=', hashToken(key))
      .execute();
  const reference = references.get('protection');
  await place('XK.04');
  expect((await get(key, `/grievances/${reference}`)).status).toBe(200);
  await place('XK.01');
  expect((await get(key, `/grievances/${reference}`)).status).toBe(404);
  expect((await get(key, '/grievances')).body.items).toEqual([]);
});

it('shows nothing to a key whose place is gone', async () => {
  const key = await gateway.key({ role: 'official', office: 'csw@XK.04.28' });
  await gateway.deps.db.updateTable('api_keys').set({ office_id: null }).where('role', '=', 'official').execute();
  expect((await gateway.get(key, '/grievances')).body.items).toEqual([]);
});
