import { localeOf } from '../locales/index.ts';
import { buildProgramme } from '../routing/build-programme.ts';
import type { Problem } from '../routing/problem.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { toRows } from '../routing/programme-rows.ts';
import type { ProgrammeSource } from '../routing/programme-source.ts';
import { measureScreens, type ScreenCost, type ScreenProblem, shownText } from './measure-screens.ts';
import { costOfCase, measureSms, type SmsCost } from './sms-templates.ts';

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
      const sms = measureSms(programme, language);
      return { language, screens: measureScreens(programme, language), sms, caseSegments: costOfCase(sms) };
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
  return {
    ...placeOf(source, blame),
    message:
      `the screen ${screen} in ${localeOf(language).self} has no room for "${shownText(text)}": it is ${over} over; ` +
      `make name_${language} shorter`,
  };
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

function placeOf(source: ProgrammeSource, blame: ScreenProblem['blame']): Pick<Problem, 'file' | 'line'> {
  const at = (file: string, line: number | undefined) => ({ file: `${source.folder}/${file}`, line: line ?? null });
  switch (blame?.table) {
    case 'areas':
      return at('areas.csv', source.areas.find(({ code }) => code === blame.code)?.line);
    case 'categories':
      return at('categories.csv', source.categories.find(({ code }) => code === blame.code)?.line);
    case 'units':
      return at('units.csv', source.units.find(({ code }) => code === blame.code)?.line);
    case 'offices': {
      const kind = blame.code.split('@')[0];
      return at('office-kinds.csv', source.officeKinds.find((row) => row.kind === kind)?.line);
    }
    default:
      return at('programme.yaml', undefined);
  }
}

function programmeOf(source: ProgrammeSource): Programme {
  const row = { id: source.folder, revision: 0, loaded_at: new Date(0) };
  return buildProgramme(toRows(source, (table, code) => `${table}:${code}`, row));
}
