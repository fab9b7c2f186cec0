import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../../src/routing/programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { JOURNEYS, tellJourney } from './journeys.ts';

const FOLDER = 'docs/transcripts';
/** Set by `npm run transcripts`: the files are written anew, to be read before they are committed. */
const IS_WRITING = process.env.WRITE_TRANSCRIPTS === '1';

/** As in `programmes/`: languages in the order in which each offers them. */
const PROGRAMMES = [
  { name: 'kenya-coast', languages: ['sw', 'en'], phones: '+25471230' },
  { name: 'khulna', languages: ['bn', 'en'], phones: '+880171230' },
  { name: 'kosovo', languages: ['sq', 'sr', 'en'], phones: '+3834430' },
] as const;
const SERIAL_DIGITS: Readonly<Record<string, number>> = { 'kenya-coast': 4, khulna: 4, kosovo: 4 };

const CASES = PROGRAMMES.flatMap(({ name, languages, phones }) =>
  languages.flatMap((language) => JOURNEYS.map((journey) => ({ name, language, phones, journey }))),
);

const fileOf = ({ name, language, journey }: (typeof CASES)[number]) => `${name}-${language}-${journey.name}.txt`;

describe.each(PROGRAMMES.map(({ name }) => name))('the transcripts of %s', (name) => {
  const cases = CASES.filter((one) => one.name === name);

  describe.each([...new Set(cases.map(({ language }) => language))])('in %s', (language) => {
    const told = cases.filter((one) => one.language === language);
    let gateway: Gateway;
    // All stories of one language happen in one country, each in a place of its own: none meets what another left.
    beforeAll(async () => {
      await mkdir(FOLDER, { recursive: true });
      gateway = await openGateway();
    });
    afterAll(() => gateway.close());

    it.each(told.map((one) => [one.journey.title, one] as const))('%s', async (_title, one) => {
      const programme = gateway.deps.programmes.byName(one.name);
      if (!programme) throw new Error(`${one.name} is not loaded`);
      const digits = SERIAL_DIGITS[one.name] ?? 4;
      const story = JOURNEYS.indexOf(one.journey);
      const phones = (index: number) => `${one.phones}${String(story * 10 + index).padStart(digits, '0')}`;
      const text = await tellJourney(gateway, one.journey, { programme, language, phones, story });
      const file = join(FOLDER, fileOf(one));
      if (IS_WRITING) await writeFile(file, text);
      expect(text).toBe(await readFile(file, 'utf8'));
    });
  });
});

it('has no transcript of a story that is not told any more', async () => {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.txt'));
  expect(files.sort()).toEqual(CASES.map(fileOf).sort());
});

it('tells every story in every language there is', () => {
  expect(new Set(CASES.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
});
