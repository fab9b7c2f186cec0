import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { indexPhone, type Phone } from '../../src/phone.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';
import { openProgram } from '../support/program.ts';
import { readHistory } from '../support/report.ts';
import { type Citizen, openCitizen } from '../support/story.ts';

const CODE = '*384*2101#';
const WORDS = 'The tap near the school is dry';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

let lastNumber = 713_000_000;
function newCitizen(): Citizen {
  lastNumber += 1;
  return openCitizen(gateway, `+254${lastNumber}`);
}

async function follow(call: Dialogue, ...answers: readonly string[]): Promise<Dialogue> {
  let now = call;
  for (const answer of answers)
    now = answer.startsWith('> ') ? await now.type(answer.slice(2)) : await now.choose(answer);
  return now;
}

/** A stranger's call up to the last look: no water in Mtongwe. */
async function toConfirm(citizen: Citizen, consent = 'I agree'): Promise<Dialogue> {
  const answers = ['English', 'Report a problem', consent, 'Water', 'No water', '> Mtongwe', `> ${WORDS}`];
  return follow(await citizen.dial(CODE), ...answers);
}

async function filedAs(screen: string): Promise<Grievance> {
  const reference = (/\d{4} \d{4}/.exec(screen)?.[0] ?? '').replace(' ', '');
  const query = gateway.deps.db.selectFrom('grievances').selectAll().where('reference', '=', reference);
  return query.executeTakeFirstOrThrow();
}

async function citizenOf({ phone }: Citizen) {
  const index = indexPhone(gateway.deps.config.indexKey, phone as Phone);
  return gateway.deps.db.selectFrom('citizens').selectAll().where('phone_index', '=', index).executeTakeFirst();
}

async function officeCode({ office_id: id }: Grievance): Promise<string | undefined> {
  await gateway.work();
  return gateway.deps.programmes.byName('kenya-coast')?.byId.offices.get(id ?? '')?.code;
}

describe('the notice', () => {
  it('comes before a first report, and the yes is kept with version, language and time', async () => {
    const she = newCitizen();
    const notice = await follow(await she.dial(CODE), 'English', 'Report a problem');
    expect(notice.screen).toContain('KECOSCE runs this.');
    expect(notice.screen).toContain('never see your number');
    await notice.choose('I agree');
    const citizen = await citizenOf(she);
    expect(citizen?.consent_version).toBe(1);
    const kept = await gateway.deps.db
      .selectFrom('consents')
      .select(['choice', 'version', 'language', 'channel', 'at'])
      .where('citizen_id', '=', citizen?.id ?? '')
      .execute();
    expect(kept).toEqual([{ choice: 'agreed', version: 1, language: 'en', channel: 'ussd', at: gateway.deps.now() }]);
  });

  it('tells in full how data is used, and takes the same answers there', async () => {
    const she = newCitizen();
    let about = await follow(await she.dial(CODE), 'English', 'Report a problem', 'How we use data');
    expect(about.screen).toContain('KECOSCE keeps your number');
    about = await about.choose('I agree');
    expect(about.screen).toContain('What is it about?');
  });

  it('is not shown again, until there is a new one', async () => {
    const she = newCitizen();
    await (await toConfirm(she)).choose('Send');
    expect((await (await she.dial(CODE)).choose('Report a problem')).screen).toContain('What is it about?');
    const citizen = await citizenOf(she);
    await gateway.deps.db
      .updateTable('citizens')
      .set({ consent_version: 0 })
      .where('id', '=', citizen?.id ?? '')
      .execute();
    expect((await (await she.dial(CODE)).choose('Report a problem')).screen).toContain('KECOSCE runs this.');
  });

  it('is asked of 200 strangers at once, each with her own proof', async () => {
    const before = await gateway.deps.db.selectFrom('consents').select('id').execute();
    const people = Array.from({ length: 200 }, newCitizen);
    const calls = await Promise.all(
      people.map(async (she) => follow(await she.dial(CODE), 'English', 'Report a problem')),
    );
    const agreed = await Promise.all(calls.map((call) => call.choose('I agree')));
    for (const { screen } of agreed) expect(screen).toContain('What is it about?');
    const after = await gateway.deps.db.selectFrom('consents').select(['id', 'citizen_id']).execute();
    expect(after.length - before.length).toBe(200);
    expect(new Set(after.map(({ citizen_id: id }) => id)).size).toBe(after.length);
  });
});

