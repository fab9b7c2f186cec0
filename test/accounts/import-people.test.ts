import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { disableAccount } from '../../src/accounts/close-account.ts';
import type { Editor } from '../../src/accounts/editor.ts';
import { exportPeople } from '../../src/accounts/export-people.ts';
import { findSession } from '../../src/accounts/find-session.ts';
import { importPeople } from '../../src/accounts/import-people.ts';
import type { PeopleError } from '../../src/accounts/people-error.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { makePerson, programmeOf, signInAs } from './scene.ts';

let gateway: Gateway;
let by: Editor;
beforeAll(async () => {
  gateway = await openGateway();
  by = { id: null, programme: programmeOf(gateway) };
});
afterAll(() => gateway.close());
/** What was recorded before a test stays: history is only added to. */
let recordedBefore = 0;
beforeEach(async () => {
  await clear();
  recordedBefore = (await gateway.deps.db.selectFrom('changes').select('id').execute()).length;
});
async function clear(): Promise<void> {
  await gateway.deps.db.deleteFrom('account_sessions').execute();
  await gateway.deps.db.deleteFrom('accounts').execute();
}

const load = (csv: string) => importPeople(gateway.deps, by, csv);
const accounts = () => gateway.deps.db.selectFrom('accounts').selectAll().orderBy('sign_in').execute();
const changes = async () =>
  (await gateway.deps.db.selectFrom('changes').selectAll().orderBy('id').execute()).slice(recordedBefore);
const problemsOf = async (csv: string) => {
  const error = await load(csv).then(
    () => null,
    (refused: PeopleError) => refused,
  );
  return error?.problems?.map(({ line, column, problem }) => [line, column, problem]) ?? error;
};

const HEADING = 'sign_in,name,role,office,area,stream,language,phone';
const OFFICE = 'water_company@KE.001';

describe('a file of people', () => {
  it('makes accounts with set-up codes and a record of each', async () => {
    const { created, updated, unchanged } = await load(
      `\uFEFF${HEADING}\r\nAmina,Amina Yusuf,official,${OFFICE},,,en,0712345678\r\n\r\njuma,"Juma, Ali",supervisor,,KE.003,,,\r\n`,
    );
    expect([updated, unchanged]).toEqual([[], 0]);
    expect(created.map(({ signIn, name }) => [signIn, name])).toEqual([
      ['amina', 'Amina Yusuf'],
      ['juma', 'Juma, Ali'],
    ]);
    expect(
      (await accounts()).map(({ sign_in, language, phone_index }) => [sign_in, language, phone_index !== null]),
    ).toEqual([
      ['amina', 'en', true],
      ['juma', 'sw', false],
    ]);
    const recorded = await changes();
    expect(recorded).toMatchObject([
      { what: 'account_created', subject: 'amina', before: null, after: { office: OFFICE, has_phone: true } },
      { what: 'account_created', subject: 'juma', account_id: null },
    ]);
    expect(JSON.stringify(recorded)).not.toMatch(/712345678/);
    expect(JSON.stringify([recorded, await accounts()])).not.toContain(created[0]?.setupCode);
  });

  it('changes who is there, keeps a phone that is left out, and signs out who gets another role', async () => {
    await makePerson(gateway, { sign_in: 'juma', name: 'Juma', role: 'triage', phone: '+254712000001' });
    const { token } = await signInAs(gateway, 'juma');
    expect(await load(`${HEADING}\njuma,Juma Ali,triage,,,,,\n`)).toMatchObject({ updated: ['juma'], created: [] });
    expect(await findSession(gateway.deps, token)).not.toBeNull();
    expect((await accounts())[0]?.phone_index).not.toBeNull();
    expect((await changes()).at(-1)).toMatchObject({
      what: 'account_changed',
      before: { name: 'Juma' },
      after: { name: 'Juma Ali' },
    });
    await load(`${HEADING}\njuma,Juma Ali,supervisor,,KE.001,,,\n`);
    expect(await findSession(gateway.deps, token)).toBeNull();
    expect(await load(`${HEADING}\njuma,Juma Ali,supervisor,,KE.001,,,\n`)).toMatchObject({
      updated: [],
      unchanged: 1,
    });
  });

  it('lets two people exchange their phones', async () => {
    const line = (name: string, phone: string) => `${name},${name},official,${OFFICE},,,,${phone}\n`;
    await load(`${HEADING}\n${line('one', '0712000001')}${line('two', '0712000002')}`);
    const before = (await accounts()).map(({ phone_index }) => phone_index?.toString('hex'));
    expect(await problemsOf(`${HEADING}\n${line('one', '0712000002')}`)).toEqual([[2, 'phone', 'phone_taken']]);
    await load(`${HEADING}\n${line('one', '0712000002')}${line('two', '0712000001')}`);
    expect((await accounts()).map(({ phone_index }) => phone_index?.toString('hex'))).toEqual(before.reverse());
  });

  it.each([
    ['a sign-in name of another programme', 'elsewhere,X,triage,,,,,', [[2, 'sign_in', 'sign_in_taken']]],
    ['the same name twice', 'one,X,triage,,,,,\nONE,Y,triage,,,,,', [[3, 'sign_in', 'repeated']]],
    [
      'the same phone twice',
      `one,X,official,${OFFICE},,,,0712000001\ntwo,Y,official,${OFFICE},,,,+254 712 000 001`,
      [[3, 'phone', 'repeated']],
    ],
    [
      'no place',
      'one,X,official,,,,,\ntwo,Y,supervisor,,,,,\nthree,Z,focal,,,,,',
      [
        [2, 'office', 'missing'],
        [3, 'area', 'missing'],
        [4, 'stream', 'missing'],
      ],
    ],
    [
      'a place too many',
      `one,X,triage,${OFFICE},KE.001,,,`,
      [
        [2, 'office', 'not_with_role'],
        [2, 'area', 'not_with_role'],
      ],
    ],
    [
      'everything at once',
      'o,,boss,x,y,z,fr,12',
      [
        [2, 'role', 'unknown_role'],
        [2, 'sign_in', 'bad_sign_in'],
        [2, 'name', 'missing'],
        [2, 'language', 'unknown_language'],
        [2, 'phone', 'bad_phone'],
      ],
    ],
    ['the ordinary stream for a focal point', 'one,X,focal,,,ordinary,,', [[2, 'stream', 'unknown_stream']]],
    ['a formula for a phone', 'one,X,triage,,,,,=1+1', [[2, 'phone', 'bad_phone']]],
  ])('with %s is refused with every line', async (_what, lines, problems) => {
    const khulna = { id: null, programme: programmeOf(gateway, 'khulna') };
    await importPeople(gateway.deps, khulna, 'sign_in,name,role\nelsewhere,E,triage\n');
    expect(await problemsOf(`${HEADING}\n${lines}\n`)).toEqual(problems);
    expect(await accounts()).toHaveLength(1);
  });

  it.each([
    ['', /lacks sign_in, name, role/],
    ['sign_in,name\nx,y', /lacks role/],
    [`${HEADING},salary\n`, /names salary/],
    [`${HEADING},name\n`, /names name/],
    [HEADING, /holds nobody/],
    [`${HEADING}\none,"X,triage`, /double quote/],
    [`${HEADING}\none,X,triage,,,,,,,,\n`, /Line 2 has 11 cells/],
    ['\u0000\u0001\u0002', /lacks/],
  ])('%j is no such file', async (csv, message) => {
    await expect(load(csv)).rejects.toMatchObject({ code: 'bad_request', message: expect.stringMatching(message) });
  });

  it('of a thousand lines with one bad one anywhere changes nothing; without it, everything', async () => {
    const good = Array.from({ length: 1000 }, (_, line) => `person.${line},Person ${line},official,${OFFICE},,,sw,`);
    const BAD = [
      'person.1',
      'x',
      '@@@,A,official',
      'bad.one,A,official,nowhere',
      'bad.one,A,focal,,,child,,+1',
      'bad.one,,triage',
    ];
    const before = JSON.stringify([await accounts(), await changes()]);
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.constantFrom(...BAD), async (at, bad) => {
        const csv = [HEADING, ...good.slice(0, at), bad, ...good.slice(at)].join('\n');
        await expect(load(csv)).rejects.toMatchObject({ code: 'invalid' });
        expect(JSON.stringify([await accounts(), await changes()])).toBe(before);
      }),
      { numRuns: 12 },
    );
    expect((await load([HEADING, ...good].join('\n'))).created).toHaveLength(1000);
    expect(await changes()).toHaveLength(1000);
    expect(await load([HEADING, ...good].join('\n'))).toEqual({ created: [], updated: [], unchanged: 1000 });
  });
});

