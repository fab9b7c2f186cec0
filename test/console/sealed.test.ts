import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addNote } from '../../src/grievances/add-note.ts';
import { showReference } from '../../src/grievances/reference.ts';
import { localeOf } from '../../src/locales/index.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openProgram } from '../support/program.ts';
import { readGrievance, readHistory } from '../support/report.ts';
import { openCitizen } from '../support/story.ts';
import {
  AROUND,
  addAuthenticator,
  fileSealed,
  hidden,
  openFocal,
  PIN,
  SECRET_PHONE,
  SECRET_WORDS,
} from './sealed-scene.ts';

let gateway: Gateway;
let amina: Person;
beforeAll(async () => {
  gateway = await openGateway();
});
beforeEach(async () => {
  amina = await openFocal(gateway, { name: 'Amina Yusuf' });
});
afterAll(() => gateway.close());

const pathOf = ({ reference }: { reference: string }) => `/console/sealed/${reference}`;
const eventsOf = async (id: string) =>
  gateway.deps.db
    .selectFrom('grievance_events')
    .select(['type', 'actor_id', 'channel', 'data'])
    .where('grievance_id', '=', id)
    .orderBy('id')
    .execute();
const sentAbout = (id: string) =>
  gateway.deps.db
    .selectFrom('messages')
    .select(['text', 'purpose', 'account_id'])
    .where('grievance_id', '=', id)
    .where('account_id', 'is', null)
    .orderBy('id')
    .execute();

/** Opens the page of an action and sends its form with these fields, as a browser does. */
async function act(person: Person, report: { reference: string }, name: string, fields: Record<string, string> = {}) {
  const { text } = await person.get(name === 'acknowledge' ? pathOf(report) : `${pathOf(report)}/${name}`).expect(200);
  const form = { once: hidden(text, 'once'), seen: hidden(text, 'seen'), ...fields };
  return person.post(`${pathOf(report)}/${name}`, form);
}

describe('the queue', () => {
  it('shows what is due first, and nothing of what it says, where it is from or who wrote it', async () => {
    const late = await fileSealed(gateway);
    await gateway.pass(0.5);
    const later = await fileSealed(gateway);
    const { text } = await amina.get('/console/sealed').expect(200);
    const [first, second] = [late, later].map(({ reference }) => text.indexOf(`href="${pathOf({ reference })}"`));
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first ?? 0);
    expect(text).toContain('<tr class="sealed">');
    expect(text).toContain('Sealed report');
    expect(text).not.toMatch(/Zebrafink|Gender-based|254712|Mtongwe|Likoni/);
  });

  it('is of one stream, and of one place where she answers for that alone', async () => {
    const here = await fileSealed(gateway);
    const child = await fileSealed(gateway, { category: 'SAFE.CHILD' });
    const elsewhere = await fileSealed(gateway, { area: otherPlace() });
    const near = await openFocal(gateway, { area: AROUND });
    const seen = async (person: Person) => (await person.get('/console/sealed').expect(200)).text;
    expect(await seen(near)).toContain(here.reference);
    expect(await seen(near)).not.toContain(elsewhere.reference);
    expect(await seen(amina)).toContain(elsewhere.reference);
    expect(await seen(amina)).not.toContain(child.reference);
    for (const report of [child, elsewhere]) await near.get(pathOf(report)).expect(404);
    await amina.get(pathOf(child)).expect(404);
    await near.get(`${pathOf(elsewhere)}/number`).expect(404);
    await near.post(`${pathOf(elsewhere)}/note`, { note: 'I was here' }).expect(404);
    expect(await readHistory(gateway, elsewhere.id)).not.toContain('viewed');
  });

  it('says which nobody has opened yet, and finds one by its reference', async () => {
    const report = await fileSealed(gateway);
    const row = async () => {
      const { text } = await amina.get('/console/sealed');
      return text.split('<tr').find((part) => part.includes(pathOf(report))) ?? '';
    };
    expect(await row()).toContain('Nobody has opened it yet');
    await amina.get(pathOf(report)).expect(200);
    expect(await row()).not.toContain('Nobody has opened it yet');
    const found = await amina.get(`/console/sealed?find=${encodeURIComponent(showReference(report.reference))}`);
    expect([found.status, found.headers.location]).toEqual([303, pathOf(report)]);
    const missing = await amina.get('/console/sealed?find=12345678').expect(404);
    expect(missing.text).toContain('There is no sealed report 12345678');
  });

  it('lists what has ended apart', async () => {
    const report = await fileSealed(gateway);
    const ended = await act(amina, report, 'reject', { approved: 'not_enough', note: 'Nothing more came.' });
    expect(ended.status).toBe(303);
    expect((await amina.get('/console/sealed')).text).not.toContain(report.reference);
    expect((await amina.get('/console/sealed?show=ended')).text).toContain(report.reference);
  });

  it('is not there for anybody else', async () => {
    const report = await fileSealed(gateway);
    const { programmes } = gateway.deps;
    const desk = programmes
      .byName('kenya-coast')
      ?.byId.offices.get((await readGrievance(gateway, report.id)).office_id ?? '');
    const others = [
      await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: desk?.code ?? '' }),
      await openPerson(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE' }),
      await openPerson(gateway, { programme: 'kenya-coast', role: 'triage' }),
      await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' }),
      await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' }),
    ];
    for (const person of others) {
      for (const path of ['/console/sealed', pathOf(report), `${pathOf(report)}/number`, `${pathOf(report)}/reply`]) {
        await person.get(path).expect(403);
      }
      await person.post(`${pathOf(report)}/note`, { note: 'I was here' }).expect(403);
      await person.get(`/console/reports/${report.reference}`).expect(404);
      expect((await person.get('/console/settings')).text).not.toContain('/console/sealed');
    }
    expect(await readHistory(gateway, report.id)).toEqual(['filed', 'routed', 'paged']);
    const stranger = await openPerson(gateway, { programme: 'khulna', role: 'focal', stream: 'protection' });
    await stranger.get(pathOf(report)).expect(404);
  });
});

