import { type Budget, budgetOf, checkBudget } from '../budget/check-budget.ts';
import { listMoved } from '../db/moved-programmes.ts';
import type { Deps } from '../deps.ts';
import type { RebuildProgress } from '../figures/rebuild-figures.ts';
import { rebuildMoved } from '../figures/rebuild-moved.ts';
import { createLog } from '../log.ts';
import { countByLevel } from '../routing/check-programme.ts';
import { expandOffices } from '../routing/expand-offices.ts';
import { checkFolders } from '../routing/load-folder.ts';
import { type LoadedProgramme, loadProgramme } from '../routing/load-programme.ts';
import { formatProblem, type Problem } from '../routing/problem.ts';
import type { ProgrammeSource } from '../routing/programme-source.ts';
import { openProgrammes } from '../routing/programmes.ts';

/** What a sound programme holds. */
export interface ProgrammeSummary {
  readonly name: string;
  /** By level, from the top down. */
  readonly areas: Readonly<Record<string, number>>;
  readonly offices: number;
  readonly categories: number;
  readonly units: number;
  readonly holidays: number;
  readonly helplines: number;
  readonly languages: readonly string[];
}

/** `problems` is empty when every folder may be loaded; `summary` tells of those that could be read. */
export interface ProgrammeCheck {
  readonly problems: readonly Problem[];
  readonly summary: readonly ProgrammeSummary[];
}

/** `programme check DIR...`: reads and checks folders without a database. */
export async function runProgrammeCheck(dirs: readonly string[]): Promise<ProgrammeCheck> {
  const { sources, problems } = await checkFolders(dirs, checkBudget);
  return { problems, summary: sources.map(summarise) };
}

/**
 * `programme load DIR...`: loads the folders, or none of them while one has a problem. Where places or categories have moved, their
 * figures are counted anew.
 */
export async function runProgrammeLoad(
  deps: Pick<Deps, 'db' | 'now'>,
  dirs: readonly string[],
  onProgress: (programme: string, progress: RebuildProgress) => void = () => undefined,
): Promise<{ readonly problems: readonly Problem[]; readonly loaded: readonly LoadedProgramme[] }> {
  const { sources, problems } = await checkFolders(dirs, checkBudget);
  if (problems.length > 0) return { problems, loaded: [] };
  const loaded: LoadedProgramme[] = [];
  for (const source of sources) {
    loaded.push(await loadProgramme(deps, source));
    // Before the next folder, which may fail to load.
    await followMoved(deps, onProgress);
  }
  return { problems, loaded };
}

/** Counts the figures anew of what has moved, also in an earlier load that was stopped before it came to that. */
async function followMoved(
  deps: Pick<Deps, 'db' | 'now'>,
  onProgress: (programme: string, progress: RebuildProgress) => void,
): Promise<void> {
  if ((await listMoved(deps.db)).length === 0) return;
  const programmes = await openProgrammes(deps.db, createLog('silent'), { pollMs: null });
  try {
    await rebuildMoved({ ...deps, programmes }, onProgress);
  } finally {
    programmes.close();
  }
}

/** What every text of the programmes takes; `problems` says which folders cannot be read, and which texts do not fit. */
export interface ProgrammeBudget {
  readonly problems: readonly Problem[];
  readonly budgets: readonly Budget[];
}

/** `programme budget DIR...`: measures every screen and every SMS with the longest real values. */
export async function runProgrammeBudget(dirs: readonly string[]): Promise<ProgrammeBudget> {
  const { sources, problems } = await checkFolders(dirs, checkBudget);
  return { problems, budgets: sources.map(budgetOf) };
}

function summarise(source: ProgrammeSource): ProgrammeSummary {
  return {
    name: source.settings.name,
    areas: countByLevel(source),
    offices: expandOffices(source).length,
    categories: source.categories.length,
    units: source.units.length,
    holidays: source.holidays.length,
    helplines: source.helplines.length,
    languages: source.settings.languages,
  };
}

/** A check as people read it: the problems, one a line, or what is in each programme. */
export function formatProgrammeCheck({ problems, summary }: ProgrammeCheck): string {
  if (problems.length > 0) return [...problems.map(formatProblem), `${problems.length} problem(s).`].join('\n');
  return summary.map(formatSummary).join('\n');
}

function formatSummary(summary: ProgrammeSummary): string {
  const areas = Object.entries(summary.areas).map(([level, count]) => `${count} ${level}`);
  return (
    `${summary.name}: good. Areas: ${areas.join(', ')}. ${summary.offices} offices, ${summary.categories} categories, ` +
    `${summary.units} units, ${summary.holidays} holidays, ${summary.helplines} helplines; ${summary.languages.join(', ')}. ` +
    'An office answers for every area and category, and every ladder ends.'
  );
}

/** What a load did, as people read it. */
export function formatProgrammeLoad(loaded: readonly LoadedProgramme[]): string {
  const lines = loaded.map(formatLoaded);
  const isNew = loaded.some(({ isChanged }) => isChanged);
  return [...lines, ...(isNew ? ['A running gateway takes it up within five seconds.'] : [])].join('\n');
}

function formatLoaded({ name, revision, isChanged, areSettingsChanged, rows }: LoadedProgramme): string {
  if (!isChanged) return `${name}: unchanged (revision ${revision}).`;
  const tables = Object.entries(rows).flatMap(([table, counts]) => {
    const done = Object.entries(counts).filter(([, count]) => count > 0);
    return done.length === 0 ? [] : [`${table}: ${done.map(([what, count]) => `${count} ${what}`).join(', ')}`];
  });
  const parts = areSettingsChanged ? ['settings', ...tables] : tables;
  return `${name}: loaded, revision ${revision} (${parts.join('; ')}).`;
}
