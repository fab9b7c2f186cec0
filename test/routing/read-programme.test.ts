import { afterEach, describe, expect, it } from '@jest/globals';
import { formatProblem, ProgrammeError } from '../../src/routing/problem.ts';
import type { ProgrammeSource } from '../../src/routing/programme-source.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';
import { SLIPS } from './slips.ts';
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
  try {
    await read(changes);
    return [];
  } catch (error) {
    if (error instanceof ProgrammeError) return error.problems.map(formatProblem);
    throw error;
  }
}

describe('readProgramme', () => {
  it('reads a folder without a fault', async () => {
    const source = await read();
    expect(source.settings).toMatchObject({ name: 'small', ussd_code: '*384*9999#', languages: ['sw', 'en'] });
    expect(source.areas[2]).toEqual({
      line: 4,
      code: 'KE.1.1',
      parent_code: 'KE.1',
      level: 'ward',
      names: { en: 'Shella', sw: 'Shella' },
      aliases: ['Shela', 'Shella town'],
    });
    expect(source.population[0]).toEqual({
      line: 2,
      area_code: 'KE.1',
      population: 143920,
      year: 2019,
      source: 'census',
      names: { en: '' },
    });
    expect(source.officeKinds[0]).toMatchObject({ kind: 'safe_desk', streams: ['protection', 'child'], within: [] });
    expect(source.categories[3]).toMatchObject({ code: 'INFO', legal_days: 21, office_kinds: ['county_office'] });
    expect(source.categories[4]).toMatchObject({ clock: 'elapsed', legal_days: null, joinable: false, aliases: [] });
    expect(source.categories[1]).toMatchObject({ joinable: true, aliases: ['dry tap', 'bomba'] });
    expect(source.meetings[0]).toMatchObject({ venues: { en: 'Shella school', sw: 'Shule ya Shella' } });
    expect(Object.keys(source.settings.groups ?? {})).toEqual(['youth', 'woman']);
  });

  it('does without the files that a programme may lack', async () => {
    const { offices, units, indicators, meetings, projects, population, holidays, helplines } = await read({
      'offices.csv': null,
      'units.csv': null,
      'indicators.csv': null,
      'meetings.csv': null,
      'projects.csv': null,
      'population.csv': null,
      'holidays.csv': null,
      'helplines.csv': null,
    });
    expect([offices, units, indicators, meetings, projects, population, holidays, helplines].flat()).toEqual([]);
  });

  it('does without the keys and columns that a programme may lack', async () => {
    const source = await read({
      'programme.yaml': replaced(
        'programme.yaml',
        SMALL['programme.yaml'].slice(SMALL['programme.yaml'].indexOf('carrier:')),
        '',
      ),
      'categories.csv': SMALL['categories.csv'].replace(/^((?:[^,]*,){4})[^,]*,[^,]*,/gm, '$1'),
    });
    expect([source.settings.carrier, source.settings.groups]).toEqual([undefined, undefined]);
    expect(source.categories[1]).toMatchObject({ code: 'WATER.DRY', joinable: false, aliases: [] });
  });

  it('takes a byte order mark, Windows line ends, empty lines, spaces and notes as they come', async () => {
    const areas = SMALL['areas.csv']
      .trimEnd()
      .split('\n')
      .map((line, index) => (index === 0 ? `${line},note` : ` ${line} ,"for people, not loaded"`))
      .join('\r\n,,,,,,\r\n\r\n');
    const source = await read({
      'areas.csv': `\uFEFF${areas}`,
      'programme.yaml': `\uFEFF${SMALL['programme.yaml'].replaceAll('\n', '\r\n')}`,
    });
    expect(source).toMatchObject({
      areas: [{ code: 'KE' }, { code: 'KE.1' }, { code: 'KE.1.1' }, { code: 'KE.1.2' }, { code: 'KE.1.3' }],
    });
  });

  it('composes what was written in pieces', async () => {
    const source = await read({ 'areas.csv': replaced('areas.csv', 'Hindi,Hindi', 'Gjakove\u0308,Hindi') });
    expect(source.areas[3]?.names.en).toBe('Gjakovë');
  });

  it('has a checksum that changes with the bytes and with nothing else', async () => {
    const first = await read();
    const again = await read();
    const other = await read({ 'holidays.csv': `${SMALL['holidays.csv']}\n` });
    expect(again.checksum).toBe(first.checksum);
    expect(other.checksum).not.toBe(first.checksum);
  });

  it('names every problem of every file at once, in the order of reading', async () => {
    const problems = await problemsOf({
      'programme.yaml': replaced('programme.yaml', "short_code: '22999'", 'short_code: 22999'),
      'areas.csv': replaced('areas.csv', 'KE.1.2,KE.1,ward', 'KE.1.2,KE.9,wrd'),
      'categories.csv': replaced('categories.csv', 'working,8,24,,our default\nHEALTH', 'working,0,24,,\nHEALTH'),
    });
    expect(problems).toEqual([
      'small/areas.csv:5: parent_code "KE.9" is not in this file; add the parent or correct it',
      'small/categories.csv:3: first_answer_hours "0" must be a whole number, 1 or more',
      'small/categories.csv:3: basis "" must not be empty; write it',
      'small/programme.yaml:7: short_code 22999 must be text; put it in quotes',
    ]);
  });

  it('says only what it knows of a folder that is not there', async () => {
    const { dir, remove } = await writeSmall();
    await remove();
    await expect(readProgramme(dir)).rejects.toMatchObject({
      problems: ['areas.csv', 'categories.csv', 'office-kinds.csv', 'programme.yaml'].map((file) => ({
        file: `small/${file}`,
        line: null,
        message: 'is missing; add the file to the folder',
      })),
    });
  });
});

