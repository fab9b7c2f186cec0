import type { Area, Category, Indicator, Language, Office, Population, Programme, Unit } from './programme.ts';
import type { ProgrammeRows } from './programme-rows.ts';
import { type StoredSettings, storedHours, storedSettings } from './stored-settings.ts';

interface AreaNode extends Area {
  parent: AreaNode | null;
  readonly children: AreaNode[];
}

interface CategoryNode extends Category {
  parent: CategoryNode | null;
  readonly children: CategoryNode[];
}

interface OfficeNode extends Office {
  parent: OfficeNode | null;
}

/**
 * The programme that its rows describe. Menus, trees and look-ups by code hold only what is not retired; `byId` holds
 * everything, because a grievance of last year may still name it.
 *
 * @throws {Error} when rows are missing or settings are not what this version writes
 */
export function buildProgramme(rows: ProgrammeRows): Programme {
  const settings = storedSettings.parse(rows.programme.settings);
  const areas = buildAreas(rows);
  const categories = buildCategories(rows);
  const offices = buildOffices(rows, areas);
  const units = buildUnits(rows, areas);
  const living = livingOf(rows);
  const livingCategories = byCode(categories, living);
  const livingAreas = byCode(areas, living);
  return {
    ...describe(rows, settings),
    wording: rows.wording,
    root: found(
      [...livingAreas.values()].find(({ parent }) => parent === null),
      'root area',
    ),
    areas: livingAreas,
    categories: livingCategories,
    topCategories: [...livingCategories.values()].filter(({ parent }) => parent === null),
    offices: byCode(offices, living),
    units: byCode(units, living),
    indicators: buildIndicators(rows),
    byId: { areas, categories, offices, units },
  };
}

function describe({ programme, holidays }: ProgrammeRows, settings: StoredSettings) {
  return {
    id: programme.id,
    name: programme.name,
    revision: programme.revision,
    region: settings.region,
    titles: settings.titles,
    operators: settings.operators,
    languages: settings.languages satisfies readonly [Language, ...Language[]],
    ussdCode: settings.ussdCode,
    shortCode: settings.shortCode,
    carrier: settings.carrier,
    noticeVersion: settings.noticeVersion,
    groups: settings.groups,
    targetPeople: settings.targetPeople,
    targetUnits: settings.targetUnits,
    confirmWithinDays: settings.confirmWithinDays,
    remindBeforeHours: settings.remindBeforeHours,
    quietHours: settings.quietHours,
    calendar: {
      timeZone: settings.timeZone,
      hours: settings.hours,
      holidays: new Set(holidays.map(({ day }) => day)),
    },
    levelNames: new Map(settings.levels.map(({ level, names }) => [level, names])),
    helplines: settings.helplines,
  };
}

function buildAreas({ areas }: ProgrammeRows): ReadonlyMap<string, AreaNode> {
  const sorted = [...areas].sort((one, other) => one.position - other.position);
  const nodes = new Map(
    sorted.map((row): [string, AreaNode] => {
      const { id, code, level, names, aliases } = row;
      return [id, { id, code, level, names, aliases, parent: null, children: [], population: populationOf(row) }];
    }),
  );
  linkTree(sorted, nodes);
  return nodes;
}

function populationOf(row: ProgrammeRows['areas'][number]): Population | null {
  const { population: people, population_year: year, population_source: source } = row;
  return people === null || year === null || source === null ? null : { people, year, source };
}

function buildCategories({ categories }: ProgrammeRows): ReadonlyMap<string, CategoryNode> {
  const sorted = [...categories].sort((one, other) => one.position - other.position);
  const nodes = new Map(
    sorted.map((row): [string, CategoryNode] => [
      row.id,
      {
        id: row.id,
        code: row.code,
        kind: row.kind,
        stream: row.stream,
        names: row.names,
        aliases: row.aliases,
        parent: null,
        children: [],
        officeKinds: row.office_kinds,
        targets: {
          clock: row.clock,
          firstAnswerHours: row.first_answer_hours,
          resolveHours: row.resolve_hours,
          legalDays: row.legal_days,
        },
        isJoinable: row.is_joinable,
      },
    ]),
  );
  linkTree(sorted, nodes);
  return nodes;
}

/** Gives every node its parent, and every parent its living children in order. */
function linkTree<Node extends { parent: Node | null; readonly children: Node[] }>(
  rows: readonly { readonly id: string; readonly parent_id: string | null; readonly retired_at: Date | null }[],
  nodes: ReadonlyMap<string, Node>,
): void {
  for (const row of rows) {
    const node = nodes.get(row.id);
    if (!node || row.parent_id === null) continue;
    node.parent = found(nodes.get(row.parent_id), 'parent');
    if (row.retired_at === null) node.parent.children.push(node);
  }
}

function buildOffices({ offices }: ProgrammeRows, areas: ReadonlyMap<string, Area>): ReadonlyMap<string, OfficeNode> {
  const sorted = [...offices].sort((one, other) => one.code.localeCompare(other.code, 'en'));
  const nodes = new Map(
    sorted.map(({ id, code, kind, names, area_id: areaId, hours }): [string, OfficeNode] => [
      id,
      {
        id,
        code,
        kind,
        names,
        area: found(areas.get(areaId), 'area'),
        parent: null,
        hours: hours && storedHours.parse(hours),
      },
    ]),
  );
  const rows = new Map(offices.map((row) => [row.id, row]));
  for (const { id, parent_id: parentId } of offices) {
    const node = nodes.get(id);
    if (node) node.parent = nodes.get(livingRung(rows, parentId) ?? '') ?? null;
  }
  return nodes;
}

/** The next rung that still answers: a retired office is passed over on the way up. */
function livingRung(
  offices: ReadonlyMap<string, { readonly parent_id: string | null; readonly retired_at: Date | null }>,
  id: string | null,
): string | null {
  const office = id === null ? undefined : offices.get(id);
  if (!office || office.retired_at === null) return id;
  return livingRung(offices, office.parent_id);
}

function buildUnits({ units }: ProgrammeRows, areas: ReadonlyMap<string, Area>): ReadonlyMap<string, Unit> {
  const sorted = [...units].sort((one, other) => one.number - other.number);
  return new Map(
    sorted.map(({ id, code, number, type, names, area_id: areaId }) => [
      id,
      { id, code, number, type, names, area: found(areas.get(areaId), 'area') },
    ]),
  );
}

/** Only those that are asked: what a retired one was answered stands in the ratings under its code. */
function buildIndicators({ indicators }: ProgrammeRows): readonly Indicator[] {
  return [...indicators]
    .sort((one, other) => one.position - other.position)
    .filter(({ retired_at: retiredAt }) => retiredAt === null)
    .map(({ id, code, unit_types: unitTypes, scale, names }) => ({ id, code, unitTypes, scale, names }));
}

function livingOf({ areas, categories, offices, units }: ProgrammeRows): ReadonlySet<string> {
  const rows = [...areas, ...categories, ...offices, ...units];
  return new Set(rows.filter(({ retired_at: retiredAt }) => retiredAt === null).map(({ id }) => id));
}

function byCode<Item extends { readonly id: string; readonly code: string }>(
  items: ReadonlyMap<string, Item>,
  living: ReadonlySet<string>,
): ReadonlyMap<string, Item> {
  return new Map([...items.values()].filter(({ id }) => living.has(id)).map((item) => [item.code, item]));
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The rows of a programme name a ${what} that is not among them.`);
  return value;
}
