import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { type Names, nameIn, type Programme } from '../../routing/programme.ts';
import { type FigureTable, scaleOf } from '../parts/figure-table.ts';
import { monitorHref } from '../scope/scope-query.ts';
import { countCells, countColumns, dayCells, dayColumns } from './day-cells.ts';
import { byWords } from './days.ts';
import type { Figure } from './figure.ts';
import { answerDays, type Viewing } from './viewing.ts';

/** What areas and categories share. */
interface Part {
  readonly code: string;
  readonly names: Names;
}

const KINDS = {
  area: {
    name: 'areas',
    all: ({ byId }: Programme): ReadonlyMap<string, Part> => byId.areas,
    current: ({ areas }: Programme): ReadonlyMap<string, Part> => areas,
  },
  category: {
    name: 'categories',
    all: ({ byId }: Programme): ReadonlyMap<string, Part> => byId.categories,
    current: ({ categories }: Programme): ReadonlyMap<string, Part> => categories,
  },
} as const;

/** The parts of an area or a category by name, each leading to its own page unless it is no more. Null: there are none. */
export function partsTable(
  viewing: Viewing,
  kind: keyof typeof KINDS,
  parts: ReadonlyMap<string, Figure> | null,
): FigureTable | null {
  const { caller, language, here, scope, promise } = viewing;
  if (parts === null || parts.size === 0) return null;
  const { figures: words, frame } = monitorWordsOf(language);
  const { name, all, current } = KINDS[kind];
  const rows = [...parts]
    .flatMap(([id, figure]) => {
      const part = all(caller.programme).get(id);
      return part === undefined ? [] : [{ part, figure, text: nameIn(part.names, language) }];
    })
    .sort((one, other) => one.text.localeCompare(other.text, language))
    .map(({ part: { code }, figure, text }) => {
      const bar = answerDays(viewing, figure);
      // One that is no more had reports, but cannot be chosen; the one in its place may have the same name.
      const named = current(caller.programme).has(code)
        ? { name: text, href: monitorHref(here.path, here.asked, { [kind]: code }) }
        : { name: frame.gone(text) };
      return { ...named, bar, cells: [...dayCells(language, bar), ...countCells(language, figure)] };
    });
  return {
    name,
    title: words[byWords(scope.times)][kind],
    head: words[kind],
    columns: [...dayColumns(language), ...countColumns(language)],
    rows,
    bars: scaleOf(
      rows.map(({ bar }) => bar),
      promise,
    ),
  };
}