describe('staying anonymous', () => {
  it('leaves no row that leads from the report to her', async () => {
    const she = newCitizen();
    const end = await (await toConfirm(she, 'Stay anonymous')).choose('Send');
    expect(end.screen).toMatch(/^Thank you\. Reference \d{4} \d{4}, PIN \d{4}\n/);
    expect(end.isOver).toBe(true);
    const filed = await filedAs(end.screen);
    expect(filed).toMatchObject({ citizen_id: null, contact: 'none', stream: 'ordinary' });
    expect(filed.source).not.toContain(end.sessionId);
    expect(await she.news()).toEqual([]);
    const citizen = await citizenOf(she);
    expect(citizen).toMatchObject({ area_id: null, consent_version: null, groups: [] });
    const proof = await gateway.deps.db
      .selectFrom('consents')
      .select('citizen_id')
      .where('choice', '=', 'anonymous')
      .execute();
    expect(proof.every(({ citizen_id: id }) => id === null)).toBe(true);
    // Once the call is settled its row, which knew both, knows neither reference nor words.
    await gateway.pass(0.2);
    const row = await gateway.deps.db
      .selectFrom('ussd_sessions')
      .selectAll()
      .where('id', '=', `at-${end.sessionId}`)
      .executeTakeFirstOrThrow();
    const kept = JSON.stringify([row.state, row.transcript, row.screen_text]);
    expect(kept).not.toContain(filed.reference.slice(0, 4));
    expect(kept).not.toContain(WORDS);
    expect(await she.news()).toEqual([]);
  });

  it('is offered to who agreed before as well, and can be taken back', async () => {
    const she = newCitizen();
    const confirm = await toConfirm(she);
    const without = await follow(confirm, 'More choices', 'Send without my number');
    expect(without.screen).toContain('without your number');
    const again = await follow(without, 'More choices', 'Send without my number: Yes');
    expect(again.screen).not.toContain('without your number');
    const end = await follow(again, 'More choices', 'Send without my number', 'Send');
    expect(await filedAs(end.screen)).toMatchObject({ citizen_id: null, contact: 'none' });
    expect(await she.news()).toEqual([]);
  });

  it('sends SMS when she asks for it, and it stays a report with a PIN that "my reports" does not list', async () => {
    const she = newCitizen();
    const confirm = await follow(await toConfirm(she, 'Stay anonymous'), 'More choices', 'Text me the answer');
    expect(confirm.screen).toContain('without your number, answer by SMS');
    const end = await confirm.choose('Send');
    expect(end.screen).toMatch(/PIN \d{4}/);
    const citizen = await citizenOf(she);
    expect(await filedAs(end.screen)).toMatchObject({ citizen_id: citizen?.id, contact: 'sms' });
    expect(citizen).toMatchObject({ consent_version: null, area_id: null, groups_asked_at: null });
    expect(await she.news()).toHaveLength(1);
    expect((await (await she.dial(CODE)).choose('My reports')).screen).toContain('There are no reports here.');
  });

  it('goes on where the line dropped within minutes, and leaves nothing after that', async () => {
    const she = newCitizen();
    const dropped = await toConfirm(she, 'Stay anonymous');
    const next = await she.dial(CODE);
    expect(next.screen).toContain('No water, Mtongwe, without your number');
    await she.hangUp(dropped.sessionId);
    await she.hangUp(next.sessionId);
    await gateway.pass(0.2);
    expect((await she.dial(CODE)).screen).toContain('1. Report a problem');
    expect(await she.news()).toEqual([]);
    const rows = await gateway.deps.db.selectFrom('ussd_sessions').select(['state', 'transcript']).execute();
    const kept = JSON.stringify(rows.filter(({ state }) => JSON.stringify(state).includes('isAnonymous')));
    expect(kept).not.toContain(WORDS);
  });

  it('does not outlive a way over a sealed matter where she allowed neutral words', async () => {
    const she = newCitizen();
    const sealed = await follow(
      await she.dial(CODE),
      'English',
      'Report a problem',
      'Stay anonymous',
      '> bribe',
      'Tell us',
      '> Mtongwe',
      `> ${WORDS}`,
      'Yes, without saying why',
    );
    expect(sealed.screen).toContain('Send this report?');
    // Her number is kept for those words, and the screen does not say otherwise.
    expect(sealed.screen).not.toContain('without your number');
    // All the way back to the matter, and another one.
    let back = sealed;
    while (!back.screen.startsWith('What is it about?')) back = await back.type('0');
    const end = await follow(back, 'Water', 'No water', '> Mtongwe', `> ${WORDS}`, 'Send');
    expect(await filedAs(end.screen)).toMatchObject({ stream: 'ordinary', citizen_id: null, contact: 'none' });
    expect(await she.news()).toEqual([]);
  });
});

