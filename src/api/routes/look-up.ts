import { z } from 'zod';
import { presentNamed } from '../present.ts';
import { defineRoute, type Route } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const input = z.object({ query: z.strictObject({}) });

/** The programme's own lists, in which a program finds codes. Whole: the largest has some hundred entries. */
export const LOOK_UP_ROUTES: readonly Route[] = [
  defineRoute({
    ...lookUp('/areas', 'The areas of the programme, from the top down'),
    input,
    response: SCHEMAS.AreaList,
    handle: async (_deps, { programme }) =>
      whole(programme.areas, (area) => ({
        ...presentNamed(area),
        names: area.names,
        level: area.level,
        parent: area.parent?.code ?? null,
      })),
  }),
  defineRoute({
    ...lookUp('/offices', 'The offices that answer, each with the one it escalates to'),
    input,
    response: SCHEMAS.OfficeList,
    handle: async (_deps, { programme }) =>
      whole(programme.offices, (office) => ({
        ...presentNamed(office),
        names: office.names,
        kind: office.kind,
        area: office.area.code,
        parent: office.parent?.code ?? null,
      })),
  }),
  defineRoute({
    ...lookUp('/categories', 'The categories with the hours in which an answer is promised'),
    input,
    response: SCHEMAS.CategoryList,
    handle: async (_deps, { programme }) =>
      whole(programme.categories, (category) => ({
        ...presentNamed(category),
        names: category.names,
        parent: category.parent?.code ?? null,
        kind: category.kind,
        stream: category.stream,
        clock: category.targets.clock,
        first_answer_hours: category.targets.firstAnswerHours,
        resolve_hours: category.targets.resolveHours,
      })),
  }),
  defineRoute({
    ...lookUp('/units', 'The units that people rate'),
    input,
    response: SCHEMAS.UnitList,
    handle: async (_deps, { programme }) =>
      whole(programme.units, (unit) => ({
        ...presentNamed(unit),
        names: unit.names,
        number: unit.number,
        type: unit.type,
        area: unit.area.code,
      })),
  }),
];

function lookUp(path: string, summary: string) {
  return { method: 'get', path, summary, ability: 'look_up', status: 200 } as const;
}

function whole<Item, Shown>(items: ReadonlyMap<string, Item>, toShown: (item: Item) => Shown) {
  return { items: [...items.values()].map(toShown), next_cursor: null };
}
