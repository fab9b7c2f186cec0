import { programmeOf } from '../../src/budget/programme-of.ts';
import { type Worst, worstOf } from '../../src/budget/worst.ts';
import { checkFolders, programmeDirs } from '../../src/routing/load-folder.ts';
import type { Language, Programme } from '../../src/routing/programme.ts';

/** A shipped programme in one of its languages, at its longest. */
export interface Spoken {
  readonly name: string;
  readonly language: Language;
  readonly programme: Programme;
  readonly worst: Worst;
}

/** Every shipped programme in each of its languages. Needs no database. */
export async function shippedInEachLanguage(): Promise<Spoken[]> {
  const { sources } = await checkFolders(await programmeDirs('programmes'));
  return sources.flatMap((source) => {
    const programme = programmeOf(source);
    return programme.languages.map((language) => ({
      name: programme.name,
      language,
      programme,
      worst: worstOf(programme, language, source),
    }));
  });
}