describe('opening a report', () => {
  it('is written down each time and shown to the focal points, and stops the calls', async () => {
    const report = await fileSealed(gateway);
    const brenda = await openFocal(gateway, { name: 'Brenda Otieno' });
    await amina.get(pathOf(report)).expect(200);
    await amina.get(pathOf(report)).expect(200);
    const { text } = await brenda.get(pathOf(report)).expect(200);
    expect(text).toMatch(/Amina Yusuf: 2 times, last/);
    expect(text).toMatch(/Brenda Otieno: once, last/);
    const looks = (await eventsOf(report.id)).filter(({ type }) => type === 'viewed');
    expect(looks.map(({ actor_id: id, channel }) => [id, channel])).toEqual([
      [amina.id, 'console'],
      [amina.id, 'console'],
      [brenda.id, 'console'],
    ]);
    const paging = await gateway.deps.db
      .selectFrom('pagings')
      .select(['opened_by', 'next_at'])
      .where('grievance_id', '=', report.id)
      .executeTakeFirst();
    expect(paging).toEqual({ opened_by: amina.id, next_at: null });
  });

  it('shows her words as words, and no number', async () => {
    const report = await fileSealed(gateway);
    const { text } = await amina.get(pathOf(report)).expect(200);
    expect(text).toContain('Zebrafink told me to keep quiet &lt;script');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toMatch(/712 ?999 ?888/);
  });

  it('asks for the code again after 30 minutes, and for none to see the queue', async () => {
    const report = await fileSealed(gateway);
    await gateway.pass(0.51);
    await amina.get('/console/sealed').expect(200);
    for (const path of ['', '/reply', '/number', '/number/shown']) {
      const asked = await amina.get(`${pathOf(report)}${path}`);
      expect([asked.status, asked.headers.location]).toEqual([
        303,
        `/console/code?next=${encodeURIComponent(`${pathOf(report)}${path}`)}`,
      ]);
    }
    expect(await readHistory(gateway, report.id)).not.toContain('viewed');
  });

  it('is done on its own page also where the address of an ordinary report is typed', async () => {
    const report = await fileSealed(gateway);
    const led = await amina.get(`/console/reports/${report.reference}`);
    expect([led.status, led.headers.location]).toEqual([303, pathOf(report)]);
    const file = await amina.get('/console/inbox.csv');
    expect(file.text ?? '').not.toContain(report.reference);
    await amina.post(`/console/reports/${report.reference}/reply`, { text: 'Free words', step: 'send' });
    expect((await eventsOf(report.id)).map(({ type }) => type)).not.toContain('replied');
  });
});

