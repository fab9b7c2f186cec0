import { areaIdsWithin } from '../accounts/area-ids-within.ts';
import { listPromisesIn } from '../db/promises.ts';
import type { Deps } from '../deps.ts';
import { toFives } from '../figures/to-fives.ts';
import type { Area, Names, Office, Programme } from '../routing/programme.ts';
import { type PromiseResult, promiseResult } from './promise-result.ts';

/** Of fewer people an answer could be read as the answer of one of them. */
export const FEWEST_COUNTED = 10;
const MOST_LISTED = 100;

/** A promise as everybody may see it. */
export interface PublicPromise {
  readonly id: string;
  readonly area: Area;
  /** The meeting at which it was made. */
  readonly meeting: { readonly id: string; readonly names: Names; readonly startsAt: Date };
  /** What was promised. */
  readonly names: Names;
  /** Who owes it; undefined: an office that is no more. */
  readonly office: Office | undefined;
  /** The last day, ISO. */
  readonly dueOn: string;
  /** `few`: it is over, and too few have answered to say. */
  readonly result: Exclude<PromiseResult, 'no_answer'> | 'few';
  /** People who said that it was kept, and that it was not, to the nearest five; null: not yet, or too few. */
  readonly counts: { readonly kept: number; readonly broken: number } | null;
}

/**
 * Promises made at meetings of an area and its parts, the latest due first: a hundred at most. What those who came say of it is
 * given when answers count no longer, of ten people or more, and does not change after that.
 */
export async function readPromises(
  deps: Pick<Deps, 'db' | 'now'>,
  programme: Programme,
  area: Area,
): Promise<PublicPromise[]> {
  const areaIds = areaIdsWithin(programme, area);
  const rows = await listPromisesIn(deps.db, { programmeId: programme.id, areaIds, limit: MOST_LISTED });
  return rows.map((row) => toPublicPromise(programme, row, deps.now()));
}

/** A promise with as much of its answers as everybody may see. */
export function toPublicPromise(
  programme: Programme,
  row: Awaited<ReturnType<typeof listPromisesIn>>[number],
  now: Date,
): PublicPromise {
  const result = promiseResult(row, now);
  const isOver = result !== 'open' && result !== 'asking';
  const isFew = row.kept + row.broken < FEWEST_COUNTED;
  return {
    id: row.id,
    area: programme.byId.areas.get(row.area_id) ?? programme.root,
    meeting: { id: row.meeting_id, names: row.meeting_names, startsAt: row.starts_at },
    names: row.names,
    office: programme.byId.offices.get(row.office_id),
    dueOn: row.due_on,
    result: isOver && isFew ? 'few' : result === 'no_answer' ? 'few' : result,
    counts: isOver && !isFew ? { kept: toFives(row.kept), broken: toFives(row.broken) } : null,
  };
}
