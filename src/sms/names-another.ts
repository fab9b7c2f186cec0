import type { Grievance } from '../db/schema.ts';
import type { Area, Category, Programme } from '../routing/programme.ts';
import { namesIn, namesOf, wordsOf } from './names-in-text.ts';

/** More words than say why, with the no. */
const MOST_WORDS = 5;

/** Whether words that begin with a no are many and name another matter or another place than a report's. */
export function namesAnother(
  programme: Programme,
  report: Pick<Grievance, 'category_id' | 'area_id'>,
  text: string,
): boolean {
  const words = wordsOf(text);
  const category = programme.byId.categories.get(report.category_id);
  const area = programme.byId.areas.get(report.area_id ?? '');
  if (words.length <= MOST_WORDS || !category || !area) return false;
  const { categories, areas } = namesOf(programme);
  return (
    namesIn(categories, words).some(({ items }) => !items.some((item) => topOf(item) === topOf(category))) ||
    namesIn(areas, words).some(({ items }) => !items.some((item) => isOneWith(item, area)))
  );
}

function topOf(category: Category): Category {
  return category.parent ? topOf(category.parent) : category;
}

/** The same place, one around it or one in it. */
function isOneWith(one: Area, other: Area): boolean {
  return isIn(one, other) || isIn(other, one);
}

function isIn(area: Area, around: Area): boolean {
  return area.id === around.id || (area.parent !== null && isIn(area.parent, around));
}
