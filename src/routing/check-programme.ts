import { buildProgramme } from './build-programme.ts';
import { escalationChain } from './expand-offices.ts';
import { ladderOf } from './ladder.ts';
import { type Problem, showValue, sortProblems } from './problem.ts';
import { type Area, type Category, indicatorsOf, type Office, type Programme } from './programme.ts';
import { toRows } from './programme-rows.ts';
import type { CategoryRow, ProgrammeSource } from './programme-source.ts';
import { chooseOffice } from './route.ts';
import { CATEGORIES, INDICATORS, OFFICE_KINDS } from './table-format.ts';

/**
 * Proves what reading cannot see: that for every area, of every level, and every category an office answers; that every
 * ladder ends, where the files say; that a sealed report never reaches or climbs to an office that is not for its stream.
 * Uses the same routing as a running gateway.
 */
export function checkProgramme(source: ProgrammeSource): Problem[] {
  const programme = buildProgramme(
    toRows(source, (table, code) => `${table}:${code}`, { id: source.folder, revision: 0, loaded_at: new Date(0) }),
  );
  return sortProblems([
    ...answerProblems(source, programme),
    ...ladderProblems(source, programme),
    ...streamProblems(source),
    ...placeProblems(source, programme),
    ...indicatorProblems(source, programme),
  ]);
}

/** One problem per category: the first areas without an office, and how many more. */
function answerProblems(source: ProgrammeSource, programme: Programme): Problem[] {
  return source.categories.flatMap((row) => {
    const category = programme.categories.get(row.code);
    if (!category) return [];
    const unanswered = [...programme.areas.values()].filter((area) => chooseOffice(programme, category, area) === null);
    return unanswered.length === 0 ? [] : [unansweredProblem(source, row, category, unanswered)];
  });
}

function unansweredProblem(
  { folder }: ProgrammeSource,
  row: CategoryRow,
  category: Category,
  areas: readonly Area[],
): Problem {
  const shown = areas.slice(0, 3).map(({ code }) => code);
  const more = areas.length > shown.length ? ` and ${areas.length - shown.length} more` : '';
  return {
    file: `${folder}/${CATEGORIES.file}`,
    line: row.line,
    message:
      `office_kinds ${showValue(row.office_kinds.join(';'))}: no office answers for ${row.code} in ${shown.join(', ')}${more}; ` +
      `none of ${category.officeKinds.join(', ')} stands there or above; list one more kind, ` +
      `or give one of them an escalates_to that does`,
  };
}

/** Every ladder ends at a kind that escalates to nobody. */
function ladderProblems(source: ProgrammeSource, programme: Programme): Problem[] {
  const told = new Set<string>();
  return [...programme.offices.values()].flatMap((office) => {
    const top = ladderOf(office).at(-1) ?? office;
    const row = source.officeKinds.find(({ kind }) => kind === top.kind);
    if (!row || row.escalates_to === null || told.has(top.code)) return [];
    told.add(top.code);
    return [{ file: `${source.folder}/${OFFICE_KINDS.file}`, line: row.line, message: deadEnd(top, row.escalates_to) }];
  });
}

function deadEnd(top: Office, escalatesTo: string): string {
  return (
    `escalates_to ${showValue(escalatesTo)}: the ladder of ${top.code} ends there, because neither that kind nor one ` +
    `above it stands in ${top.area.code} or around it; name a kind that does, or leave it empty`
  );
}

/** Sealed streams begin at the programme's own desks, and only offices marked for the stream see them. */
function streamProblems({ folder, categories, officeKinds }: ProgrammeSource): Problem[] {
  const kinds = new Map(officeKinds.map((row) => [row.kind, row]));
  return categories.flatMap((row) => {
    const at = (message: string): Problem => ({ file: `${folder}/${CATEGORIES.file}`, line: row.line, message });
    const ladder = [...new Set(row.office_kinds.flatMap((kind) => escalationChain(kind, officeKinds)))];
    const unfit = ladder.filter((kind) => !takes(kinds.get(kind)?.streams ?? [], row.stream));
    const outside = row.office_kinds.filter((kind) => !kinds.get(kind)?.level.every((level) => level === 'programme'));
    return [
      ...unfit.map((kind) =>
        at(
          `office_kinds: a report about ${row.code} (stream ${row.stream}) would reach ${showValue(kind)}, which is not ` +
            `for it; choose another kind, or add the stream to its streams in ${OFFICE_KINDS.file}`,
        ),
      ),
      ...(row.stream === 'ordinary' ? [] : outside).map((kind) =>
        at(
          `office_kinds ${showValue(kind)}: a sealed report must first be seen by a desk of the programme; ` +
            `name a kind whose level is programme`,
        ),
      ),
    ];
  });
}

function takes(streams: readonly string[], stream: string): boolean {
  return streams.length === 0 ? stream === 'ordinary' : streams.includes(stream);
}

/** A kind that stands in several places says in its name which one is meant. */
function placeProblems({ folder, officeKinds, offices }: ProgrammeSource, programme: Programme): Problem[] {
  const named = new Set(offices.map((row) => `${row.kind}@${row.area_code}`));
  return officeKinds.flatMap((row) => {
    const count = [...programme.offices.values()].filter(
      ({ kind, code }) => kind === row.kind && !named.has(code),
    ).length;
    if (count < 2) return [];
    return Object.entries(row.names)
      .filter(([, name]) => !name.includes('{area}'))
      .map(([language, name]) => ({
        file: `${folder}/${OFFICE_KINDS.file}`,
        line: row.line,
        message: `name_${language} ${showValue(name)} would be the name of ${count} offices; put {area} into it`,
      }));
  });
}

/** An indicator with too many before it for each of its types of unit is never asked. */
function indicatorProblems({ folder, indicators }: ProgrammeSource, programme: Programme): Problem[] {
  const units = [...programme.units.values()];
  const asked = new Set(units.flatMap((unit) => indicatorsOf(programme, unit)).map(({ code }) => code));
  return indicators
    .filter(({ code }) => !asked.has(code))
    .map(({ line, code, unit_types: types }) => ({
      file: `${folder}/${INDICATORS.file}`,
      line,
      message:
        `code ${showValue(code)} is never asked, because enough others for ${types.join(', ')} stand before it; ` +
        'move it up or remove it',
    }));
}

/** What two programmes may not share: the codes that people dial and text, and the name. */
export function checkTogether(sources: readonly ProgrammeSource[]): Problem[] {
  const shared = (['name', 'ussd_code', 'short_code'] as const).flatMap((key) =>
    sources.flatMap((source, index) => {
      const first = sources.slice(0, index).find((other) => other.settings[key] === source.settings[key]);
      if (!first) return [];
      const message = `${key} ${showValue(source.settings[key])} is also that of ${first.folder}; give each its own`;
      return [{ file: `${source.folder}/programme.yaml`, line: null, message }];
    }),
  );
  return sortProblems(shared);
}

/** How many areas of each level a checked programme has, for the summary. */
export function countByLevel({ areas }: Pick<ProgrammeSource, 'areas'>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { level } of areas) counts[level] = (counts[level] ?? 0) + 1;
  return counts;
}
