import type { PublicScope } from '../db/open311-requests.ts';
import type { Area, Category, Programme } from '../routing/programme.ts';

/** The categories that the public may name: ordinary ones in force. */
export function publicCategories(programme: Programme): Category[] {
  return [...programme.categories.values()].filter(({ stream }) => stream === 'ordinary');
}

/**
 * What may be shown of a programme's reports: a place is named by the part of the programme it lies in (a county, a region, a city), and
 * only what is filed in a category without sub-categories is named by it: the sums of these are of the reports that look alike.
 */
export function scopeOf(programme: Programme): PublicScope {
  return {
    programmeId: programme.id,
    revision: programme.revision,
    timeZone: programme.calendar.timeZone,
    parts: [...programme.byId.areas.values()].flatMap((area) => {
      const part = partOf(area);
      return part === null ? [] : [{ areaId: area.id, partId: part.id }];
    }),
    categoryIds: publicCategories(programme)
      .filter(({ children }) => children.length === 0)
      .map(({ id }) => id),
  };
}

/** The area right below the whole that this one is or lies in; null: it is the whole. */
function partOf(area: Area): Area | null {
  if (area.parent === null) return null;
  return area.parent.parent === null ? area : partOf(area.parent);
}