describe('more choices', () => {
  it('files for somebody else, and the office is told so', async () => {
    const end = await follow(await toConfirm(newCitizen()), 'More choices', 'It is for someone else', 'Send');
    const filed = await filedAs(end.screen);
    expect(filed.is_for_other).toBe(true);
    await gateway.work();
    const admin = await openProgram(gateway, { programme: 'kenya-coast', role: 'admin' });
    expect((await admin.get(`/grievances/${filed.reference}`).expect(200)).body.for_other).toBe(true);
  });

  it('sends a report about the office itself past that office, and never back to it or under it', async () => {
    const she = newCitizen();
    const confirm = await follow(await toConfirm(she), 'More choices', '> 1');
    expect(confirm.screen).toContain('to a higher office');
    const end = await confirm.choose('Send');
    expect(end.screen).toContain('Department of water, Mombasa County must answer');
    await gateway.work();
    const filed = await filedAs(end.screen);
    expect(await officeCode(filed)).toBe('county_water_dept@KE.001');
    expect((await she.news())[0]).toContain('Department of water, Mombasa County');
    const admin = await openProgram(gateway, { programme: 'kenya-coast', role: 'admin' });
    const back = { office: 'water_company@KE.001', reason: 'They know the pipe' };
    await admin.post(`/grievances/${filed.reference}/transfer`, back).expect(422);
    const accused = await openProgram(gateway, {
      programme: 'kenya-coast',
      role: 'official',
      office: 'water_company@KE.001',
    });
    await accused.get(`/grievances/${filed.reference}`).expect(404);
    expect(await readHistory(gateway, filed.id)).toEqual(['filed', 'routed']);
  });

  it('forgets "about the office" when the place or the matter is another one, because the office is', async () => {
    const confirm = await follow(await toConfirm(newCitizen()), 'More choices', '> 1');
    const moved = await follow(confirm, 'More choices', 'Another place', '> Port Reitz', `> ${WORDS}`);
    expect(moved.screen).not.toContain('to a higher office');
    const end = await moved.choose('Send');
    expect((await filedAs(end.screen)).about_office_id).toBeNull();
  });
});

describe('groups', () => {
  it('are asked once, after a first report, any number of them', async () => {
    const she = newCitizen();
    const receipt = await (await toConfirm(she)).choose('Send');
    const end = await follow(receipt, 'A question about you', 'Woman', 'Person with disability', 'Done');
    expect(end).toMatchObject({ isOver: true });
    const citizen = await citizenOf(she);
    expect(citizen?.groups.length).toBe(2);
    expect(citizen?.groups_asked_at).toEqual(gateway.deps.now());
    const second = await follow(
      await she.dial(CODE),
      'Report a problem',
      'Water',
      'Burst pipe or leak',
      `> ${WORDS}`,
      'Send',
    );
    expect(second.isOver).toBe(true);
    expect(second.screen).not.toContain('A question about you');
  });

  it('need not be answered: who hangs up on the receipt has reported, and is not asked again', async () => {
    const she = newCitizen();
    const receipt = await (await toConfirm(she)).choose('Send');
    expect(receipt.screen).toContain('A question about you');
    await she.hangUp(receipt.sessionId);
    expect(await she.news()).toHaveLength(1);
    expect((await citizenOf(she))?.groups).toEqual([]);
    const menu = await she.dial(CODE);
    expect(menu.screen).toContain('1. Report a problem');
    const second = await follow(menu, 'Report a problem', 'Water', 'Burst pipe or leak', `> ${WORDS}`, 'Send');
    expect(second.screen).not.toContain('A question about you');
  });

  it('may be left unsaid', async () => {
    const she = newCitizen();
    const receipt = await (await toConfirm(she)).choose('Send');
    await follow(receipt, 'A question about you', 'I prefer not to say');
    expect((await citizenOf(she))?.groups).toEqual([]);
  });
});

