import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { localeOf } from '../../src/locales/index.ts';
import { loadProgramme } from '../../src/routing/load-programme.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';

const WARD = { code: 'KE.001.001.0001', name: 'Port Reitz' };
const { self, ussd } = localeOf('en');

const HEAD = 'code,area_code,name_en,name_sw,amount,currency,contractor,starts_on,ends_on,state,as_of,source';
const LIST = [
  HEAD,
  `PR-MARKET,${WARD.code},Market of Port Reitz,Soko la Port Reitz,12500000,KES,"Bahari, Ltd",2025-01-15,2026-06-30,completed,2026-09-30,https://county.example/list-2026.csv`,
  `PR-DRAIN,${WARD.code},Drain at the school,Mfereji wa shule,,,,,2026-10-31,under_way,2026-09-30,https://county.example/list-2026.csv`,
].join('\n');

let gateway: Gateway;
let admin: Person;
let observer: Person;
let elsewhere: Person;
beforeAll(async () => {
  gateway = await openGateway();
  const programme = 'kenya-coast';
  admin = await openPerson(gateway, { programme, role: 'admin' });
  observer = await openPerson(gateway, { programme, role: 'observer' });
  elsewhere = await openPerson(gateway, { programme, role: 'supervisor', area: 'KE.002' });
});
afterAll(() => gateway.close());

const sent = (fields: Record<string, string>) => admin.post('/console/admin/projects', fields);
const held = async () =>
  gateway.deps.db.selectFrom('projects').select(['code', 'state', 'origin', 'retired_at', 'contractor']).execute();
const heldOf = async (code: string) => (await held()).find((row) => row.code === code);

function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');
}

