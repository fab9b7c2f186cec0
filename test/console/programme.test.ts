import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';

const OFFICE = '/console/admin/offices/water_company%40KE.001';

describe('what an administrator changes of a programme', () => {
  let gateway: Gateway;
  let admin: Person;
  beforeAll(async () => {
    gateway = await openGateway();
    admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin', name: 'Amina Yusuf' });
  });
  afterAll(() => gateway.close());

  const office = () => gateway.deps.programmes.byName('kenya-coast')?.offices.get('water_company@KE.001');
  const changes = () => gateway.deps.db.selectFrom('changes').selectAll().orderBy('id').execute();

  it('gives an office another name and other hours at once, on top of the files, and writes down what was before', async () => {
    const fields = { 'name-sw': 'Maji Mombasa', 'name-en': 'Mombasa Water', hours: 'mon-thu 08:00-12:00' };
    const saved = await admin.post(OFFICE, fields).expect(303);
    expect(saved.headers.location).toBe(`${OFFICE}?done=saved`);
    expect(office()?.names).toEqual({ sw: 'Maji Mombasa', en: 'Mombasa Water' });
    expect(office()?.hours?.fri).toEqual([]);
    const { text } = await admin.get(saved.headers.location ?? '').expect(200);
    expect(text).toContain('Saved. It holds from now on.');
    expect(text).toContain('Mombasa Water Company (MOWASSCO)');
    const [names, hours] = (await changes()).slice(-2);
    expect(names).toMatchObject({ what: 'office_changed', subject: 'water_company@KE.001', account_id: admin.id });
    expect(names?.before).toEqual({ names: { en: 'Mombasa Water Company (MOWASSCO)', sw: expect.any(String) } });
    expect(hours?.before).toEqual({ hours: null });
    // The files are as they were.
    const row = await gateway.deps.db
      .selectFrom('offices')
      .select(['names', 'hours'])
      .where('code', '=', 'water_company@KE.001')
      .executeTakeFirstOrThrow();
    expect(row.names.en).toBe('Mombasa Water Company (MOWASSCO)');
  });

  it('takes it back to what the files say', async () => {
    await admin.post(`${OFFICE}/undo`).expect(303);
    expect(office()?.names.en).toBe('Mombasa Water Company (MOWASSCO)');
    expect(office()?.hours).toBeNull();
  });

  it.each([
    [{ 'name-en': '' }, 'Write the name in this language'],
    [{ 'name-en': 'Mombasa ✓' }, 'a letter that most phones cannot show'],
    [{ 'name-en': 'M'.repeat(120) }, 'too long: a screen of a phone has no room for it'],
    [{ hours: 'all day' }, 'These hours cannot be read'],
  ])('refuses %j with a sentence at its field, and keeps what was typed', async (wrong, message) => {
    const before = office();
    const fields = { 'name-sw': 'Maji Mombasa', 'name-en': 'Mombasa Water', hours: '', ...wrong };
    const { text } = await admin.post(OFFICE, fields).expect(422);
    expect(text).toContain('<title>Error: ');
    expect(text).toContain(message);
    expect(text).toContain('value="Maji Mombasa"');
    expect(office()).toBe(before);
  });

  it('changes response targets for new reports, and not the order of the two', async () => {
    const path = '/console/admin/categories/WATER.DRY';
    const names = { 'name-sw': 'Hakuna maji', 'name-en': 'No water' };
    await admin.post(path, { ...names, first: '4', resolve: '16' }).expect(303);
    const category = gateway.deps.programmes.byName('kenya-coast')?.categories.get('WATER.DRY');
    expect(category?.targets).toMatchObject({ firstAnswerHours: 4, resolveHours: 16 });
    const { text } = await admin.post(path, { ...names, first: '20', resolve: '16' }).expect(422);
    expect(text).toContain('The first answer must come before the end');
    for (const first of ['soon', '0', '-1', 'Infinity', '1e308', '10001']) {
      const wrong = await admin.post(path, { ...names, first, resolve: '1e308' }).expect(422);
      expect(wrong.text).toContain('Write a number of hours above 0, 10,000 at most');
    }
    expect(gateway.deps.programmes.byName('kenya-coast')?.categories.get('WATER.DRY')).toBe(category);
  });

  it('refuses a pasted name at once, before it is measured on every screen', async () => {
    const pasted = { 'name-sw': 'Maji', 'name-en': 'x '.repeat(10_000), hours: '', first: '4', resolve: '16' };
    const started = performance.now();
    for (const path of [OFFICE, '/console/admin/categories/WATER.DRY']) {
      expect((await admin.post(path, pasted).expect(422)).text).toContain('This name is too long');
    }
    await admin
      .post('/console/admin/holidays', { day: '0000-01-01', 'name-sw': 'Kamwe', 'name-en': 'Never' })
      .expect(422);
    const holiday = await admin.post('/console/admin/holidays', { day: '2026-11-30', ...pasted }).expect(422);
    expect(holiday.text).toContain('This name is too long');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('passes over a change that another version left and this one cannot read, and takes it back', async () => {
    const { id } = gateway.deps.programmes.byName('kenya-coast') ?? { id: '' };
    const left = { programme_id: id, kind: 'office', code: 'water_company@KE.001', field: 'names', value: '{"sw":5}' };
    await gateway.deps.db
      .insertInto('overrides')
      .values({ ...left, changed_by: admin.id, changed_at: gateway.deps.now() })
      .execute();
    await admin.post('/console/admin/holidays/2026-12-12/remove').expect(303);
    expect(office()?.names.en).toBe('Mombasa Water Company (MOWASSCO)');
    await admin.get('/console/admin/offices').expect(200);
    await admin.post(`${OFFICE}/undo`).expect(303);
    await admin.post('/console/admin/holidays/2026-12-12/undo').expect(303);
    expect(await gateway.deps.db.selectFrom('overrides').select('code').where('kind', '=', 'office').execute()).toEqual(
      [],
    );
  });

  it('adds and takes away holidays, asks for the due times to be counted anew, and tells what the files say', async () => {
    gateway.waiting.length = 0;
    const names = { 'name-sw': 'Siku ya kaunti', 'name-en': 'County day' };
    await admin.post('/console/admin/holidays', { day: '2026-11-30', ...names }).expect(303);
    const days = () => gateway.deps.programmes.byName('kenya-coast')?.calendar.holidays;
    expect(days()?.has('2026-11-30')).toBe(true);
    expect(gateway.waiting.map(({ job }) => job)).toContain('recompute-deadlines');
    const twice = await admin.post('/console/admin/holidays', { day: '2026-11-30', ...names }).expect(422);
    expect(twice.text).toContain('This day is a holiday already');
    await admin.post('/console/admin/holidays', { day: '30.11.2026', ...names }).expect(422);
    await admin.post('/console/admin/holidays/2026-12-12/remove').expect(303);
    expect(days()?.has('2026-12-12')).toBe(false);
    expect((await admin.get('/console/admin/holidays').expect(200)).text).toContain('Removed here');
    await admin.post('/console/admin/holidays/2026-12-12/undo').expect(303);
    await admin.post('/console/admin/holidays/2026-11-30/remove').expect(303);
    expect(days()?.has('2026-12-12')).toBe(true);
    expect(days()?.has('2026-11-30')).toBe(false);
  });

  it('finds offices by a part of a name, and says when none has it', async () => {
    const found = await admin.get('/console/admin/offices?q=kimawasco').expect(200);
    expect(found.text.match(/admin\/offices\/water_company/g)).toHaveLength(1);
    const none = await admin.get('/console/admin/offices?q=zzz').expect(200);
    expect(none.text).toContain('Nothing has &quot;zzz&quot; in it.');
  });

  it('is for administrators only, and each for her own programme', async () => {
    const triage = await openPerson(gateway, { programme: 'kenya-coast', role: 'triage' });
    await triage.get('/console/admin').expect(403);
    await triage.post(OFFICE, { 'name-en': 'Mine', 'name-sw': 'Yangu' }).expect(403);
    const other = await openPerson(gateway, { programme: 'kosovo', role: 'admin' });
    await other.get(OFFICE).expect(404);
    await other.post(OFFICE, { 'name-en': 'Mine', 'name-sq': 'Imja', 'name-sr': 'Moja' }).expect(404);
  });

  it('refuses a form that another site sends', async () => {
    await admin.post(`${OFFICE}/undo`).set('sec-fetch-site', 'cross-site').expect(403);
  });
});