describe('a sealed report', () => {
  const sealed = async (she: Citizen, contact: string): Promise<Dialogue> =>
    follow(
      await she.dial(CODE),
      'English',
      'Report a problem',
      'I agree',
      '> bribe',
      'Tell us',
      '> Mtongwe',
      `> ${WORDS}`,
      contact,
      'Send',
    );

  it('is written about in words that say nothing, and only to who said that it is safe', async () => {
    const she = newCitizen();
    const end = await sealed(she, 'Yes, without saying why');
    const filed = await filedAs(end.screen);
    expect(filed.contact).toBe('neutral');
    expect(await she.news()).toEqual([]);
    const focal = await openProgram(gateway, { programme: 'kenya-coast', role: 'focal', stream: 'integrity' });
    await focal.post(`/grievances/${filed.reference}/reply`, { approved: 'working' }).expect(200);
    const shown = `${filed.reference.slice(0, 4)} ${filed.reference.slice(4)}`;
    expect(await she.news()).toEqual([`There is news under number ${shown}. Dial ${CODE}`]);
  });

  it('is not written about to who said no, though her number is known to it', async () => {
    const she = newCitizen();
    const filed = await filedAs((await sealed(she, 'No, send nothing')).screen);
    expect(filed).toMatchObject({ contact: 'none', citizen_id: (await citizenOf(she))?.id });
    await gateway.work();
    const focal = await openProgram(gateway, { programme: 'kenya-coast', role: 'focal', stream: 'integrity' });
    await focal.post(`/grievances/${filed.reference}/reply`, { approved: 'working' }).expect(200);
    await gateway.pass(24 * 30);
    expect(await she.news()).toEqual([]);
  });

  it('never goes past its desk, though "about the office" was chosen for an ordinary matter before', async () => {
    const confirm = await follow(await toConfirm(newCitizen()), 'More choices', '> 1');
    let back = confirm;
    while (!back.screen.startsWith('What is it about?')) back = await back.type('0');
    const end = await follow(back, '> bribe', 'Tell us', '> Mtongwe', `> ${WORDS}`, 'No, send nothing', 'Send');
    await gateway.work();
    const filed = await filedAs(end.screen);
    expect(filed.about_office_id).toBeNull();
    expect(await officeCode(filed)).toMatch(/^integrity_desk@/);
  });

  it('offers to stop before anything is asked, and files nothing then', async () => {
    const before = await gateway.deps.db.selectFrom('grievances').select('id').execute();
    const end = await follow(
      await newCitizen().dial(CODE),
      'English',
      'Report a problem',
      'I agree',
      '> bribe',
      'Stop here',
    );
    expect(end.isOver).toBe(true);
    expect(await gateway.deps.db.selectFrom('grievances').select('id').execute()).toHaveLength(before.length);
  });
});

describe('another matter chosen on the way', () => {
  const SECRET = 'My uncle Hassan beats me';

  it('takes no word of a sealed matter into an ordinary one, nor into an SMS that offers to send it', async () => {
    const she = newCitizen();
    const sealed = await follow(
      await she.dial(CODE),
      'English',
      'Report a problem',
      'I agree',
      '> violence',
      'Tell us',
      '> Mtongwe',
      `> ${SECRET}`,
    );
    let back = sealed;
    while (!back.screen.startsWith('What is it about?')) back = await back.type('0');
    const place = await follow(back, 'Water', 'No water');
    expect(place.screen).toMatch(/^Where\?/);
    await she.hangUp(place.sessionId);
    await gateway.pass(0.2);
    expect(await she.news()).toEqual([]);
    const kept = await gateway.deps.db
      .selectFrom('ussd_sessions')
      .select(['state', 'transcript', 'screen_text'])
      .where('id', '=', `at-${place.sessionId}`)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(kept)).not.toContain('Hassan');
    const again = await follow(await she.dial(CODE), 'Go on', '> Mtongwe', `> ${WORDS}`, 'Send');
    expect((await filedAs(again.screen)).text).toBe(WORDS);
  });

  it('never shows a list of sealed matters on the next dial', async () => {
    const she = newCitizen();
    const place = await follow(await she.dial(CODE), 'English', 'Report a problem', 'I agree', 'Water', 'No water');
    let back = await place.type('Mtongwe');
    while (!back.screen.startsWith('What is it about?')) back = await back.type('0');
    const list = await back.type('safety and protection');
    expect(list.screen).toContain('Gender-based violence');
    await she.hangUp(list.sessionId);
    const next = await she.dial(CODE);
    expect(next.screen).toContain('1. Report a problem');
    expect(next.screen).not.toContain('You had begun');
  });
});

