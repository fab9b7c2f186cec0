import { cutToUnits } from '../encoding.ts';
import { localeOf } from '../locales/index.ts';
import type { Problem } from '../routing/problem.ts';
import type { Language } from '../routing/programme.ts';
import type { ProgrammeSource } from '../routing/programme-source.ts';
import type { ScreenProblem } from './find-screen-problem.ts';
import { measureScreens, type ScreenCost } from './measure-screens.ts';
import { costOfCase, measureSms, type SmsCost } from './measure-sms.ts';
import { programmeOf } from './programme-of.ts';
import type { Blame } from './sample.ts';
import { worstOf } from './worst.ts';

/** What every screen and every SMS of a programme takes, language by language. */
export interface Budget {
  readonly programme: string;
  readonly languages: readonly {
    readonly language: Language;
    readonly screens: readonly ScreenCost[];
    readonly sms: readonly SmsCost[];
    /** SMS of an ordinary case, without the words of officials. */
    readonly caseSegments: number;
  }[];
}

/** Measures a checked folder. Needs no database. */
export function budgetOf(source: ProgrammeSource): Budget {
  const programme = programmeOf(source);
  return {
    programme: programme.name,
    languages: programme.languages.map((language) => {
      const worst = worstOf(programme, language, source);
      const sms = measureSms(programme, worst);
      return { language, screens: measureScreens(programme, worst), sms, caseSegments: costOfCase(sms) };
    }),
  };
}

/** Every text that does not fit: which, in which language, with what in it, and by how much. */
export function checkBudget(source: ProgrammeSource): Problem[] {
  return budgetOf(source).languages.flatMap(({ language, screens, sms }) => [
    ...screens.flatMap(({ screen, problem }) => (problem ? [screenProblem(source, language, screen, problem)] : [])),
    ...sms.filter(({ segments, declared }) => segments > declared).map((cost) => smsProblem(source, cost)),
  ]);
}

function screenProblem(
  source: ProgrammeSource,
  language: Language,
  screen: string,
  { text, over, blame }: ScreenProblem,
): Problem {
  const shown = cutToUnits(text.replaceAll('\n', ' / '), LONGEST_SHOWN);
  const about = `the screen ${screen} in ${localeOf(language).self} has no room for "${shown}": it is ${over} over; `;
  return { ...placeOf(source, blame), message: about + howToMend(blame, language) };
}

/** Of the text that does not fit as much as a person needs to know it again. */
const LONGEST_SHOWN = 90;

function howToMend(blame: Blame | null, language: Language): string {
  if (blame === null) return `make the words in src/locales/${language}.ts shorter`;
  return `make ${blame.table === 'settings' ? `${blame.code}.${language}` : `name_${language}`} shorter`;
}

function smsProblem(source: ProgrammeSource, { template, language, units, segments, declared }: SmsCost): Problem {
  return {
    file: `${source.folder}/programme.yaml`,
    line: null,
    message:
      `the SMS ${template} in ${localeOf(language).self} takes ${segments} messages (${units} units) with the longest ` +
      `names of the programme, and may take ${declared}; make the longest office, category, area or unit shorter in ${language}`,
  };
}

/** File and line of a name. */
function placeOf(source: ProgrammeSource, blame: Blame | null): Pick<Problem, 'file' | 'line'> {
  const at = (file: string, row: { line: number } | undefined) => ({
    file: `${source.folder}/${file}`,
    line: row?.line ?? null,
  });
  const { table, code } = blame ?? { table: 'settings', code: '' };
  const isOf = (row: { code: string }) => row.code === code;
  switch (table) {
    case 'areas':
      return at('areas.csv', source.areas.find(isOf));
    case 'categories':
      return at('categories.csv', source.categories.find(isOf));
    case 'units':
      return at('units.csv', source.units.find(isOf));
    case 'helplines':
      return at(
        'helplines.csv',
        source.helplines.find(({ phone }) => phone === code),
      );
    case 'offices':
      return placeOfOffice(source, code, at);
    case 'settings':
      return at('programme.yaml', undefined);
  }
}

/** An office has a name of its own, or that of its kind. */
function placeOfOffice(
  { offices, officeKinds }: ProgrammeSource,
  code: string,
  at: (file: string, row: { line: number } | undefined) => Pick<Problem, 'file' | 'line'>,
): Pick<Problem, 'file' | 'line'> {
  const [kind, area] = code.split('@');
  const own = offices.find((row) => row.kind === kind && row.area_code === area);
  return own
    ? at('offices.csv', own)
    : at(
        'office-kinds.csv',
        officeKinds.find((row) => row.kind === kind),
      );
}
