import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeReference, showReference } from '../../src/grievances/reference.ts';
import { addAccount, openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { addToInbox, type Sample } from './inbox-sample.ts';

const MOMBASA = 'water_company@KE.001';
const KILIFI = 'water_company@KE.003';

let gateway: Gateway;
let official: Person;
let supervisor: Person;

beforeAll(async () => {
  gateway = await openGateway();
  official = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA });
  supervisor = await openPerson(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE.001' });
});
afterAll(() => gateway.close());
beforeEach(() => gateway.deps.db.deleteFrom('grievances').execute());

async function add(sample: Sample = {}): Promise<string> {
  const [reference = ''] = await addToInbox(gateway, [sample]);
  return reference;
}

async function read(path: string, person = official): Promise<string> {
  const { text } = await person.get(path).expect(200);
  return text;
}

/** The references in a page's list, in its order. */
function listed(page: string): string[] {
  return [...page.matchAll(/href="\/console\/reports\/(\d{8})"/g)].map(([, reference]) => reference ?? '');
}

const figuresOf = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/data-count="(\w+)"[^>]*>(\d+)</g)].map(([, name, figure]) => [name, Number(figure)]),
  );

describe('an office’s inbox', () => {
  it('is sorted by deadline, with what has none at the end, and says the deadline as a sentence', async () => {
    const waiting = await add({ status: 'awaiting_citizen', dueInHours: null });
    const answered = await add({ status: 'resolved', dueInHours: null });
    const tomorrow = await add({ dueInHours: 26 });
    const late = await add({ dueInHours: -72 });
    const today = await add({ dueInHours: 3, status: 'acknowledged' });
    const page = await read('/console');
    expect(listed(page)).toEqual([late, today, tomorrow, waiting, answered]);
    const sentences = [...page.matchAll(/<span class="due[^"]*">([^<]+)</g)].map(([, sentence]) => sentence);
    expect(sentences).toEqual([
      '1 working day late',
      'Due today 12:30',
      '1 working day left',
      'Clock stopped',
      'Waiting for ‘yes, it is fixed’',
    ]);
    expect([...page.matchAll(/class="tag tag--(\w+)"/g)].map(([, tag]) => tag)).toEqual(['new', 'waiting', 'answered']);
    expect(figuresOf(page)).toEqual({ overdue: 1, today: 1, new: 2, waiting: 1 });
  });

  it('shows what a report is about, its words in their language, where, how many and who has it', async () => {
    const other = await addAccount(gateway, {
      programme: 'kenya-coast',
      role: 'official',
      office: MOMBASA,
      name: 'Salim Ali',
    });
    const reference = await add({ text: '<script>alert(1)</script> maji', joiners: 13, assignee: other });
    await add({ joiners: 0, assignee: official.id });
    const page = await read('/console');
    expect(page).toContain('Water: No water');
    expect(page).toContain('lang="sw">&lt;script>alert(1)&lt;/script> maji</p>');
    expect(page).toContain('Changamwe (Constituency) · 14 people · Salim Ali</p>');
    expect(page).toContain(showReference(reference));
    expect(page).toContain('23 Nov, USSD');
    expect(page).not.toContain('Amina Yusuf</p>');
  });

  it('has nothing of other offices, sealed reports, reports about itself, triage or what has ended', async () => {
    await add({ office: KILIFI, area: 'KE.003' });
    await add({ stream: 'child' });
    await add({ about: MOMBASA });
    await add({ status: 'filed', office: null });
    await add({ status: 'closed', dueInHours: null });
    await add({ status: 'rejected', dueInHours: null });
    const page = await read('/console');
    expect(listed(page)).toEqual([]);
    expect(figuresOf(page)).toEqual({ overdue: 0, today: 0, new: 0, waiting: 0 });
    expect(page).toContain('This inbox is empty.');
    await official.get('/console/counts.json').expect(200, { overdue: 0, today: 0, new: 0, waiting: 0 });
    const { text } = await official.get('/console/inbox.csv').expect(200);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
  });

  it('has a view for each figure, and for what is hers, nobody’s or answered', async () => {
    const late = await add({ dueInHours: -1, status: 'acknowledged' });
    const today = await add({ dueInHours: 1, assignee: official.id, status: 'acknowledged' });
    const fresh = await add({ dueInHours: 50 });
    const waiting = await add({ status: 'awaiting_citizen', dueInHours: null, assignee: official.id });
    const answered = await add({ status: 'resolved', dueInHours: null });
    const views: [string, string[]][] = [
      ['overdue', [late]],
      ['today', [today]],
      ['new', [fresh]],
      ['waiting', [waiting]],
      ['answered', [answered]],
      ['mine', [today, waiting]],
      ['unassigned', [late, fresh]],
      ['all', [late, today, fresh, waiting, answered]],
      ['nonsense', [late, today, fresh, waiting, answered]],
    ];
    for (const [view, references] of views) {
      expect([view, listed(await read(`/console?view=${view}`))]).toEqual([view, references]);
    }
    expect(await read('/console?view=today')).toMatch(/view=today" aria-current="page"/);
  });

  it('filters by category and place, counts what is left, and keeps the filters in every link', async () => {
    const bill = await add({ category: 'WATER.BILL', area: 'KE.001.002' });
    await add({ category: 'WATER.DRY', area: 'KE.001.002' });
    await add({ category: 'WATER.BILL', area: 'KE.001.001' });
    const page = await read('/console?category=WATER.BILL&area=KE.001.002');
    expect(listed(page)).toEqual([bill]);
    expect(figuresOf(page)).toMatchObject({ new: 1 });
    expect(page).toContain('href="/console?view=new&amp;category=WATER.BILL&amp;area=KE.001.002"');
    expect(page).toContain('<details class="govuk-details" open>');
    expect(listed(await read('/console?category=WATER'))).toHaveLength(3);
    expect(listed(await read('/console?category=NONE&area=NONE'))).toHaveLength(3);
  });

  it('says that nothing is late and leads to what is due next', async () => {
    await add({ dueInHours: 3 });
    const page = await read('/console?view=overdue');
    expect(page).toContain('<h1 class="govuk-heading-l">Late reports</h1>');
    expect(page).toContain('<p>Nothing is late.</p>');
    expect(page).toContain('1 report is due today. <a class="govuk-link" href="/console?view=today">Show them</a>');
  });
});

describe('going through a long list', () => {
  it('leads on by 25 and back again, and shows every report once', async () => {
    const references: string[] = [];
    // Several with the very same deadline, and more without any than one page holds.
    for (let index = 0; index < 30; index += 1) references.push(await add({ dueInHours: 1 + Math.floor(index / 10) }));
    for (let index = 0; index < 30; index += 1) {
      references.push(await add({ dueInHours: null, status: 'awaiting_citizen' }));
    }
    const forward: string[][] = [];
    const pages: string[] = [];
    for (let path: string | undefined = '/console'; path !== undefined; ) {
      const page: string = await read(path);
      pages.push(path);
      forward.push(listed(page));
      path = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(forward.map((page) => page.length)).toEqual([25, 25, 10]);
    expect(forward.flat()).toEqual(references);
    const last = await read(pages.at(-1) ?? '');
    const back = [...last.matchAll(/rel="prev" href="([^"]+)"/g)][0]?.[1]?.replaceAll('&amp;', '&') ?? '';
    const middle = await read(back);
    expect(listed(middle)).toEqual(forward[1]);
    const first = await read(/rel="prev" href="([^"]+)"/.exec(middle)?.[1]?.replaceAll('&amp;', '&') ?? '');
    expect(listed(first)).toEqual(forward[0]);
    expect(first).not.toContain('rel="prev"');
    expect(first).toContain('rel="next"');
  });

  it('takes a place that it did not give as none', async () => {
    const reference = await add();
    for (const after of ['x', "n_'; drop table grievances", '99999999999999999_1', '']) {
      expect(listed(await read(`/console?after=${encodeURIComponent(after)}`))).toEqual([reference]);
    }
  });
});

describe('finding a report', () => {
  it.each([
    ['as it is shown', (reference: string) => showReference(reference)],
    ['without a space', (reference: string) => reference],
    ['with dashes', (reference: string) => `${reference.slice(0, 2)}-${reference.slice(2, 5)} - ${reference.slice(5)}`],
    ['in Bangla digits', (reference: string) => reference.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'[Number(digit)] ?? '')],
  ])('opens it by its reference, %s', async (_how, write) => {
    const reference = await add({ status: 'closed', dueInHours: null });
    const answer = await official.get(`/console?q=${encodeURIComponent(write(reference))}`).expect(303);
    expect(answer.headers.location).toBe(`/console/reports/${reference}`);
  });

  it('says that a digit is wrong, and keeps what was typed', async () => {
    const reference = await add();
    const wrong = `${reference.slice(0, 7)}${(Number(reference[7]) + 1) % 10}`;
    const page = await read(`/console?q=${wrong}`);
    expect(page).toContain(`A digit of ${wrong} is wrong. Compare it with the SMS.`);
    expect(page).toContain(`value="${wrong}"`);
  });

  it('tells nothing of a report that she may not see', async () => {
    const nowhere = showReference(makeReference());
    const hidden = [await add({ stream: 'child' }), await add({ about: MOMBASA }), await add({ office: KILIFI })];
    const missing = (await read(`/console?q=${encodeURIComponent(nowhere)}`)).replaceAll(nowhere, '');
    for (const reference of hidden) {
      const page = await read(`/console?q=${reference}`);
      const shown = showReference(reference);
      expect(page).toContain(`There is no report ${shown} that you may see.`);
      const neutral = page.replaceAll(shown, '').replaceAll(reference, '').replaceAll(`q=${reference}`, '');
      expect(neutral.length).toBeLessThanOrEqual(missing.length);
      expect(listed(page)).toEqual([]);
    }
  });

  it.each([
    ['a word', 'kisima', ['well']],
    ['words in any order and case', 'SHULE kisima', ['well']],
    ['the beginning of the last word', 'kisima shu', ['well']],
    ['not the beginning of another word', 'kis shule', []],
    ['a Bangla word', 'পানিতে', ['bangla']],
    ['the beginning of a Bangla word', 'বাচ্', ['bangla']],
    ['two Bangla words', 'বালি দুর্গন্ধ', ['bangla']],
    ['a Bangla letter written in two', 'খাবারের সম\u09df', ['bangla']],
    ['letters that were typed plain', 'ujë', ['albanian']],
    ['signs that mean something to PostgreSQL', "kisima & | ! ( ' \\ :*", ['well']],
    ['nothing but signs', "&|!'", []],
  ])('finds %s', async (_what, typed, found) => {
    const references = new Map([
      ['well', await add({ text: 'Kisima cha shule kimeharibika' })],
      ['bangla', await add({ language: 'bn', text: 'পানিতে দুর্গন্ধ এবং বালি আসছে, বাচ্চারা অসুস্থ, খাবারের সময় নেই' })],
      ['albanian', await add({ language: 'sq', text: 'Nuk ka uje te paster' })],
    ]);
    const page = await read(`/console?q=${encodeURIComponent(typed)}`);
    expect(listed(page)).toEqual(found.map((name) => references.get(name)));
  });

  it('looks in the inbox first, and offers to look in everything she may see', async () => {
    const closed = await add({ text: 'Bomba limepasuka', status: 'closed', dueInHours: null });
    await add({ text: 'Bomba limepasuka', office: KILIFI });
    const page = await read('/console?q=bomba&view=overdue&category=HEALTH');
    expect(page).toContain('No report here has the words “bomba”.');
    const wider = /href="([^"]+)">Find in all/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const everywhere = await read(wider);
    expect(listed(everywhere)).toEqual([closed]);
    expect(everywhere).toContain('All reports with “bomba”');
    const nothing = await read('/console?q=dirisha&scope=all');
    expect(nothing).toContain('No report that you may see has the words “dirisha”.');
    expect(nothing).not.toContain('Find in all');
  });

  it('keeps to 200 characters and takes 20 kB without harm', async () => {
    const page = await read(`/console?q=${encodeURIComponent('\0maji '.repeat(1500))}`);
    expect(page).toContain('No report here has the words');
  });
});

describe('who sees more than one office', () => {
  it('shows a supervisor the offices of her area, with the office at each report and one to choose', async () => {
    const here = await add({ dueInHours: 1 });
    const ward = await add({ office: 'ward_admin@KE.001.001.0001', area: 'KE.001.001.0001', dueInHours: 2 });
    await add({ office: KILIFI, area: 'KE.003' });
    const page = await read('/console', supervisor);
    expect(listed(page)).toEqual([here, ward]);
    expect(page).toContain('<p class="office-above">Mombasa (County)</p>');
    expect(page).toMatch(/Ward administrator, [^<]+<\/p>/);
    expect(page).not.toContain('view=mine');
    const one = await read(`/console?office=${encodeURIComponent(MOMBASA)}`, supervisor);
    expect(listed(one)).toEqual([here]);
    expect(listed(await read(`/console?office=${encodeURIComponent(KILIFI)}`, supervisor))).toEqual([]);
  });

  it.each([
    ['focal', { stream: 'child' as const }, '/console/sealed'],
    ['triage', {}, '/console/triage'],
    ['observer', {}, '/monitor'],
  ])('sends the role %s to her own first page', async (role, place, home) => {
    const person = await openPerson(gateway, { programme: 'kenya-coast', role: role as 'focal', ...place });
    await add({ stream: 'child', text: 'siri' });
    const answer = await person.get('/console').expect(303);
    expect(answer.headers.location).toBe(home);
    const figures = await person.get('/console/counts.json');
    if (figures.status === 200) expect(figures.body).toEqual({ overdue: 0, today: 0, new: 0, waiting: 0 });
    const file = await person.get('/console/inbox.csv');
    expect(file.text).not.toContain('siri');
  });
});

describe('the list as a file', () => {
  it('has a byte order mark, the filters of the page, and no cell that a spreadsheet calculates', async () => {
    const formulas = ['=1+1', '+254700000001', '-1', '@SUM(A1)', '\tx'];
    for (const text of formulas) await add({ text });
    await add({ category: 'HEALTH', text: 'not asked for' });
    const answer = await official.get('/console/inbox.csv?category=WATER').buffer(true).expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toContain('majibu-inbox.csv');
    const lines = answer.text
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\r\n');
    expect(answer.text.startsWith('\ufeff')).toBe(true);
    expect(lines).toHaveLength(1 + formulas.length);
    const cells = lines.slice(1).map((line) => line.split(',').at(-1)?.replace(/^"/, ''));
    expect(cells.every((cell) => cell?.startsWith("'"))).toBe(true);
    expect(answer.text).not.toContain('not asked for');
  });
});
