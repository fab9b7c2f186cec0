import { LANGUAGES, type Language, type Names, type WeeklyHours } from './programme.ts';
import type { AreaRow, OfficeKindRow, ProgrammeTables } from './programme-source.ts';

/** One office of a programme, before it has an id. */
export interface ExpandedOffice {
  /** `ward_admin@KE.001.001.0001`: what an office is, and where, does not change. */
  readonly code: string;
  readonly kind: string;
  readonly areaCode: string;
  readonly parentCode: string | null;
  readonly names: Names;
  /** Null: the programme's own. */
  readonly hours: WeeklyHours | null;
}

/**
 * Every office of a programme: one of each kind in every area of the kind's level, and those that `offices.csv` names.
 * Kinds of level `programme` and `national` have one office each, at the root. The next rung of an office is the nearest
 * office of the kind it escalates to, in its own area or around it; where there is none, of the kind after that.
 *
 * A release that gives other offices for the same files raises `READER_VERSION`, or databases keep the old ones.
 */
export function expandOffices(tables: Pick<ProgrammeTables, 'areas' | 'officeKinds' | 'offices'>): ExpandedOffice[] {
  const areas = new Map(tables.areas.map((area) => [area.code, area]));
  const places = tables.officeKinds.flatMap((kind) => placesOf(kind, tables, areas).map((area) => ({ kind, area })));
  const codes = new Set(places.map(({ kind, area }) => codeOf(kind.kind, area.code)));
  const named = new Map(tables.offices.map((row) => [codeOf(row.kind, row.area_code), row]));
  return places.map(({ kind, area }) => {
    const code = codeOf(kind.kind, area.code);
    const own = named.get(code);
    return {
      code,
      kind: kind.kind,
      areaCode: area.code,
      parentCode: nextRungOf(kind, area, tables.officeKinds, areas, codes),
      names: own?.names ?? placeNames(kind.names, area.names),
      hours: own?.hours ?? kind.hours,
    };
  });
}

/** A kind and the kinds above it, lowest first, each once. */
export function escalationChain(kind: string, kinds: readonly OfficeKindRow[]): string[] {
  const chain: string[] = [];
  for (let next: string | null = kind; next !== null && !chain.includes(next); ) {
    const current: string = next;
    chain.push(current);
    next = kinds.find((row) => row.kind === current)?.escalates_to ?? null;
  }
  return chain;
}

function codeOf(kind: string, areaCode: string): string {
  return `${kind}@${areaCode}`;
}

function placesOf(
  kind: OfficeKindRow,
  { areas, offices }: Pick<ProgrammeTables, 'areas' | 'offices'>,
  byCode: ReadonlyMap<string, AreaRow>,
): readonly AreaRow[] {
  const atRoot = kind.level.includes('programme') || kind.level.includes('national');
  const named = new Set(offices.filter((row) => row.kind === kind.kind).map((row) => row.area_code));
  return areas.filter(
    (area) =>
      named.has(area.code) ||
      (area.parent_code === null && atRoot) ||
      (kind.level.includes(area.level) && isWithin(area, kind.within, byCode)),
  );
}

function isWithin(area: AreaRow, codes: readonly string[], byCode: ReadonlyMap<string, AreaRow>): boolean {
  return codes.length === 0 || pathOf(area, byCode).some(({ code }) => codes.includes(code));
}

/** An area and those around it, the smallest first. */
function pathOf(area: AreaRow, byCode: ReadonlyMap<string, AreaRow>): AreaRow[] {
  const path: AreaRow[] = [];
  for (let at: AreaRow | undefined = area; at; at = byCode.get(at.parent_code ?? '')) path.push(at);
  return path;
}

function nextRungOf(
  kind: OfficeKindRow,
  area: AreaRow,
  kinds: readonly OfficeKindRow[],
  byCode: ReadonlyMap<string, AreaRow>,
  codes: ReadonlySet<string>,
): string | null {
  const path = pathOf(area, byCode);
  for (const above of escalationChain(kind.kind, kinds).slice(1)) {
    for (const place of path) {
      const code = codeOf(above, place.code);
      if (codes.has(code)) return code;
    }
  }
  return null;
}

/** `Ward administrator, {area}` in each language with the area's name in that language. */
function placeNames(kind: Names, area: Names): Names {
  const place = (language: Language): string =>
    (kind[language] ?? kind.en).replace('{area}', () => area[language] ?? area.en);
  const others = LANGUAGES.filter((language) => language !== 'en' && kind[language] !== undefined);
  return { en: place('en'), ...Object.fromEntries(others.map((language) => [language, place(language)])) };
}
