import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { generate } from 'otplib';
import { openPerson, addAccount, type Person } from './support/console.ts';
import { type Gateway, openGateway } from './support/gateway.ts';
import { fileReport, readGrievance, readHistory } from './support/report.ts';
import { routeGrievance } from '../src/grievances/route-grievance.ts';
import { makePerson, PASSWORD, sessionOf, signInAs, programmeOf } from './accounts/scene.ts';
import { addAuthenticator, offerAuthenticator } from '../src/accounts/authenticator.ts';
import { prove } from '../src/accounts/prove.ts';
import { choosePassword } from '../src/accounts/choose-password.ts';
import { createAccount } from '../src/accounts/edit-account.ts';
import { signIn } from '../src/accounts/sign-in.ts';
import { createKey } from '../src/accounts/create-key.ts';
import request from 'supertest';

let g: Gateway; let admin: Person;
beforeAll(async () => { g = await openGateway(); admin = await openPerson(g, { programme: 'kenya-coast', role: 'admin' }); });
afterAll(() => g.close());
const MTONGWE = 'KE.001.005.0021';
const WATER = 'water_company@KE.001';
const DEPT = 'county_water_dept@KE.001';
let n = 0;
const file = async (about?: string, area = MTONGWE) => { n += 1; const { id } = await fileReport(g, { category: 'WATER.DRY', area, phone: `+2547190${String(n).padStart(5,'0')}`, source: `adv-${n}`, ...(about ? { about } : {}) }); await routeGrievance(g.deps, id); return readGrievance(g, id); };
const lastEvent = async (id: string) => (await g.deps.db.selectFrom('grievance_events').select('id').where('grievance_id', '=', id).orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()).id;
const tally = (xs: unknown[]) => JSON.stringify(xs.reduce((m: Record<string, number>, x) => ({ ...m, [String(x)]: (m[String(x)] ?? 0) + 1 }), {}));
const addr = () => `198.51.${Math.floor(Math.random()*250)}.${Math.floor(Math.random()*250)}`;

