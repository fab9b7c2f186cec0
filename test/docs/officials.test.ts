import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordsOf } from '../../src/locales/console/index.ts';
import { deskOf } from '../../src/locales/desk/index.ts';
import { openScene } from '../console/report-scene.ts';
import { addAccount } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { readGrievance, readHistory } from '../support/report.ts';
import { type Citizen, openCitizen } from '../support/story.ts';

/** The reference in every example of the page. */
const EXAMPLE = '48217736';

let page: string;
let gateway: Gateway;
let amina: Citizen;

/** Of the rows of the table of words: the word, and the example that is sent. */
function examples(): [word: string, example: string][] {
  return [...page.matchAll(/^\| `([A-Z]+)` \| `([^`]+)` \|/gm)].map(([, word = '', example = '']) => [word, example]);
}

function textsIn(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsIn) : [];
}

describe('docs/officials.md', () => {
  beforeAll(async () => {
    [page, gateway] = await Promise.all([readFile('docs/officials.md', 'utf8'), openGateway()]);
    const office = { programme: 'kenya-coast', role: 'official', office: 'water_company@KE.001' } as const;
    await addAccount(gateway, { ...office, phone: '+254711500001' });
    amina = openCitizen(gateway, '+254711500001');
  });

  afterAll(() => gateway?.close());

  it('names nothing in bold that is not on a page of the console or on the phone', () => {
    const known = new Set([...textsIn(wordsOf('en')), ...textsIn(deskOf('en').work)]);
    const named = [...page.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words.replace(/\s+/g, ' '));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((words) => !known.has(words))).toEqual([]);
  });

  it('shows every word that officials send by SMS', () => {
    const { late: _late, reopen: _reopen, ...words } = deskOf('en').work.keywords;
    expect(examples().map(([word]) => word)).toEqual(Object.values(words).map(([first]) => first));
  });

  it.each([
    ['ACK', 'acknowledged', 'acknowledged'],
    ['REPLY', 'replied', 'replied'],
    ['ASK', 'asked', 'asked'],
    ['FIXED', 'resolved', 'resolved'],
    ['PASS', 'handed_back', 'passed'],
  ] as const)('has an example of %s that is done as it stands', async (word, event, did) => {
    const { grievance } = await openScene(gateway);
    await amina.news();
    const example = examples().find(([first]) => first === word)?.[1] ?? '';
    await amina.sms('22101', example.replace(EXAMPLE, grievance.reference));
    const [echo = '', ...others] = await amina.news();
    expect(others).toEqual([]);
    expect(echo).toContain(deskOf('en').work.did[did]);
    expect(await readHistory(gateway, grievance.id)).toContain(event);
  });

  it('lists and reads as it says, and takes "fixed" back', async () => {
    const { grievance } = await openScene(gateway, { text: 'Hakuna maji tangu Jumatatu' });
    const { reference } = grievance;
    await amina.news();
    await amina.sms('22101', 'LIST');
    expect(await amina.news()).toEqual([expect.stringContaining('No water')]);
    await amina.sms('22101', `READ ${reference}`);
    expect(await amina.news()).toEqual([expect.stringContaining('Hakuna maji tangu Jumatatu')]);
    await amina.sms('22101', `FIXED ${reference} The pump runs again`);
    expect(await amina.news()).toEqual([expect.stringContaining(`REOPEN ${reference}`)]);
    await amina.sms('22101', `REOPEN ${reference} I was too quick`);
    expect(await amina.news()).toHaveLength(1);
    expect((await readGrievance(gateway, grievance.id)).status).toBe('routed');
  });
});
