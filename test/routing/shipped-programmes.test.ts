import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildProgramme } from '../../src/routing/build-programme.ts';
import { checkProgramme, checkTogether, countByLevel } from '../../src/routing/check-programme.ts';
import { findNamed } from '../../src/routing/find-named.ts';
import { ladderOf } from '../../src/routing/ladder.ts';
import { indicatorsOf, type Names, nameIn, type Programme } from '../../src/routing/programme.ts';
import { toRows } from '../../src/routing/programme-rows.ts';
import type { ProgrammeSource } from '../../src/routing/programme-source.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';
import { chooseOffice } from '../../src/routing/route.ts';

const NAMES = ['kenya-coast', 'khulna', 'kosovo'] as const;
const sources = new Map<string, ProgrammeSource>();
const programmes = new Map<string, Programme>();

beforeAll(async () => {
  for (const name of NAMES) {
    const source = await readProgramme(`programmes/${name}`);
    sources.set(name, source);
    const row = { id: name, revision: 1, loaded_at: new Date(0) };
    programmes.set(name, buildProgramme(toRows(source, (table, code) => `${table}:${code}`, row)));
  }
});

function get(name: string): { source: ProgrammeSource; programme: Programme } {
  const source = sources.get(name);
  const programme = programmes.get(name);
  if (!source || !programme) throw new Error(name);
  return { source, programme };
}

/** The code of the office that answers. */
function answers(name: string, categoryCode: string, areaCode: string): string | undefined {
  const { programme } = get(name);
  const category = programme.categories.get(categoryCode);
  const area = programme.areas.get(areaCode);
  if (!category || !area) throw new Error(`${categoryCode} ${areaCode}`);
  return chooseOffice(programme, category, area)?.code;
}

describe('the programmes that come with the project', () => {
  it.each(NAMES)('%s passes the check', (name) => {
    expect(checkProgramme(get(name).source)).toEqual([]);
  });

  it('share no name and no code', () => {
    expect(checkTogether([...sources.values()])).toEqual([]);
    expect([...sources.values()].map(({ settings }) => [settings.ussd_code, settings.short_code])).toEqual([
      ['*384*2101#', '22101'],
      ['*384*2102#', '22102'],
      ['*384*2103#', '22103'],
    ]);
  });

  it.each([
    ['kenya-coast', { country: 1, county: 5, constituency: 22, ward: 110 }, 36, ['sw', 'en']],
    ['khulna', { district: 1, city_corporation: 1, upazila: 1, ward: 31, union: 7 }, 36, ['bn', 'en']],
    ['kosovo', { country: 1, region: 7, municipality: 38 }, 34, ['sq', 'sr', 'en']],
  ] as const)('%s has its areas, categories and languages', (name, levels, categories, languages) => {
    const { source } = get(name);
    expect(countByLevel(source)).toEqual(levels);
    expect(source.categories).toHaveLength(categories);
    expect(source.settings.languages).toEqual(languages);
  });

  it.each(NAMES)('%s: an office answers for every area and category, and every ladder ends', (name) => {
    const { programme } = get(name);
    for (const area of programme.areas.values()) {
      for (const category of programme.categories.values()) {
        const office = chooseOffice(programme, category, area);
        expect([area.code, category.code, office?.code]).not.toContain(undefined);
        if (office) expect(ladderOf(office).at(-1)?.parent).toBeNull();
      }
    }
  });

  it.each(NAMES)('%s: everything has a name in every language, with its place filled in', (name) => {
    const { programme } = get(name);
    const named = [
      ...programme.areas.values(),
      ...programme.offices.values(),
      ...programme.categories.values(),
      ...programme.units.values(),
      ...programme.helplines,
      ...programme.indicators,
      ...programme.groups,
      { names: programme.titles },
      { names: programme.operators },
      ...[...programme.levelNames.values()].map((names) => ({ names })),
    ];
    for (const { names } of named) {
      for (const language of programme.languages) {
        expect(names[language]).toMatch(/\S/);
        expect(nameIn(names, language)).not.toMatch(/[{}]/);
      }
    }
  });

  it.each(NAMES)('%s: a sealed report stays with the desks and bodies for its stream', (name) => {
    const { source, programme } = get(name);
    const streams = new Map(source.officeKinds.map((row) => [row.kind, row.streams]));
    for (const category of programme.categories.values()) {
      if (category.stream === 'ordinary') continue;
      const office = chooseOffice(programme, category, programme.root);
      expect(office?.kind).toMatch(/_desk$/);
      for (const rung of office ? ladderOf(office) : []) expect(streams.get(rung.kind)).toContain(category.stream);
    }
  });

  it.each(NAMES)('%s: protection and child reports count every hour, the others working hours', (name) => {
    for (const { stream, targets } of get(name).programme.categories.values()) {
      const isUrgent = stream === 'protection' || stream === 'child';
      expect(targets.clock).toBe(isUrgent ? 'elapsed' : 'working');
    }
  });

  it.each([
    ['kenya-coast', 5, [2019], 'KE.003', 1_453_787],
    ['khulna', 2, [2001, 2011], 'BD.40.47.12', 171_691],
    ['kosovo', 34, [2011, 2024], 'XK.01.27', 227_154],
  ] as const)('%s says how many people live where, and by which count', (name, count, years, code, people) => {
    const areas = [...get(name).programme.areas.values()].filter(({ population }) => population !== null);
    expect(areas).toHaveLength(count);
    expect([...new Set(areas.map(({ population }) => population?.year))].sort()).toEqual(years);
    expect(get(name).programme.areas.get(code)?.population?.people).toBe(people);
  });

  it('reckons nothing on a census that was boycotted', () => {
    // Leposaviq, Mitrovica North, Zubin Potok, Zveçan.
    const { areas } = get('kosovo').programme;
    const north = ['XK.02.16', 'XK.02.21', 'XK.02.37', 'XK.02.38'].map((code) => areas.get(code));
    expect(north.map((area) => area?.population)).toEqual([null, null, null, null]);
  });

  it('names a target of people only where the programme does', () => {
    expect(NAMES.map((name) => get(name).programme.targetPeople)).toEqual([null, 13_045, null]);
    expect(NAMES.map((name) => get(name).programme.targetUnits)).toEqual([null, 19, null]);
  });

  it('keeps calendar days only where a law counts them', () => {
    const legal = [...sources.values()].flatMap(({ settings, categories }) =>
      categories
        .filter((row) => row.legal_days !== null)
        .map((row) => `${settings.name} ${row.code} ${row.legal_days}`),
    );
    expect(legal).toEqual([
      'kenya-coast INFO 21',
      'kenya-coast INFO.REQ 21',
      'kosovo SAS 45',
      'kosovo SAS.DELAY 45',
      'kosovo HOUSING 60',
      'kosovo INFO 7',
      'kosovo INFO.REQ 7',
    ]);
  });

  it.each(NAMES)('%s has the holidays of this year and the next, and helplines to show', (name) => {
    const { source } = get(name);
    const years = new Set(source.holidays.map(({ date }) => date.slice(0, 4)));
    expect([...years]).toEqual(['2026', '2027']);
    expect(source.helplines.some(({ streams }) => streams.includes('protection'))).toBe(true);
    expect(source.helplines.some(({ streams }) => streams.includes('child'))).toBe(true);
  });
});