describe('b', () => {
  it('races', async () => {
    await makePerson(g, { sign_in: 'racer', role: 'admin' });
    const half = await sessionOf(g, (await signInAs(g, 'racer')).token);
    const o1 = offerAuthenticator(g.deps, half.caller); const o2 = offerAuthenticator(g.deps, half.caller);
    const epoch = Math.floor(g.deps.now().getTime() / 1000);
    const code = async (s: string, e = epoch) => generate({ secret: s, epoch: e });
    const both = await Promise.allSettled([o1, o2].map(async (o) => addAuthenticator(g.deps, half, { offered: o.offered, code: await code(o.secret), password: '', address: addr() })));
    console.log('double authenticator', both.map((x) => x.status));
    const rows = await g.deps.db.selectFrom('account_sessions').select('stage').where('account_id', '=', half.caller.id).execute();
    console.log('sessions after', rows);
    const won = both.flatMap((x) => x.status === 'fulfilled' ? [x.value] : []);
    const again = await Promise.allSettled([o1,o2].flatMap((o) => Array.from({ length: 3 }, async () => { const h = await sessionOf(g, (await signInAs(g, 'racer')).token); return prove(g.deps, h, { code: await code(o.secret, epoch + 30), address: addr() }); })));
    console.log('totp race', tally(again.map((x) => x.status)));
    const rec = won.at(-1)!.recoveryCodes[0]!;
    const recs = await Promise.allSettled(Array.from({ length: 6 }, async () => { const h = await sessionOf(g, (await signInAs(g, 'racer')).token); return prove(g.deps, h, { code: rec, address: addr() }); }));
    console.log('recovery race', tally(recs.map((x) => x.status)));
    const { setupCode } = await createAccount(g.deps, { id: null, programme: programmeOf(g) }, { sign_in: 'newbie', name: 'New One', role: 'triage' });
    const set = await Promise.allSettled(Array.from({ length: 6 }, (_, i) => choosePassword(g.deps, { signIn: 'newbie', code: setupCode!, password: `samaki wa nazi ${i}`, address: addr(), instead: null })));
    console.log('setup race', tally(set.map((x) => x.status)));
  }, 60000);
  it('timing of names', async () => {
    await makePerson(g, { sign_in: 'known', role: 'triage' });
    const dis = await makePerson(g, { sign_in: 'gone', role: 'triage' });
    await admin.post(`/console/admin/people/${dis}/disable`);
    await addAccount(g, { programme: 'kenya-coast', role: 'triage', signIn: 'nopass' });
    const t: Record<string, number[]> = {};
    for (let i = 0; i < 25; i += 1) for (const who of ['known', 'gone', 'nopass', 'unknown']) {
      const s = performance.now(); await signIn(g.deps, { signIn: who, password: 'wrong wrong', address: addr(), instead: null }).catch((e) => e); (t[who] ??= []).push(performance.now() - s);
    }
    for (const [k, v] of Object.entries(t)) { v.sort((a, b) => a - b); console.log('timing', k, v[12]?.toFixed(1)); }
    const u: Record<string, number[]> = {};
    for (let i = 0; i < 15; i += 1) for (const who of ['known', 'gone', 'nopass', 'unknown']) {
      const s = performance.now(); await choosePassword(g.deps, { signIn: who, code: 'AAAA', password: 'wrong wrong samaki', address: addr(), instead: null }).catch((e) => e); (u[who] ??= []).push(performance.now() - s);
    }
    for (const [k, v] of Object.entries(u)) { v.sort((a, b) => a - b); console.log('timing setup', k, v[7]?.toFixed(1)); }
  }, 60000);
  it('console actions forged', async () => {
    const off = await openPerson(g, { programme: 'kenya-coast', role: 'official', office: WATER });
    const off2 = await openPerson(g, { programme: 'kenya-coast', role: 'official', office: WATER });
    const other = await addAccount(g, { programme: 'kosovo', role: 'official' });
    const sibling = await addAccount(g, { programme: 'kenya-coast', role: 'official', office: DEPT });
    const x = await file();
    const p = `/console/reports/${x.reference}`;
    for (const account of ['xyz', other, sibling, admin.id, '', "' or 1=1"]) {
      const r = await off.post(`${p}/assign`, { account, seen: await lastEvent(x.id), once: crypto.randomUUID(), step: 'send' });
      console.log('assign', account.slice(0, 8), r.status);
    }
    for (const seen of ['xyz', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) {
      const r = await off.post(`${p}/note`, { text: 'hello', seen, once: 'not-a-uuid', step: 'send' }); console.log('seen', seen, r.status);
    }
    const seen = await lastEvent(x.id);
    const two = await Promise.all([off, off2].map((who, i) => who.post(`${p}/reply`, { text: `We come ${i}`, seen, once: crypto.randomUUID(), step: 'send' })));
    console.log('two at once', two.map((r) => r.status), await readHistory(g, x.id));
    const once = crypto.randomUUID();
    const a1 = await off.post(`${p}/reply`, { text: 'First words', seen: await lastEvent(x.id), once, step: 'send' });
    const a2 = await off.post(`${p}/reply`, { text: 'Other words', seen: await lastEvent(x.id), once, step: 'send' });
    console.log('once twice', a1.status, a1.headers.location, a2.status, a2.headers.location, (await readHistory(g, x.id)).filter((t) => t === 'replied').length);
    const big = await off.post(`${p}/reply`, { text: 'x'.repeat(20000), seen: await lastEvent(x.id), once: crypto.randomUUID(), step: 'send' });
    console.log('20kB', big.status, big.text.includes('x'.repeat(20000)));
    const bad = await off.post(`/console/reports/${'48217736'}/reply`, { text: 'x'.repeat(20000) }); console.log('bad digit', bad.status, bad.text.length);
  });
  it('accused', async () => {
    const accused = await openPerson(g, { programme: 'kenya-coast', role: 'official', office: WATER });
    const key = (await createKey(g.deps, { programme: 'kenya-coast', role: 'official', office: WATER })).key;
    const mine = await file(); const hidden = await file(WATER);
    let free = ''; for (let r = 10000007; ; r += 1) { const s = String(r); const q = await accused.get(`/console/reports/${s}`); if (!q.text.includes('digit')) { free = s; break; } if (r > 10000200) break; }
    console.log('free', free);
    const same = (a: string, b: string) => a.replaceAll(hidden.reference, 'R').replaceAll(free, 'R').replace(/[\d]{4} [\d]{4}/g, 'R').replace(/value="[0-9a-f-]{36}"/g, '').replace(/"id":"[^"]+"/g, '') === b.replaceAll(hidden.reference, 'R').replaceAll(free, 'R').replace(/[\d]{4} [\d]{4}/g, 'R').replace(/value="[0-9a-f-]{36}"/g, '').replace(/"id":"[^"]+"/g, '');
    for (const path of ['', '/reply', '/transfer', '/gone', '/merge']) { const [a, b] = await Promise.all([hidden.reference, free].map((r) => accused.get(`/console/reports/${r}${path}`))); console.log('get', path, a!.status, b!.status, same(a!.text, b!.text)); }
    for (const path of ['/reply', '/transfer', '/hand-back', '/assign', '/merge', '/note']) { const [a, b] = await Promise.all([hidden.reference, free].map((r) => accused.post(`/console/reports/${r}${path}`, { text: 'abc', office: DEPT, account: accused.id, into: mine.reference, once: crypto.randomUUID(), seen: mine.id, step: 'send' }))); console.log('post', path, a!.status, b!.status, same(a!.text, b!.text)); }
    const seen = await lastEvent(mine.id);
    const [a, b] = await Promise.all([hidden.reference, free].map((into) => accused.post(`/console/reports/${mine.reference}/merge`, { into, seen, once: crypto.randomUUID(), step: 'send' })));
    console.log('merge into', a!.status, b!.status, same(a!.text, b!.text));
    const api = (path: string, body: object) => request(g.app).post(`/api/v1/grievances/${path}`).set('authorization', `Bearer ${key}`).send(body);
    const [c, d] = await Promise.all([hidden.reference, free].map((into) => api(`${mine.reference}/merge`, { into })));
    console.log('api merge', c!.status, d!.status, same(c!.text, d!.text), c!.text);
    const t: Record<string, number[]> = {};
    for (let i = 0; i < 60; i += 1) for (const [k, r] of [['hidden', hidden.reference], ['free', free]] as const) { const s = performance.now(); await accused.get(`/console/reports/${r}`); (t[k] ??= []).push(performance.now() - s); }
    for (const [k, v] of Object.entries(t)) { v.sort((x, y) => x - y); console.log('404 timing', k, v[30]?.toFixed(2)); }
    for (const group of ['office', 'area', 'category', 'month']) { const r = await request(g.app).get(`/api/v1/response-times?group_by=${group}`).set('authorization', `Bearer ${key}`); console.log(group, r.body.items.map((i: { received: number }) => i.received)); }
    const intake = await accused.post('/console/intake', { category: 'WATER.DRY', place: 'Mtongwe', area: MTONGWE, text: 'They ask for money', language: 'en', phone: '+254719055555', consent: 'yes', aboutOffice: 'yes', once: crypto.randomUUID() });
    console.log('intake about', intake.status, intake.headers.location);
    await g.work();
    const rec = await accused.get(intake.headers.location ?? '/console'); console.log('receipt', rec.status, /<main[\s\S]*<\/main>/.exec(rec.text)?.[0].replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').slice(0, 900));
  });
  it('phones leak', async () => {
    const r = await admin.post('/console/admin/people', { name: 'Canary', sign_in: 'canary', role: 'official', office: WATER, phone: '+254722123987' }); console.log(r.status);
    const r2 = await admin.post('/console/admin/people', { name: 'Canary', sign_in: 'canary2', role: 'official', office: WATER, phone: '+254722123987' }); console.log(r2.status);
    const list = await Promise.all(['/console/admin/people', '/console/admin/changes', '/console/admin/people.csv'].map((p) => admin.get(p)));
    const dump = JSON.stringify([await g.deps.db.selectFrom('changes').selectAll().execute(), g.logged, g.waiting]);
    console.log('canary', [dump, ...list.map((l) => l.text)].map((t) => t.includes('722123987')));
  });
});
