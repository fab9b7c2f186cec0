import { beforeAll, describe, expect, it } from '@jest/globals';
import { countSegments, foldForAir, measure } from '../../src/encoding.ts';
import { voiceOf } from '../../src/grievances/texts.ts';
import { deskOf } from '../../src/locales/desk/index.ts';
import { LANGUAGES, type Language, type Names, type Programme } from '../../src/routing/programme.ts';
import { WHAT_UNITS } from '../../src/scorecards/remind-action.ts';
import { NAMES, type Name, readShipped } from '../sms/shipped-programmes.ts';

/** The most SMS a text is paid as, with the longest real names, in the GSM alphabet and in UCS-2. */
const WITHOUT_OFFICE = { gsm7: 1, ucs2: 2 };
const WITH_OFFICE = { gsm7: 2, ucs2: 3 };

let shipped: (name: Name) => Programme;
beforeAll(async () => {
  shipped = await readShipped();
});

/** Every text of the section, with the longest values that the programmes have in a language. */
function sayAll(programme: Programme, language: Language): { name: string; text: string; hasOffice: boolean }[] {
  const voice = voiceOf(programme, language);
  const longest = (items: Iterable<{ readonly names: Names }>) =>
    [...items].map(({ names }) => foldForAir(voice.name(names))).sort((one, other) => other.length - one.length)[0] ??
    '';
  const category = longest(programme.categories.values());
  const office = longest(programme.offices.values());
  const unit = longest(programme.units.values());
  const work = { reference: '4821 7739', category, due: voice.moment(new Date('2026-12-30T20:59:00Z')) };
  const { time } = deskOf(language);
  const plain = {
    reminder: time.reminder(work),
    answered: time.answered(work),
    objected: time.objected(work),
    waitedEnough: time.waitedEnough(work),
    sealedWaits: time.sealedWaits,
    digest: time.digest(888, 888, 888),
    week: time.week(88_888, 88_888, 888),
  };
  const named = {
    lastRung: time.lastRung('4821 7739', office),
    actionDue: time.actionDue(unit, 'y '.repeat(WHAT_UNITS / 2), voice.day(new Date('2026-12-30T20:59:00Z'))),
    actionOverdue: time.actionOverdue(office, 'y '.repeat(WHAT_UNITS / 2), voice.day(new Date('2026-12-30T20:59:00Z'))),
    weekWorst: `${time.week(88_888, 88_888, 888)} ${time.weekWorst(office, 88_888)}`,
  };
  expect(new Set([...Object.keys(plain), ...Object.keys(named)])).toEqual(new Set(Object.keys(time)));
  return [
    ...Object.entries(plain).map(([name, text]) => ({ name, text, hasOffice: false })),
    ...Object.entries(named).map(([name, text]) => ({ name, text, hasOffice: true })),
  ];
}

describe.each(NAMES)('what officials of %s are told about time', (name) => {
  it.each(LANGUAGES)('is one SMS, or two with the name of an office, in %s', (language) => {
    const programme = shipped(name);
    if (!programme.languages.includes(language)) return;
    for (const { name: text, text: said, hasOffice } of sayAll(programme, language)) {
      const air = foldForAir(said);
      const { encoding } = measure(air);
      expect([text, encoding]).toEqual([text, language === 'bn' ? 'ucs2' : 'gsm7']);
      const most = (hasOffice ? WITH_OFFICE : WITHOUT_OFFICE)[encoding];
      expect([text, countSegments(air), air]).toEqual([text, Math.min(countSegments(air), most), air]);
    }
  });
});

it('says every count and every name it is given, in every language', () => {
  for (const language of LANGUAGES) {
    const { time } = deskOf(language);
    const work = { reference: '<ref>', category: '<category>', due: '<due>' };
    for (const said of [time.reminder(work)]) {
      expect(said).toEqual(expect.stringContaining('<ref> <category>'));
      expect(said).toContain('<due>');
    }
    for (const said of [time.answered(work), time.objected(work), time.waitedEnough(work)]) {
      expect(said).toContain('<ref>');
      expect(said).toContain('<due>');
    }
    expect(time.digest(71, 82, 93)).toMatch(/71.*82.*93/);
    expect(time.week(71, 82, 93)).toMatch(/71.*82.*93/);
    expect(time.lastRung('<ref>', '<office>')).toMatch(/<ref>.*<office>/);
    expect(time.actionDue('<unit>', '<what>', '<due>')).toMatch(/<unit>.*<what>.*<due>/);
    expect(time.actionOverdue('<office>', '<what>', '<due>')).toMatch(/<office>.*<what>.*<due>/);
    expect(time.sealedWaits).not.toMatch(/report|ripoti|raport|prijav|অভিযোগ/i);
  }
});