describe('going on with what was left', () => {
  it('shows the notice first to who has not agreed to the one of today, and takes her answer', async () => {
    const she = newCitizen();
    const confirm = await toConfirm(she);
    await she.hangUp(confirm.sessionId);
    const citizen = await citizenOf(she);
    const id = citizen?.id ?? '';
    await gateway.deps.db.deleteFrom('consents').where('citizen_id', '=', id).execute();
    await gateway.deps.db.updateTable('citizens').set({ consent_version: 0 }).where('id', '=', id).execute();
    const notice = await follow(await she.dial(CODE), 'Go on');
    expect(notice.screen).toContain('KECOSCE runs this.');
    const about = await notice.choose('How we use data');
    const end = await follow(about, 'I agree', 'Send');
    expect(await filedAs(end.screen)).toMatchObject({ text: WORDS, citizen_id: id });
    const proof = await gateway.deps.db.selectFrom('consents').select('version').where('citizen_id', '=', id).execute();
    expect(proof).toEqual([{ version: 1 }]);
  });

  it('may be anonymous from there on', async () => {
    const she = newCitizen();
    const confirm = await toConfirm(she);
    await she.hangUp(confirm.sessionId);
    const id = (await citizenOf(she))?.id ?? '';
    await gateway.deps.db.updateTable('citizens').set({ consent_version: null }).where('id', '=', id).execute();
    const last = await follow(await she.dial(CODE), 'Go on', 'Stay anonymous');
    expect(last.screen).toContain('without your number');
    const end = await last.choose('Send');
    expect(await filedAs(end.screen)).toMatchObject({ text: WORDS, citizen_id: null });
  });
});

it('asks for the place again where the one of last time has been parted since', async () => {
  const she = newCitizen();
  await (await toConfirm(she)).choose('Send');
  const county = gateway.deps.programmes.byName('kenya-coast')?.areas.get('KE.001');
  await gateway.deps.db
    .updateTable('citizens')
    .set({ area_id: county?.id ?? '' })
    .where('id', '=', (await citizenOf(she))?.id ?? '')
    .execute();
  const place = await follow(await she.dial(CODE), 'Report a problem', 'Water', 'No water');
  expect(place.screen).toMatch(/^Where\?/);
});

describe('two reports in one call', () => {
  it('are two, with nothing of the first in the second', async () => {
    const she = newCitizen();
    const receipt = await follow(await toConfirm(she), 'More choices', 'It is for someone else', 'Send');
    const thanks = await receipt.choose('A question about you');
    const second = await follow(
      thanks,
      '> 0',
      'Report a problem',
      'Water',
      'Burst pipe or leak',
      '> A pipe has burst',
      'Send',
    );
    const [one, other] = await Promise.all([filedAs(receipt.screen), filedAs(second.screen)]);
    expect(one.id).not.toBe(other.id);
    expect(second.isOver).toBe(true);
    expect(other).toMatchObject({ is_for_other: false, text: 'A pipe has burst' });
    expect(await she.news()).toHaveLength(2);
  });
});

describe('a description', () => {
  const THOUSAND = 'No water for days. '.repeat(53).slice(0, 1_000).trim();

  it.each([
    ['of one letter', 'x', false],
    ['of two letters', 'no', false],
    ['of only emoji', '😀😀😀😀', false],
    ['of only digits', '2026', false],
    ['of 1,000 letters', THOUSAND, true],
    ['in Bangla, in an English call', 'সোমবার থেকে পানি নেই', true],
    ['in Albanian, in an English call', 'Uji nuk rrjedh që të hënën', true],
    ['in Cyrillic', 'Нема воде од понедељка', true],
    ['in Arabic', 'لا يوجد ماء منذ يوم الاثنين', true],
    ['with emoji in it', 'No water 😡 since Monday', true],
  ])('%s is accepted as it was typed, or asked again in words', async (_kind, text, isAccepted) => {
    const she = newCitizen();
    const answers = ['English', 'Report a problem', 'I agree', 'Water', 'No water', '> Mtongwe'];
    const asked = await follow(await she.dial(CODE), ...answers);
    const next = await asked.type(text);
    if (isAccepted) {
      expect(next.screen).toContain('Send this report?');
      const end = await next.choose('Send');
      expect((await filedAs(end.screen)).text).toBe(text);
    } else {
      expect(next.screen).toContain('Please write a few words.');
      expect((await next.type(WORDS)).screen).toContain('Send this report?');
    }
  });
});
