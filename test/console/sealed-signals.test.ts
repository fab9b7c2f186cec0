import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { CONSOLE_ROUTES } from '../../src/console/routes/index.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openProgram, type Program } from '../support/program.ts';
import { fileReport } from '../support/report.ts';
import { fileSealed, openFocal, PLACE } from './sealed-scene.ts';

/** Everybody but the focal points, with the places in which a sealed report might show. */
const OTHERS = [
  { role: 'official', office: 'protection_desk@KE' },
  { role: 'official', office: 'child_desk@KE' },
  { role: 'official', office: 'case_desk@KE' },
  { role: 'supervisor', area: 'KE' },
  { role: 'supervisor', area: PLACE },
  { role: 'triage' },
  { role: 'observer' },
  { role: 'admin' },
] as const;

const API = [
  '/grievances?limit=200',
  '/grievances?overdue=true',
  '/grievances?status=routed',
  '/grievances?category=SAFE',
  '/ratings',
  '/response-times?group_by=office',
  '/response-times?group_by=area',
  '/response-times?group_by=category',
  '/response-times?group_by=month',
];
const SEARCHES = ['/console?q=Zebrafink', '/console?q=Zebrafink&scope=all', '/console/inbox.csv?q=Zebrafink&scope=all'];

let gateway: Gateway;
let people: Person[];
let programs: Program[];
beforeAll(async () => {
  gateway = await openGateway();
  people = [];
  programs = [];
  for (const [index, other] of OTHERS.entries()) {
    const phone = `+2547141000${String(index).padStart(2, '0')}`;
    people.push(
      await openPerson(gateway, { programme: 'kenya-coast', ...other, ...(other.role === 'admin' ? {} : { phone }) }),
    );
    programs.push(await openProgram(gateway, { programme: 'kenya-coast', ...other }));
  }
  const at = { category: 'WATER.DRY', area: PLACE, phone: '+254712000001' };
  for (const source of ['one', 'two']) await fileReport(gateway, { ...at, source });
  await gateway.work();
});
afterAll(() => gateway.close());

/** Pages for people who have signed in, without a reference in their address. */
const PAGES = CONSOLE_ROUTES.filter(
  ({ method, path, needs }) => method === 'get' && !path.includes(':') && needs !== 'anyone',
).map(({ path }) => `/console${path === '/' ? '' : path}`);

/** All that everybody sees, without what is random in a form. */
async function look(): Promise<string[]> {
  const seen: string[] = [];
  for (const person of people) {
    for (const path of [...PAGES, ...SEARCHES]) {
      const { status, text, headers } = await person.get(path).buffer(true);
      const steady = (text ?? '').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|value="[\w-]{40,}"/g, 'ID');
      seen.push(`${person.id} ${path} ${status} ${headers.location ?? ''} ${steady}`);
    }
  }
  for (const [index, program] of programs.entries()) {
    for (const path of API) seen.push(`${index} ${path} ${JSON.stringify((await program.get(path)).body)}`);
  }
  const { text } = await request(gateway.app).get('/metrics');
  // How long the queue of the history is, whatever stands in it, says nothing of what that is.
  return [...seen, text.replace(/^majibu_unlinked.*$/gm, '')];
}

/** SMS to everybody who is no focal point. */
const told = async () =>
  gateway.deps.db
    .selectFrom('messages')
    .select(['id'])
    .where(
      'account_id',
      'in',
      people.map(({ id }) => id),
    )
    .execute();

it('is not seen by anybody else that sealed reports are filed, called to, opened, worked and answered', async () => {
  const focal = await openFocal(gateway, { phone: '+254714200001' });
  const before = { seen: await look(), told: await told() };
  expect(before.seen.length).toBeGreaterThan(OTHERS.length * 10);
  for (const category of ['SAFE.GBV', 'SAFE.CHILD', 'INTEG.BRIBE']) {
    await fileSealed(gateway, { category, contact: 'neutral' });
  }
  const report = await fileSealed(gateway, { contact: 'neutral' });
  await focal.get(`/console/sealed/${report.reference}`).expect(200);
  await focal.post(`/console/sealed/${report.reference}/reply`, { approved: 'working', seen: '' });
  await focal.post(`/console/sealed/${report.reference}/number`, { note: 'The court sits on Monday.' });
  await gateway.work();
  expect(await gateway.deps.db.selectFrom('pagings').select('step').execute()).toHaveLength(3);
  const after = { seen: await look(), told: await told() };
  for (const [index, page] of before.seen.entries()) expect(after.seen[index]).toBe(page);
  expect(after.told).toEqual(before.told);
});

it('is not seen by anybody else that they are late and go up their ladders', async () => {
  const half = async (withSealed: boolean) => {
    const own = await openGateway();
    const boss = await openPerson(own, {
      programme: 'kenya-coast',
      role: 'supervisor',
      area: 'KE',
      phone: '+254714300001',
    });
    const desk = await openPerson(own, {
      programme: 'kenya-coast',
      role: 'official',
      office: 'protection_desk@KE',
      phone: '+254714300002',
    });
    const observer = await openPerson(own, { programme: 'kenya-coast', role: 'observer', phone: '+254714300003' });
    if (withSealed) for (const category of ['SAFE.GBV', 'INTEG.BRIBE']) await fileSealed(own, { category });
    await fileReport(own, { category: 'WATER.DRY', area: PLACE, phone: '+254712000001', source: 'ordinary' });
    for (let day = 0; day < 20; day += 1) await own.pass(24);
    const ids = [boss.id, desk.id, observer.id];
    const texts = await own.deps.db
      .selectFrom('messages')
      .select(['account_id', 'text', 'purpose'])
      .where('account_id', 'is not', null)
      .orderBy('id')
      .execute();
    const { text } = await request(own.app).get('/metrics');
    const overdue = text.split('\n').filter((line) => line.startsWith('majibu_overdue'));
    await own.close();
    return { told: texts.map((sent) => sayTo(ids, sent)), overdue };
  };
  const [withSealed, without] = [await half(true), await half(false)];
  expect(without.told.length).toBeGreaterThan(0);
  expect(withSealed).toEqual(without);
});

/** An SMS without the reference, which is drawn. */
function sayTo(ids: readonly string[], sent: { account_id: string | null; text: string; purpose: string | null }) {
  const text = sent.text.replace(/\d{4} \d{4}/g, 'REFERENCE');
  return { to: ids.indexOf(sent.account_id ?? ''), purpose: sent.purpose, text };
}
