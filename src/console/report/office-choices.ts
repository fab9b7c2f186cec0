import { whyNotTo } from '../../grievances/transfer.ts';
import { findAreas } from '../../routing/find-area.ts';
import { indexNames, searchNames } from '../../routing/find-named.ts';
import { foldName } from '../../routing/fold-name.ts';
import { ladderOf } from '../../routing/ladder.ts';
import { placesAround } from '../../routing/places-around.ts';
import type { Area, Office } from '../../routing/programme.ts';
import type { ReportView } from './report-view.ts';

/** Offices of one place. */
export interface OfficeGroup {
  readonly place: string;
  readonly offices: readonly { readonly code: string; readonly name: string }[];
}

/** As many as a list that opens can be read in. */
const MOST = 60;

/**
 * The offices that this report can be passed to, by place. Without words those that answer for such reports, around its place
 * first; with words those whose name fits, or that stand in a place of that name or around it. Never one that may not have it.
 */
export function officeChoices(view: ReportView, words: string): OfficeGroup[] {
  const wanted = words === '' ? usual(view) : named(view, words);
  const allowed = [...new Set(wanted)].filter((office) => whyNotTo(view, office) === null).slice(0, MOST);
  const groups = new Map<Area, Office[]>();
  for (const office of allowed) groups.set(office.area, [...(groups.get(office.area) ?? []), office]);
  return [...groups].map(([area, offices]) => ({
    place: view.voice.name(area.names),
    offices: offices.map(({ code, names }) => ({ code, name: view.voice.name(names) })),
  }));
}

/** Of the kinds that answer for this category and of all that stand above them: around the place first. */
function usual(view: ReportView): Office[] {
  const { programme, category, area, office } = view;
  const kinds = new Set(category.officeKinds);
  const ofKind = [...programme.offices.values()].filter(({ kind }) => kinds.has(kind));
  const around = new Set(area ? placesAround(area) : []);
  const near = [...programme.offices.values()].filter((candidate) => around.has(candidate.area));
  return [...near.filter(({ kind }) => kinds.has(kind)), ...(office ? ladderOf(office) : []), ...near, ...ofKind];
}

function named({ programme }: ReportView, words: string): Office[] {
  const offices = [...programme.offices.values()];
  const query = { words: foldName(words), accepts: () => true };
  const byName = searchNames(indexNames(offices), [query]).map(({ item }) => item);
  const places = new Set(findAreas(programme, words, { limit: 3 }).flatMap((area) => [area, ...placesAround(area)]));
  const byPlace = [...places].flatMap((place) => offices.filter(({ area }) => area === place));
  return [...byName, ...byPlace];
}