describe('what a small screen needs of the programmes', () => {
  const limitOf = (language: string, bangla: number, others: number) => (language === 'bn' ? bangla : others);

  it.each(NAMES)('%s: categories on the first list have short names, offices none that is too long', (name) => {
    const { programme } = get(name);
    const long = (names: Names, bangla: number, others: number) =>
      Object.entries(names).flatMap(([language, text]) =>
        text.length > limitOf(language, bangla, others) ? [text] : [],
      );
    expect(programme.topCategories.flatMap(({ names }) => long(names, 13, 22))).toEqual([]);
    expect([...programme.offices.values()].flatMap(({ names }) => long(names, 45, 60))).toEqual([]);
  });

  it.each([
    ['kenya-coast', ['WATER', 'HEALTH', 'PROJ']],
    ['khulna', ['SSN', 'WATER', 'HEALTH']],
    ['kosovo', ['SAS', 'FAM', 'DIS']],
  ])('%s: what it is mostly about comes first, sealed matters and the rest last', (name, first) => {
    const { topCategories } = get(name).programme;
    expect(topCategories.slice(0, 3).map(({ code }) => code)).toEqual(first);
    expect(topCategories.at(-1)?.code).toBe('OTHER');
    const sealed = topCategories.findIndex(({ stream }) => stream !== 'ordinary');
    const after = topCategories.slice(sealed).filter(({ stream }) => stream === 'ordinary');
    expect(after.map(({ code }) => code).filter((code) => !['PRAISE', 'OTHER'].includes(code))).toEqual([]);
  });

  it.each(NAMES)('%s: every category is found by each of its names and other words, and by nothing else', (name) => {
    const { programme } = get(name);
    const categories = [...programme.categories.values()];
    for (const category of categories) {
      for (const typed of [...Object.values(category.names), ...category.aliases]) {
        expect([typed, ...findNamed(categories, typed).map(({ code }) => code)]).toEqual([typed, category.code]);
        expect(findNamed(categories, typed.toUpperCase())[0]).toBe(category);
      }
    }
  });

  it.each([
    ['kenya-coast', 'dawa', 'HEALTH.MEDS'],
    ['kenya-coast', 'bomba', 'WATER.LEAK'],
    ['kenya-coast', 'medicin', 'HEALTH.MEDS'],
    ['kenya-coast', 'barabra', 'ROADS'],
    ['khulna', 'vata', 'SSN'],
    ['khulna', 'ভাতা', 'SSN'],
    ['khulna', 'নলকুপ', 'WATER.TUBEWELL'],
    ['khulna', 'birth certificat', 'UP.BIRTH'],
    ['kosovo', 'Ndihme sociale', 'SAS'],
    ['kosovo', 'socijalna pomoc', 'SAS'],
    ['kosovo', 'cerdhe', 'EDU'],
  ])('%s: %j means %s', (name, typed, code) => {
    expect(findNamed([...get(name).programme.categories.values()], typed)[0]?.code).toBe(code);
  });

  it.each(NAMES)('%s: every unit is found by each of its names', (name) => {
    const units = [...get(name).programme.units.values()];
    for (const unit of units) {
      for (const typed of Object.values(unit.names)) {
        expect([typed, ...findNamed(units, typed).map(({ code }) => code)]).toEqual([typed, unit.code]);
      }
    }
  });

  it.each([
    ['kenya-coast', 'msambweni', 'KWL-MSAMBWENI'],
    ['kenya-coast', 'hospitali ya tudr', 'MSA-TUDOR'],
    ['kenya-coast', 'kongowea', 'MSA-KONGOWEA'],
    ['khulna', 'jalma union', 'UP-JALMA'],
    ['khulna', 'খুলনা ওয়াসা', 'KWASA'],
    ['kosovo', 'qendra per pune sociale gjilan', 'XK.06.06.CSW'],
    ['kosovo', 'centar za socijalni rad djakovica', 'XK.07.05.CSW'],
  ])('%s: %j is %s', (name, typed, code) => {
    expect(findNamed([...get(name).programme.units.values()], typed)[0]?.code).toBe(code);
  });
});