describe('problems in one place', () => {
  it.each(SLIPS)('%s: %j > %j', async (file, from, to, problem) => {
    expect(await problemsOf({ [file]: replaced(file, from, to) })).toEqual([`small/${problem}`]);
  });
});

describe('files that are not what they should be', () => {
  const areas = SMALL['areas.csv'];
  it.each<[string, Changes, string]>([
    ['a missing file', { 'areas.csv': null }, 'areas.csv: is missing; add the file to the folder'],
    ['an empty table', { 'areas.csv': '' }, 'areas.csv:1: is empty; the first line must name the columns'],
    ['empty settings', { 'programme.yaml': '' }, 'programme.yaml: the file must be a list of key: value'],
    [
      'semicolons',
      { 'areas.csv': areas.replaceAll(',', ';') },
      'areas.csv:1: is separated by semicolons or tabs; save it separated by commas',
    ],
    [
      'Windows-1252',
      { 'areas.csv': Buffer.from(areas.replace('Hindi', 'Hïndi'), 'latin1') },
      'areas.csv:5: is not UTF-8; save the file as UTF-8 (in a spreadsheet: "CSV UTF-8")',
    ],
    [
      'UTF-16',
      { 'areas.csv': Buffer.from(`\uFEFF${areas}`, 'utf16le') },
      'areas.csv: is UTF-16; save the file as UTF-8',
    ],
    [
      'a zero byte',
      { 'areas.csv': areas.replace('Hindi', 'Hin\0di') },
      'areas.csv:5: holds a zero byte; save the file as UTF-8 text',
    ],
    [
      'a tree without a root',
      { 'areas.csv': areas.replace('KE,,', 'KE,KE.1.1,') },
      'areas.csv: has no root; leave parent_code empty in the row of the whole area',
    ],
  ])('%s', async (_, changes, problem) => {
    expect(await problemsOf(changes)).toContain(`small/${problem}`);
  });

  it('says nothing about rows that name a file which cannot be read', async () => {
    expect(await problemsOf({ 'areas.csv': null })).toEqual([
      'small/areas.csv: is missing; add the file to the folder',
    ]);
  });
});