function seenIn(html: string): string {
  return /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** A resident looks the project up by phone and says what is there. */
async function check(phone: string, project: string | RegExp, answer: string): Promise<string> {
  const first = await handset(gateway.app, phone).dial('*384*2101#');
  let call = first.screen.includes(ussd.menuInfo) ? first : await first.choose(self);
  call = await (await call.choose(ussd.menuInfo)).type(WARD.name);
  if (!call.screen.includes(ussd.infoProjects)) call = await call.choose(/Port Reitz/);
  call = await (await call.choose(ussd.infoProjects)).choose(project);
  return (await call.choose(answer)).screen;
}

describe('a public list, from CSV to what residents found', () => {
  it('names every bad line with its mend, and takes nothing', async () => {
    const before = await held();
    const bad = LIST.replace('KES', '')
      .replace(/PR-DRAIN,[^,]+/, 'PR-DRAIN,KE.9')
      .replace('2025-01-15', '2025-02-30');
    const { text } = await sent({ list: bad, step: 'look' }).expect(422);
    const said = textOf(text);
    expect(said).toContain('The list was not taken. Problems: 2');
    expect(said).toContain('Line 2: starts_on "2025-02-30" must be a date like 2027-06-01');
    expect(said).toContain('Line 3: area_code "KE.9" is no area of the programme');
    expect(text).toContain('PR-MARKET');
    const headed = await sent({ list: LIST.replace('contractor,', 'builder,'), step: 'look' }).expect(422);
    expect(textOf(headed.text)).toContain(
      'Line 1: column "builder" is not known here; remove it or rename it to one of',
    );
    await sent({ list: '', step: 'save' }).expect(422);
    expect(await held()).toEqual(before);
  });

  it.each([
    ['a sum below nothing', (list: string) => list.replace('12500000', '-5'), /Line 2: amount "-5" must be digits/],
    ['semicolons', (list: string) => list.replaceAll(',', ';'), /Line 1: is separated by semicolons or tabs/],
    [
      'a year that is none',
      (list: string) => list.replace('2025-01-15', '0000-01-15'),
      /Line 2: starts_on "0000-01-15" must/,
    ],
    [
      'a list of tomorrow',
      (list: string) => list.replace('2026-09-30', '2026-11-24'),
      /Line 2: as_of "2026-11-24" is still to/,
    ],
    [
      'an open quote',
      (list: string) => list.replace('"Bahari, Ltd"', '"Bahari, Ltd'),
      /Line 2: a double quote is not closed/,
    ],
    [
      'a line twice',
      (list: string) => `${list}\n${list.split('\n')[1]}`,
      /Line 4: code "PR-MARKET" stands already on line 2/,
    ],
    ['no UTF-8', (list: string) => list.replace('Bahari', 'B\ufffdhari'), /Line 2: has letters that are not in UTF-8/],
    [
      'UTF-16',
      (list: string) => `\ufffd\ufffd${list.split('').join('\0')}`,
      /Line 1: has letters that are not in UTF-8/,
    ],
  ])('refuses %s, with the line and the mend', async (_what, spoil, said) => {
    const before = await held();
    const { text } = await sent({ list: spoil(LIST), step: 'save', seen: 'x' }).expect(422);
    expect(textOf(text)).toMatch(said);
    expect(await held()).toEqual(before);
  });

  it('takes what spreadsheets write: a mark before the first letter, two signs for a line end, a line end in a cell', async () => {
    const list = `\ufeff${LIST.replace('Bahari, Ltd', 'Bahari\nLtd').replaceAll('\n', '\r\n')}\r\n\r\n`;
    expect(textOf((await sent({ list, step: 'look' }).expect(200)).text)).toMatch(/New: 2 /);
    const spoilt = list.replace('under_way', 'begun');
    expect(textOf((await sent({ list: spoilt, step: 'look' }).expect(422)).text)).toContain(
      'Line 4: state "begun" must',
    );
  });

  it('takes no form that is too long, and says so', async () => {
    const long = [
      HEAD,
      ...Array.from({ length: 5_000 }, (_, index) => LIST.split('\n')[1]?.replace('MARKET', `${index}`)),
    ];
    const { text } = await sent({ list: long.join('\n'), step: 'look' }).expect(413);
    expect(text).toContain('This is too long');
  });

  it('is looked at first, and taken as it was looked at', async () => {
    const look = await sent({ list: LIST, step: 'look' }).expect(200);
    expect(textOf(look.text)).toMatch(/New: 2 .*PR-MARKET.*PR-DRAIN.* Unchanged: 0/);
    expect(await heldOf('PR-MARKET')).toBeUndefined();
    const other = LIST.replace('under_way', 'stalled');
    await sent({ list: other, step: 'save', seen: seenIn((await sent({ list: other, step: 'look' })).text) }).expect(
      303,
    );
    // What was seen is not what would be done now.
    const stale = await sent({ list: LIST, step: 'save', seen: seenIn(look.text) }).expect(409);
    expect(textOf(stale.text)).toContain('Changed: 1');
    await sent({ list: LIST, step: 'save', seen: seenIn(stale.text) }).expect(303);
    expect(await heldOf('PR-MARKET')).toMatchObject({
      origin: 'imported',
      contractor: 'Bahari, Ltd',
      retired_at: null,
    });
    expect(textOf((await sent({ list: LIST, step: 'look' })).text)).toContain('This list changes nothing.');
    const changes = textOf((await admin.get('/console/admin/changes').expect(200)).text);
    expect(changes).toMatch(/project changed PR-DRAIN .*state: stalled .*state: under_way/);
  });

  it('is not put over what somebody else has changed in the same column meanwhile', async () => {
    const look = async (list: string) => seenIn((await sent({ list, step: 'look' }).expect(200)).text);
    const hers = LIST.replace('under_way', 'completed');
    const seen = await look(hers);
    const other = LIST.replace('under_way', 'stalled');
    await sent({ list: other, step: 'save', seen: await look(other) }).expect(303);
    const stale = await sent({ list: hers, step: 'save', seen }).expect(409);
    expect(textOf(stale.text)).toContain('Somebody else changed the projects meanwhile.');
    expect(await heldOf('PR-DRAIN')).toMatchObject({ state: 'stalled' });
    await sent({ list: LIST, step: 'save', seen: await look(LIST) }).expect(303);
    // Nor is another list taken with the look at this one.
    await sent({ list: other, step: 'save', seen }).expect(409);
    expect(await heldOf('PR-DRAIN')).toMatchObject({ state: 'under_way' });
  });

  it('stays when the files of the programme are loaded again', async () => {
    const folder = join(import.meta.dirname, '../../programmes/kenya-coast');
    const source = await readProgramme(folder);
    await loadProgramme(gateway.deps, { ...source, checksum: 'another' });
    expect(await heldOf('PR-MARKET')).toMatchObject({ origin: 'imported', retired_at: null });
    expect(await heldOf('MSA-STADIUM')).toMatchObject({ origin: 'files', retired_at: null });
    // A project of the files that the list names is the list's from then on, also for the next load.
    const csv = `${LIST}\nMSA-STADIUM,KE.001,Mombasa County Stadium,Uwanja wa Kaunti,,,,,,completed,2026-09-30,county list`;
    await sent({ list: csv, step: 'save', seen: seenIn((await sent({ list: csv, step: 'look' })).text) }).expect(303);
    await loadProgramme(gateway.deps, { ...source, checksum: 'a third' });
    expect(await heldOf('MSA-STADIUM')).toMatchObject({ origin: 'imported', state: 'completed' });
  });

  it('is checked by residents on their phones, and contradicted where most of them say otherwise', async () => {
    for (let index = 0; index < 4; index += 1) await check(`+25471300030${index}`, /Market/, ussd.projectNothing);
    const few = textOf((await observer.get('/monitor/projects').expect(200)).text);
    expect(few).toMatch(/Market of Port Reitz \(PR-MARKET\) Too few answers/);
    expect(few).not.toMatch(/PR-MARKET\)[^(]*100/);
    await check('+254713000304', /Market/, ussd.projectNothing);
    await check('+254713000305', /Market/, ussd.projectDone);
    await check('+254713000306', /Market/, ussd.projectStarted);
    const seen = textOf((await observer.get('/monitor/projects').expect(200)).text);
    expect(seen).toMatch(/PR-MARKET\) Not certain|PR-MARKET\) Residents say otherwise/);
    for (let index = 10; index < 20; index += 1) await check(`+2547130003${index}`, /Market/, ussd.projectNothing);
    // Said twice by one phone it counts once, with the last that she said.
    await check('+254713000306', /Market/, ussd.projectDone);
    await check('+254713000306', /Market/, ussd.projectStarted);
    const more = await observer.get('/monitor/projects').expect(200);
    expect(textOf(more.text)).toMatch(
      /PR-MARKET\) Residents say otherwise .*completed\. List of 2026-09-30.*KES 12,500,000.*Contractor: Bahari, Ltd.*2025-01-15 to 2026-06-30.* 17 1 1 15 94 %/,
    );
    expect(textOf(more.text)).toMatch(/PR-DRAIN\) Too few answers .* Should have been done by 2026-10-31/);
    const csv = (await observer.get('/monitor/projects?as=csv&table=projects').expect(200)).text;
    expect(csv).toMatch(
      /^Market of Port Reitz \(PR-MARKET\),Residents say otherwise,KE\.001\.001\.0001,completed,12500000\.00,KES,"Bahari, Ltd",/m,
    );
    expect(csv).toMatch(/,17,1,1,15,0\.9412,0\.\d+,0\.\d+$/m);
    // Another place is none of a supervisor's.
    expect((await elsewhere.get('/monitor/projects').expect(200)).text).not.toContain('PR-MARKET');
  });

  it('stands on the public page of its ward as of yesterday, rounded, and nothing of fewer than ten', async () => {
    const page = () => request(gateway.app).get(`/open/kenya-coast/places/${WARD.code}?lang=en`).expect(200);
    // All of it was said today.
    expect(textOf((await page()).text)).not.toContain('Residents say otherwise');
    // The last moment of yesterday in Mombasa.
    await gateway.deps.db
      .updateTable('project_checks')
      .set({ checked_at: new Date('2026-11-22T20:59:59Z') })
      .execute();
    const { text, headers } = await page();
    const said = textOf(text);
    expect(said).toContain('Residents say otherwise. about 15 people (Done: 0, Started: 0, Nothing done: 15)');
    expect(said).toContain('KES 12,500,000');
    expect(said).toMatch(/Drain at the school .* Residents who answered fewer than 10 people/);
    // Seventeen are "about 15"; eighteen would be "about 20".
    await check('+254713000320', /Market/, ussd.projectNothing);
    expect((await page()).text).toBe(text);
    expect(headers['cache-control']).toContain('max-age');
    expect(headers['set-cookie']).toBeUndefined();
    expect(Buffer.byteLength(text)).toBeLessThan(40_000);
    expect((await request(gateway.app).get('/open/kenya-coast?lang=en')).text).toContain('/open/kenya-coast/places/KE');
    const swahili = await request(gateway.app).get(`/open/kenya-coast/places/${WARD.code}?lang=sw`).expect(200);
    expect(swahili.text).toContain('Soko la Port Reitz');
    await request(gateway.app)
      .get('/open/kenya-coast/places/KE.999?lang=en')
      .expect(404)
      .expect('content-type', /html/);
    await request(gateway.app).get('/open/nowhere/places/KE.001').expect(404);
  });

  it('is taken off by a list without it, unless others are kept; what residents said stays', async () => {
    const short = LIST.split('\n')
      .filter((line) => !line.startsWith('PR-MARKET'))
      .join('\n');
    expect(textOf((await sent({ list: short, step: 'look', keep: 'yes' })).text)).not.toContain('Taken off the list');
    const look = await sent({ list: short, step: 'look' }).expect(200);
    expect(textOf(look.text)).toMatch(/Taken off the list: 2 .*PR-MARKET/);
    await sent({ list: short, step: 'save', seen: seenIn(look.text) }).expect(303);
    expect((await heldOf('PR-MARKET'))?.retired_at).not.toBeNull();
    expect((await heldOf('MSA-STADIUM'))?.retired_at).not.toBeNull();
    expect((await heldOf('KWL-NYALANI'))?.retired_at).toBeNull();
    const checks = await gateway.deps.db.selectFrom('project_checks').selectAll().execute();
    expect(checks).toHaveLength(18);
    expect((await request(gateway.app).get(`/open/kenya-coast/places/${WARD.code}`)).text).not.toContain('PR-MARKET');
  });
});
