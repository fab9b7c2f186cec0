import { afterEach, describe, expect, it } from '@jest/globals';
import { checkProgramme, checkTogether } from '../../src/routing/check-programme.ts';
import { formatProblem } from '../../src/routing/problem.ts';
import type { ProgrammeSource } from '../../src/routing/programme-source.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';
import { type Changes, replaced, SMALL, writeSmall } from './small-folder.ts';

const written: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of written.splice(0)) await folder.remove();
});

async function read(changes: Changes = {}): Promise<ProgrammeSource> {
  const folder = await writeSmall(changes);
  written.push(folder);
  return readProgramme(folder.dir);
}

async function problemsOf(changes: Changes): Promise<string[]> {
  return checkProgramme(await read(changes)).map(formatProblem);
}

describe('checkProgramme', () => {
  it('finds nothing wrong with a sound programme', async () => {
    expect(await problemsOf({})).toEqual([]);
  });

  it('names a category that nobody answers for somewhere, and where', async () => {
    // Without a next rung, wards have an answer and the areas around them have none.
    const kinds = replaced('office-kinds.csv', '{area}",county_office', '{area}",');
    expect(await problemsOf({ 'office-kinds.csv': kinds })).toEqual([
      'small/categories.csv:2: office_kinds "ward_admin": no office answers for WATER in KE, KE.1; none of ward_admin ' +
        'stands there or above; list one more kind, or give one of them an escalates_to that does',
      'small/categories.csv:3: office_kinds "ward_admin": no office answers for WATER.DRY in KE, KE.1; none of ' +
        'ward_admin stands there or above; list one more kind, or give one of them an escalates_to that does',
    ]);
  });

  it('counts the areas it does not name', async () => {
    const kinds = replaced('office-kinds.csv', 'Kliniki,county_office', 'Kliniki,');
    expect(await problemsOf({ 'office-kinds.csv': kinds })).toEqual([
      expect.stringContaining(
        'no office answers for HEALTH in KE, KE.1, KE.1.1 and 2 more; none of clinic stands there',
      ),
    ]);
  });

  it('names a ladder that ends before the files say so', async () => {
    const kinds = replaced('office-kinds.csv', 'ombudsman,national', 'ombudsman,facility');
    expect(await problemsOf({ 'office-kinds.csv': kinds })).toContain(
      'small/office-kinds.csv:4: escalates_to "ombudsman": the ladder of county_office@KE.1 ends there, because neither ' +
        'that kind nor one above it stands in KE.1 or around it; name a kind that does, or leave it empty',
    );
  });

  it('lets no sealed report begin outside the programme', async () => {
    const kinds = replaced('office-kinds.csv', 'safe_desk,programme', 'safe_desk,national');
    expect(await problemsOf({ 'office-kinds.csv': kinds })).toEqual([
      'small/categories.csv:6: office_kinds "safe_desk": a sealed report must first be seen by a desk of the programme; ' +
        'name a kind whose level is programme',
    ]);
  });

  it('lets no sealed report climb to an office that is not for it', async () => {
    const kinds = replaced('office-kinds.csv', 'Dawati la ulinzi,,', 'Dawati la ulinzi,county_office,');
    const problems = await problemsOf({ 'office-kinds.csv': kinds });
    expect(problems).toContain(
      'small/categories.csv:6: office_kinds: a report about SAFE (stream protection) would reach "county_office", which ' +
        'is not for it; choose another kind, or add the stream to its streams in office-kinds.csv',
    );
    expect(problems).toContainEqual(expect.stringContaining('would reach "ombudsman"'));
  });

  it('lets no ordinary report reach a sealed desk', async () => {
    const categories = replaced('categories.csv', 'Afya,clinic', 'Afya,clinic;safe_desk');
    expect(await problemsOf({ 'categories.csv': categories })).toEqual([
      expect.stringMatching(/^small\/categories\.csv:4: .*HEALTH \(stream ordinary\) would reach "safe_desk"/),
    ]);
  });

  it('wants the place in a name that several offices have', async () => {
    const kinds = replaced('office-kinds.csv', '"Msimamizi wa wadi, {area}"', 'Msimamizi wa wadi');
    // Two, because the third ward's office has a name of its own.
    expect(await problemsOf({ 'office-kinds.csv': kinds })).toEqual([
      'small/office-kinds.csv:3: name_sw "Msimamizi wa wadi" would be the name of 2 offices; put {area} into it',
    ]);
  });
});

describe('checkProgramme of indicators', () => {
  const rows = (...codes: string[]) => codes.map((code) => `${code},hospital,score,${code},${code}\n`).join('');

  it('names one that is never asked, because three others of its types stand before it', async () => {
    const indicators = SMALL['indicators.csv'];
    expect(await problemsOf({ 'indicators.csv': `${indicators}${rows('CARE')}` })).toEqual([]);
    expect(await problemsOf({ 'indicators.csv': `${indicators}${rows('CARE', 'PRICE')}` })).toEqual([
      'small/indicators.csv:5: code "PRICE" is never asked, because enough others for hospital stand before it; ' +
        'move it up or remove it',
    ]);
  });
});

describe('checkTogether', () => {
  it('lets no two programmes share a name or a code', async () => {
    const first = await read();
    const second = await read({ 'programme.yaml': SMALL['programme.yaml'].replace('22999', '22998') });
    expect(checkTogether([first, second]).map(formatProblem)).toEqual([
      'small/programme.yaml: name "small" is also that of small; give each its own',
      'small/programme.yaml: ussd_code "*384*9999#" is also that of small; give each its own',
    ]);
  });
});
