import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { addAccount, openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance } from '../support/report.ts';

const OFFICE = 'water_company@KE.001';
const SALIM = { name: 'Salim Ali', sign_in: 'salim.ali', role: 'official', office: OFFICE, language: 'sw' };

describe('people, their record and saved replies', () => {
  let gateway: Gateway;
  let admin: Person;
  beforeAll(async () => {
    gateway = await openGateway();
    admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin', name: 'Amina Yusuf' });
  });
  afterAll(() => gateway.close());

  const find = (signIn: string) =>
    gateway.deps.db.selectFrom('accounts').selectAll().where('sign_in', '=', signIn).executeTakeFirst();
  const pathOf = async (signIn: string) => `/console/admin/people/${(await find(signIn))?.id}`;

  it('adds a person and shows her set-up code once', async () => {
    const { text } = await admin.post('/console/admin/people', { ...SALIM, phone: '0712000111' }).expect(200);
    expect(text).toContain('Salim Ali has an account now.');
    const code = /class="key">([^<]+)</.exec(text)?.[1] ?? '';
    expect(code.length).toBeGreaterThan(11);
    for (const path of ['/console/admin/people', await pathOf('salim.ali'), '/console/admin/changes']) {
      const page = await admin.get(path).expect(200);
      expect(page.text).toContain('salim.ali');
      expect(page.text).not.toContain(code);
      expect(page.text).not.toContain('712000111');
    }
  });

  it.each([
    [{ ...SALIM }, 'is somebody else’s name'],
    [{ ...SALIM, sign_in: 'b' }, 'must be 3 to 60 small letters'],
    [{ ...SALIM, sign_in: 'juma', role: '' }, 'Role is missing'],
    [{ ...SALIM, sign_in: 'juma', office: '' }, 'Office is missing'],
    [{ ...SALIM, sign_in: 'juma', phone: '12' }, 'is no telephone number'],
    [{ ...SALIM, sign_in: 'juma', phone: '+254712000111' }, 'one person, one phone'],
  ])('refuses %j at its field, and keeps what was typed', async (fields, message) => {
    const { text } = await admin.post('/console/admin/people', fields).expect(422);
    expect(text).toContain('<title>Error: ');
    expect(text).toContain(message);
    expect(text).toContain('value="Salim Ali"');
  });

  it('changes, disables and enables her again, each on the record', async () => {
    const path = await pathOf('salim.ali');
    await admin.post(path, { ...SALIM, name: 'Salim Omar' }).expect(303);
    const disabled = await admin.post(`${path}/disable`).expect(303);
    expect((await admin.get(disabled.headers.location ?? '')).text).toContain('Disabled, and signed out everywhere.');
    expect((await find('salim.ali'))?.disabled_at).not.toBeNull();
    await admin.post(`${path}/enable`).expect(303);
    await admin.post(`${path}/remove-phone`).expect(303);
    expect(await find('salim.ali')).toMatchObject({ name: 'Salim Omar', disabled_at: null, phone_index: null });
    const { text } = await admin.get('/console/admin/changes').expect(200);
    for (const word of ['account made', 'account changed', 'account disabled', 'account enabled', 'phone changed']) {
      expect(text).toContain(word);
    }
    expect(text).toContain('Amina Yusuf');
  });

  it('leaves what somebody had to the office from which she is moved', async () => {
    const office = 'ward_admin@KE.001.003.0011';
    const moved = await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office, name: 'Moved Away' });
    const report = { category: 'PROJ.NEED', area: 'KE.001.003.0011', phone: '+254712000199', source: 'moved' };
    const { id } = await fileReport(gateway, report);
    await routeGrievance(gateway.deps, id);
    expect((await readGrievance(gateway, id)).assignee_id).toBe(moved);
    const other = await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office });
    await admin
      .post(`/console/admin/people/${moved}`, { name: 'Moved Away', role: 'official', office: OFFICE })
      .expect(303);
    expect((await readGrievance(gateway, id)).assignee_id).toBe(other);
  });

  it('gives a new set-up code to who has lost her password', async () => {
    const { text } = await admin.post(`${await pathOf('salim.ali')}/reset`).expect(200);
    expect(text).toMatch(/class="key">[^<]{12,}</);
  });

  it('takes a list, or nothing of it with one bad line', async () => {
    const good = `sign_in,name,role,office,phone\nzawadi,Zawadi,official,${OFFICE},+254712000222\n`;
    const bad = await admin
      .post('/console/admin/people/import', { csv: `${good}juma,Juma,official,nowhere,\n` })
      .expect(422);
    expect(bad.text).toContain('Line 3, Office: is no office of this programme');
    expect(bad.text).toContain('zawadi,Zawadi');
    expect(await find('zawadi')).toBeUndefined();
    const taken = await admin.post('/console/admin/people/import', { csv: good }).expect(200);
    expect(taken.text).toContain('New: 1. Changed: 0. As before: 0.');
    expect(await find('zawadi')).toBeDefined();
    await admin.post('/console/admin/people/import', { csv: 'hello' }).expect(422);
  });

  it('gives the list as a file in which no cell is a formula', async () => {
    await addAccount(gateway, { programme: 'kenya-coast', role: 'triage', name: '=HYPERLINK("http://x")' });
    const { text, headers } = await admin.get('/console/admin/people.csv').expect(200);
    expect(headers['content-disposition']).toContain('people-kenya-coast.csv');
    expect(text).toContain("'=HYPERLINK");
    expect(text).not.toMatch(/(^|,)"?[=+\-@]/m);
  });

  it('looks for people by a part of a name, an office or a role', async () => {
    expect((await admin.get('/console/admin/people?q=zawa').expect(200)).text).toContain('1 person');
    const none = await admin.get('/console/admin/people?q=nobody-here').expect(200);
    expect(none.text).toContain('Nobody here fits what you look for.');
    expect((await admin.get('/console/admin/people?role=triage').expect(200)).text).not.toContain('Zawadi');
  });

  it('does not reach into another programme', async () => {
    const id = await addAccount(gateway, { programme: 'kosovo', role: 'triage', name: 'Arta' });
    await admin.get(`/console/admin/people/${id}`).expect(404);
    await admin.post(`/console/admin/people/${id}/disable`).expect(404);
    expect((await admin.get('/console/admin/people')).text).not.toContain('Arta');
  });

  it('saves replies per language, shows their SMS, and takes them away again', async () => {
    const empty = await admin.get('/console/admin/replies').expect(200);
    expect(empty.text).toContain('No reply is saved yet.');
    await admin.post('/console/admin/replies', { title: '', category: '' }).expect(422);
    const fields = { title: 'Team comes', category: 'WATER', 'text-en': 'A team comes today.', 'text-sw': '' };
    await admin.post('/console/admin/replies', fields).expect(303);
    const { text } = await admin.get('/console/admin/replies?done=replySaved').expect(200);
    expect(text).toContain('A team comes today. (1 SMS)');
    const path = /\/console\/admin\/replies\/[0-9a-f-]{36}/.exec(text)?.[0] ?? '';
    expect((await admin.get(path).expect(200)).text).toContain('value="Team comes"');
    await admin.post(`${path}/retire`).expect(303);
    await admin.get(path).expect(404);
  });
});