describe('people as a file', () => {
  it('hold no phone and no formula, leave out who was disabled, and can be loaded again', async () => {
    await makePerson(gateway, { sign_in: 'plain', name: '=HYPERLINK("x")', role: 'triage', phone: '+254712000009' });
    await makePerson(gateway, { sign_in: 'quoted', name: '+1 "Juma", Ali', role: 'official', office: OFFICE });
    const gone = await makePerson(gateway, { sign_in: 'gone' });
    await disableAccount(gateway.deps, by, gone);
    const csv = await exportPeople(gateway.deps, by.programme);
    expect(csv.split('\n')[0]).toBe('sign_in,name,role,office,area,stream,language,page_order');
    expect(csv).toContain(`'=HYPERLINK`);
    expect(csv).not.toMatch(/gone|254712|,[=+\-@]|^[=+\-@]/m);
    expect(await load(csv)).toEqual({ created: [], updated: [], unchanged: 2 });
  });

  it('never begin a cell with a sign that starts a formula, whatever their names', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => `${text}x`);
    const sign = fc.constantFrom('=', '+', '-', '@', '');
    await fc.assert(
      fc.asyncProperty(sign, name, async (begin, text) => {
        await clear();
        const made = await makeIfSound(`${begin}${text}`);
        if (!made) return;
        const csv = await exportPeople(gateway.deps, by.programme);
        const [, row = ''] = /^sign_in.*\n([\s\S]*)$/.exec(csv) ?? [];
        const cells = row.split(',').map((cell) => cell.replace(/^"/, ''));
        expect(cells[1]).not.toMatch(/^[=+\-@]/);
        expect(await load(csv)).toMatchObject({ created: [], updated: [] });
      }),
      { numRuns: 60 },
    );
  });

  async function makeIfSound(name: string): Promise<boolean> {
    const cell = `"${name.replaceAll('"', '""')}"`;
    return load(`sign_in,name,role\none,${cell},triage\n`).then(
      () => true,
      () => false,
    );
  }
});