describe('working a report', () => {
  const { approved: en } = localeOf('en');

  it.each([
    ['acknowledge', {}, 'acknowledged', {}],
    ['reply', { approved: 'read' }, 'replied', { approved: 'read' }],
    ['ask', { approved: 'still' }, 'asked', { approved: 'still' }],
    ['note', { note: 'The sister knows.' }, 'noted', { text: 'The sister knows.' }],
    ['resolve', { approved: 'done', note: 'She is safe.' }, 'resolved', { approved: 'done', note: 'She is safe.' }],
    ['reject', { approved: 'not_ours', note: 'Police.' }, 'rejected', { approved: 'not_ours', note: 'Police.' }],
    [
      'refer',
      { service: '1195', consent: 'spoken' },
      'referred',
      { approved: 'referred', service: 'Gender violence helpline 1195', consent: 'spoken' },
    ],
    [
      'refer',
      { service: 'other', otherService: 'Coast shelter', consent: 'guardian' },
      'referred',
      { approved: 'referred', service: 'Coast shelter', consent: 'guardian' },
    ],
  ])('%s %o', async (name, fields, event, data) => {
    for (const contact of ['none', 'neutral'] as const) {
      const report = await fileSealed(gateway, { contact });
      const done = await act(amina, report, name, fields);
      expect([done.status, done.headers.location]).toEqual([303, `${pathOf(report)}?done=${name}`]);
      await gateway.work();
      const events = (await eventsOf(report.id)).filter(({ type }) => type === event);
      expect(events).toEqual([{ type: event, actor_id: amina.id, channel: 'console', data }]);
      const page = await amina.get(`${pathOf(report)}?done=${name}`).expect(200);
      expect(page.text).toContain('role="status"');
      // What goes out, if anything does, says nothing.
      const news = localeOf('sw').sms.news(showReference(report.reference), '*384*2101#');
      const isTold = contact === 'neutral' && name !== 'note';
      expect((await sentAbout(report.id)).map(({ text }) => text)).toEqual(isTold ? [news] : []);
    }
  });

  it('passes it to another desk of its stream alone, and opens it again', async () => {
    const report = await fileSealed(gateway, { category: 'SAFE.CHILD' });
    const child = await openFocal(gateway, { stream: 'child' });
    const { text } = await child.get(`${pathOf(report)}/transfer`).expect(200);
    const offered = [...text.matchAll(/<option value="([^"]+)"/g)].map(([, code]) => code ?? '');
    const kinds = gateway.deps.programmes.byName('kenya-coast')?.categories.get('SAFE.CHILD')?.officeKinds ?? [];
    for (const code of offered) expect(kinds).toContain(code.split('@')[0]);
    const ordinary = await act(child, report, 'transfer', { office: 'case_desk@KE', note: 'Theirs' });
    expect(ordinary.status).toBe(422);
    expect((await act(child, report, 'resolve', { approved: 'done', note: 'All well.' })).status).toBe(303);
    expect((await act(child, report, 'reopen', { note: 'It was not.' })).status).toBe(303);
    expect(await readGrievance(gateway, report.id)).toMatchObject({ status: 'routed' });
  });

  it('shows each text in the language of the reporter with what it means, and the SMS that goes out', async () => {
    const report = await fileSealed(gateway, { contact: 'neutral', language: 'sw' });
    const { text } = await amina.get(`${pathOf(report)}/reply`).expect(200);
    expect(text).toContain(`lang="sw">${localeOf('sw').approved.working}`);
    expect(text).toContain(en.working);
    expect(text).toContain(localeOf('sw').sms.news(showReference(report.reference), '*384*2101#'));
    expect(text).not.toContain('textarea');
    expect(text).not.toContain('Zebrafink');
    const silent = await fileSealed(gateway, { contact: 'none' });
    expect((await amina.get(`${pathOf(silent)}/reply`)).text).toContain('No SMS goes out');
  });

  it.each([
    ['reply', 'approved', {}],
    ['reply', 'approved', { approved: 'done' }],
    ['reply', 'approved', { text: 'Come to the desk on Tuesday', approved: '' }],
    ['ask', 'approved', { text: 'Where do you live?' }],
    ['resolve', 'note', { approved: 'done' }],
    ['reject', 'approved', { note: 'Why' }],
    ['note', 'note', { note: '  ' }],
    ['note', 'note', { note: 'x'.repeat(20_000) }],
    ['refer', 'service', { consent: 'spoken' }],
    ['refer', 'otherService', { service: 'other', consent: 'spoken' }],
    ['refer', 'otherService', { service: 'other', otherService: 'x'.repeat(61), consent: 'spoken' }],
    ['refer', 'consent', { service: '1195' }],
    ['refer', 'service', { service: '999', consent: 'shouted' }],
  ])('refuses %s where %s is not right', async (name, field, fields) => {
    const report = await fileSealed(gateway, { contact: 'neutral' });
    const refused = await act(amina, report, name, fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('<title>Error: ');
    expect(refused.text).toContain(`href="#${field}"`);
    if ('note' in fields) expect(refused.text).toContain(fields.note.trim());
    expect(await readHistory(gateway, report.id)).toEqual(['filed', 'routed', 'paged']);
    expect(await sentAbout(report.id)).toEqual([]);
  });

  it('says when somebody else was faster, and keeps what was written', async () => {
    const report = await fileSealed(gateway);
    const { text } = await amina.get(`${pathOf(report)}/resolve`);
    const brenda = await openFocal(gateway);
    await addNote(
      gateway.deps,
      { kind: 'official', id: brenda.id, channel: 'console' },
      { id: report.id },
      { text: 'Wait' },
    );
    const form = { once: hidden(text, 'once'), seen: hidden(text, 'seen'), approved: 'done', note: 'She moved away.' };
    const refused = await amina.post(`${pathOf(report)}/resolve`, form);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('She moved away.');
    expect(refused.text).toContain('the report has changed');
    expect(await readGrievance(gateway, report.id)).toMatchObject({ status: 'routed' });
    // She has been told: from that page it goes.
    const again = { ...form, once: hidden(refused.text, 'once'), seen: hidden(refused.text, 'seen') };
    expect((await amina.post(`${pathOf(report)}/resolve`, again)).status).toBe(303);
    expect(await readGrievance(gateway, report.id)).toMatchObject({ status: 'resolved' });
  });

  it('is not stopped by who has only looked', async () => {
    const report = await fileSealed(gateway);
    const { text } = await amina.get(`${pathOf(report)}/reply`);
    await (await openFocal(gateway)).get(pathOf(report)).expect(200);
    const form = { once: hidden(text, 'once'), seen: hidden(text, 'seen'), approved: 'read' };
    expect((await amina.post(`${pathOf(report)}/reply`, form)).status).toBe(303);
  });

  it('acts once where a form is sent twice', async () => {
    const report = await fileSealed(gateway, { contact: 'neutral' });
    const { text } = await amina.get(`${pathOf(report)}/reject`);
    const form = { once: hidden(text, 'once'), seen: hidden(text, 'seen'), approved: 'not_ours', note: 'Police.' };
    const sent = await Promise.all([1, 2, 3].map(() => amina.post(`${pathOf(report)}/reject`, form)));
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect((await readHistory(gateway, report.id)).filter((type) => type === 'rejected')).toHaveLength(1);
    expect(await sentAbout(report.id)).toHaveLength(1);
  });

  it('loses nothing where the code is too old: the form comes again with a field for another one', async () => {
    const report = await fileSealed(gateway);
    const codeOf = await addAuthenticator(gateway, amina.id);
    const { text } = await amina.get(`${pathOf(report)}/note`);
    const form = { once: hidden(text, 'once'), seen: hidden(text, 'seen'), note: 'A long note, slowly written.' };
    await gateway.pass(0.6);
    const asked = await amina.post(`${pathOf(report)}/note`, form);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('name="code"');
    expect(asked.text).toContain('A long note, slowly written.');
    const wrong = await amina.post(`${pathOf(report)}/note`, { ...form, code: '000000' });
    expect([wrong.status, wrong.text.includes('This code does not fit')]).toEqual([422, true]);
    expect(await readHistory(gateway, report.id)).not.toContain('noted');
    const taken = await amina.post(`${pathOf(report)}/note`, { ...form, code: codeOf() });
    expect([taken.status, taken.headers.location]).toEqual([303, `${pathOf(report)}?done=note`]);
    expect(taken.headers['set-cookie']?.[0]).toContain('__Host-majibu=');
    expect(await readHistory(gateway, report.id)).toContain('noted');
  });

  it('is read by the reporter with number and PIN, in her language, and the note never', async () => {
    const report = await fileSealed(gateway, { language: 'sw', phone: '+254712999777' });
    await act(amina, report, 'resolve', { approved: 'help_arranged', note: 'The shelter in Kwale has a bed.' });
    const { ussd, approved } = localeOf('sw');
    const phone = openCitizen(gateway, '+254712999777');
    const list = await (await phone.dial('*384*2101#')).choose(ussd.menuMine);
    const state = await (await (await list.choose(ussd.minePin)).type(report.reference)).type(PIN);
    expect(state.screen).toContain(approved.help_arranged);
    expect(state.screen).not.toMatch(/Kwale|shelter/);
    expect(await phone.news()).toEqual([]);
  });
});

describe('a program with the key of a focal point', () => {
  it('is as unable to write free words, is told what to send, and its looks are written down', async () => {
    const report = await fileSealed(gateway, { contact: 'neutral' });
    const program = await openProgram(gateway, { programme: 'kenya-coast', role: 'focal', stream: 'protection' });
    const act = (action: string, body: object) => program.post(`/grievances/${report.reference}/${action}`, body);
    const list = await program.get('/grievances?limit=200').expect(200);
    expect(list.text).toContain(report.reference);
    expect(list.text).not.toContain('Zebrafink');
    const read = await program.get(`/grievances/${report.reference}`).expect(200);
    expect(read.body.text).toBe(SECRET_WORDS);
    expect(read.body.events.at(-1)).toMatchObject({ type: 'viewed', channel: 'api' });
    for (const [action, body, path] of [
      ['reply', { text: 'Come to us' }, 'text'],
      ['reply', { text: 'Come to us', approved: 'read' }, 'text'],
      ['reply', { approved: 'done' }, 'approved'],
      ['await-citizen', { text: 'Where are you?' }, 'text'],
      ['resolve', { text: 'We spoke with your husband' }, 'text'],
      ['resolve', { approved: 'done' }, 'note'],
      ['reject', { reason: 'Lies' }, 'reason'],
    ] as const) {
      const refused = await act(action, body);
      expect([action, refused.status, refused.body.error.issues?.[0]?.path]).toEqual([action, 422, path]);
    }
    expect((await act('reply', { approved: 'working' })).status).toBe(200);
    expect((await act('await-citizen', { approved: 'more' })).status).toBe(200);
    expect((await act('resolve', { approved: 'done', note: 'She is safe' })).body.text).toBeNull();
    await gateway.work();
    const news = localeOf('sw').sms.news(showReference(report.reference), '*384*2101#');
    expect((await sentAbout(report.id)).map(({ text }) => text)).toEqual([news, news, news]);
    const supervisor = await openProgram(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE' });
    expect((await supervisor.get(`/grievances/${report.reference}`)).status).toBe(404);
  });

  it('cannot use a code for an ordinary report', async () => {
    const admin = await openProgram(gateway, { programme: 'kenya-coast', role: 'admin' });
    const filed = { category: 'WATER.DRY', area: 'KE.001.004.0016', text: 'No water', language: 'en' };
    const { body } = await admin.post('/grievances', filed).expect(201);
    await gateway.work();
    const refused = await admin.post(`/grievances/${body.reference}/reply`, { approved: 'read' });
    expect([refused.status, refused.body.error.issues]).toEqual([422, [expect.objectContaining({ path: 'approved' })]]);
  });
});

it('leaves the words and the number of a report in no log, no job and no SMS', async () => {
  expect(gateway.logged.join('\n')).not.toMatch(/Zebrafink|712999888|\+254/);
  expect(JSON.stringify(gateway.waiting)).not.toMatch(/Zebrafink|712999888/);
  const texts = await gateway.deps.db.selectFrom('messages').select(['text', 'text_kept']).execute();
  expect(JSON.stringify(texts)).not.toMatch(/Zebrafink|712999888|shelter|Kwale|Gender/);
  expect(SECRET_PHONE).toContain('712999888');
});

/** A smallest place of another county. */
function otherPlace(): string {
  const programme = gateway.deps.programmes.byName('kenya-coast');
  const found = [...(programme?.areas.values() ?? [])].find(
    ({ code, children }) => children.length === 0 && !code.startsWith('KE.001'),
  );
  return found?.code ?? '';
}