describe('people, questions and public information of the programmes', () => {
  it.each([
    ['kenya-coast', 'africastalking', ['woman', 'youth', 'disability', 'marginalised']],
    ['khulna', 'kannel', ['widow', 'extreme_poor', 'older_person', 'disability', 'dalit', 'woman', 'youth']],
    ['kosovo', 'kannel', ['social_need', 'disability', 'woman', 'youth', 'child']],
  ])('%s goes by %s and hears its groups', (name, carrier, groups) => {
    const { programme } = get(name);
    expect(programme.carrier).toBe(carrier);
    expect(programme.groups.map(({ code }) => code)).toEqual(groups);
    expect(programme.noticeVersion).toBe(1);
  });

  it.each(NAMES)('%s: something is asked about every unit, and never about money asked for', (name) => {
    const { programme } = get(name);
    for (const unit of programme.units.values()) {
      expect([unit.type, indicatorsOf(programme, unit).length > 0]).toEqual([unit.type, true]);
    }
    const codes = programme.indicators.map(({ code }) => code);
    expect(codes.filter((code) => ['INFORMAL', 'EXTRAFEE'].includes(code))).toEqual([]);
  });

  it.each(NAMES)('%s: only matters that people have in common can be joined', (name) => {
    const joinable = [...get(name).programme.categories.values()].filter(({ isJoinable }) => isJoinable);
    expect(joinable.length).toBeGreaterThan(4);
    for (const { code, stream } of joinable) {
      expect(stream).toBe('ordinary');
      expect(code).not.toMatch(/^(SSN|SAS|FAM|DIS|UP|INFO|OTHER|PRAISE)|BILL|LICENCE|BURSARY|CERT/);
    }
  });

  it.each(NAMES)('%s: every project says where it was read', (name) => {
    const { projects, meetings } = get(name).source;
    expect(projects.length).toBeGreaterThan(0);
    for (const { source } of projects) expect(source).toMatch(/^https:\/\//);
    expect(meetings).toEqual([]);
  });
});

describe('kenya-coast', () => {
  it.each([
    ['PROJ.STALLED', 'KE.001.006.0027', 'ward_admin@KE.001.006.0027'],
    ['PROJ.STALLED', 'KE.001.006', 'subcounty_admin@KE.001.006'],
    ['HEALTH.MEDS', 'KE.004.018.0086', 'county_health_dept@KE.004'],
    ['WATER.DRY', 'KE.003.016.0079', 'water_company@KE.003.016'],
    ['WATER.DRY', 'KE.003.011.0051', 'water_company@KE.003'],
    ['EDU.BURSARY', 'KE.003.011.0051', 'bursary_committee@KE.003.011.0051'],
    ['EDU.BURSARY', 'KE.001.001.0001', 'bursary_committee@KE.001'],
    ['EDU.BURSARY', 'KE.005.021.0101', 'county_education_dept@KE.005'],
    ['INFO.REFUSED', 'KE.002.007.0031', 'caj@KE'],
    ['SAFE.CHILD', 'KE.002.007.0031', 'child_desk@KE'],
    ['PRAISE', 'KE.002.007.0031', 'case_desk@KE'],
  ])('%s in %s goes to %s', (category, area, office) => {
    expect(answers('kenya-coast', category, area)).toBe(office);
  });

  it('climbs from the ward to the sub-county, the county and the ombudsman', () => {
    const office = get('kenya-coast').programme.offices.get('ward_admin@KE.001.006.0027');
    expect(office?.names).toEqual({ en: 'Ward administrator, Tudor', sw: 'Msimamizi wa wadi, Tudor' });
    expect(office && ladderOf(office).map(({ code }) => code)).toEqual([
      'ward_admin@KE.001.006.0027',
      'subcounty_admin@KE.001.006',
      'county_secretary@KE.001',
      'county_assembly@KE.001',
      'caj@KE',
    ]);
  });
});

describe('khulna', () => {
  it.each([
    ['UP.BIRTH', 'BD.40.47.12.71', 'up_office@BD.40.47.12.71'],
    ['UP.BIRTH', 'BD.40.47.KCC.09', 'kcc_ward@BD.40.47.KCC.09'],
    ['CITY.WASTE', 'BD.40.47.KCC.09', 'kcc_ward@BD.40.47.KCC.09'],
    ['CITY.WASTE', 'BD.40.47.12.71', 'up_office@BD.40.47.12.71'],
    ['CITY.HOLD', 'BD.40.47.KCC.09', 'kcc_revenue@BD.40.47.KCC'],
    ['WATER', 'BD.40.47.12.71', 'upazila_dphe@BD.40.47.12'],
    ['WATER', 'BD.40.47.KCC.31', 'kwasa@BD.40.47.KCC'],
    ['WATER.WASA', 'BD.40.47.12.71', 'upazila_dphe@BD.40.47.12'],
    ['SSN.OLD', 'BD.40.47.12.11', 'upazila_social_services@BD.40.47.12'],
    ['SSN.OLD', 'BD.40.47.KCC.01', 'dss_district@BD.40.47'],
    ['HEALTH.HOSP', 'BD.40.47.KCC.01', 'civil_surgeon@BD.40.47'],
    ['INFO', 'BD.40.47.12.11', 'rti_officer@BD.40.47.12'],
    ['INFO', 'BD.40.47.KCC.01', 'rti_officer@BD.40.47.KCC'],
    ['SAFE.VAW', 'BD.40.47.12.11', 'protection_desk@BD.40.47'],
  ])('%s in %s goes to %s', (category, area, office) => {
    expect(answers('khulna', category, area)).toBe(office);
  });

  it('does not open the crisis centre to ratings', () => {
    const units = [...get('khulna').programme.units.values()];
    expect(units).toHaveLength(25);
    expect(units.map(({ type }) => type)).not.toContain('crisis_centre');
  });
});

describe('kosovo', () => {
  it('has a Centre for Social Work in each municipality, to answer and to rate', () => {
    const { programme } = get('kosovo');
    const centres = [...programme.offices.values()].filter(({ kind }) => kind === 'csw');
    expect(centres).toHaveLength(38);
    expect(programme.units.size).toBe(38);
    expect(programme.offices.get('csw@XK.06.06')?.names).toEqual({
      en: 'Centre for Social Work Gjilan',
      sq: 'Qendra për Punë Sociale Gjilan',
      sr: 'Centar za socijalni rad Gnjilane',
    });
  });

  it.each([
    ['SAS.DELAY', 'XK.06.06', 'csw@XK.06.06'],
    ['CSW.STAFF', 'XK.06.06', 'csw_director@XK.06.06'],
    ['INFO.REFUSED', 'XK.01.27', 'ipa@XK'],
    ['SAFE.CHILD', 'XK.01.27', 'child_desk@XK'],
  ])('%s in %s goes to %s', (category, area, office) => {
    expect(answers('kosovo', category, area)).toBe(office);
  });
});
