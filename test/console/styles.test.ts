import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONSOLE_ROUTES } from '../../src/console/routes/index.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { addToInbox } from './inbox-sample.ts';

const STATIC = new URL('../../src/console/static/', import.meta.url);
const OFFICE = 'water_company@KE.001';
/** What the issue allows for a page with everything it loads, and what we aim at. */
const LIMIT_BYTES = 25_000;
const AIM_BYTES = 20_000;

const styles = readFileSync(new URL('console.css', STATIC), 'utf8');
/** More than any page loads: each takes only the parts that it has use for. */
const scripts = readdirSync(STATIC).filter((name) => name.endsWith('.js'));
const sizeOf = (text: string | Buffer) => gzipSync(text, { level: 6 }).length;
const loadedBytes =
  sizeOf(styles) + scripts.reduce((sum, name) => sum + sizeOf(readFileSync(new URL(name, STATIC))), 0);

describe('the style sheet', () => {
  it('has neither font, crown, header nor brand colour of GOV.UK', () => {
    const theirs =
      /GDS Transport|@font-face|url\(|govuk-(header|crown|logotype|footer)|#(1d70b8|1a65a6|16548a|d2e2f1|54319f)/gi;
    expect(styles.match(theirs)).toBeNull();
  });

  it('has our green, the red for late and the yellow of the focus', () => {
    for (const colour of ['#0b5d4e', '#b10e1e', '#ffdd00']) expect(styles.includes(colour)).toBe(true);
  });
});

describe('what a first visit weighs', () => {
  let gateway: Gateway;
  let people: Person[];
  beforeAll(async () => {
    gateway = await openGateway();
    const programme = 'kenya-coast';
    people = await Promise.all([
      openPerson(gateway, { programme, role: 'official', office: OFFICE, language: 'sw' }),
      openPerson(gateway, { programme, role: 'supervisor', area: 'KE.001' }),
      openPerson(gateway, { programme, role: 'triage' }),
      openPerson(gateway, { programme, role: 'focal', stream: 'child' }),
      openPerson(gateway, { programme, role: 'observer' }),
      openPerson(gateway, { programme, role: 'admin', language: 'sw' }),
    ]);
  });
  afterAll(() => gateway.close());

  it('is at most 25 kB for every page, with all it loads', async () => {
    const text = 'Hatuna maji kwa siku tano, kisima cha shule kimeharibika na hakuna anayejibu simu ya ofisi';
    const [reference = ''] = await addToInbox(
      gateway,
      Array.from({ length: 30 }, (_, index) => ({ text: `${text} ${index}`, dueInHours: index - 9 })),
    );
    const paths = CONSOLE_ROUTES.filter(({ method }) => method === 'get')
      .map(({ path }) => `/console${path.replace(':reference', reference)}`)
      .filter((path) => !path.includes(':'));
    const weights: [string, number][] = [];
    for (const path of paths) {
      for (const person of people) {
        const answer = await person.get(path);
        if (answer.status !== 200 || answer.type !== 'text/html') continue;
        weights.push([path, sizeOf(answer.text) + loadedBytes]);
      }
    }
    expect(weights.length).toBeGreaterThan(5);
    expect(weights.filter(([, bytes]) => bytes > LIMIT_BYTES)).toEqual([]);
    const inbox = weights.filter(([path]) => path === '/console/').map(([, bytes]) => bytes);
    expect(Math.max(...inbox)).toBeLessThanOrEqual(AIM_BYTES);
  });

  it('is kept by the browser, and asked for again behind the page', async () => {
    const [person] = people;
    for (const name of ['console.css', ...scripts]) {
      const answer = await person?.get(`/static/${name}`).expect(200);
      expect(answer?.headers['cache-control']).toBe('public, max-age=600, stale-while-revalidate=604800');
    }
  });
});
