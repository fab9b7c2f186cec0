import { v7 as uuidv7 } from 'uuid';
import type { NewGrievance } from '../../src/db/schema.ts';
import { GRIEVANCE_STATUSES, OUTCOMES } from '../../src/db/schema.ts';
import { makeReference } from '../../src/grievances/reference.ts';
import type { Programme } from '../../src/routing/programme.ts';

const HOUR_MS = 3_600_000;

/** A row with every field that a figure looks at. */
export type History = NewGrievance & {
  filed_at: Date;
  first_answered_at: Date | null;
  resolved_at: Date | null;
  respond_by: Date | null;
  resolve_by: Date | null;
  overdue_at: Date | null;
  owing_office_id: string | null;
};

/** Numbers in [0, 1) that are the same for the same seed (mulberry32 by Tommy Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Rows with times in any order, so that every combination a figure must cope with is among them; all streams. */
export function randomHistories(programme: Programme, until: Date, count: number, seed: number): History[] {
  const random = seeded(seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const maybe = (chance: number, from: Date, withinHours: number): Date | null =>
    random() < chance ? new Date(from.getTime() + Math.round(random() * withinHours * HOUR_MS)) : null;
  const references = new Set<string>();
  const areas = [...programme.byId.areas.values()];
  const offices = [...programme.byId.offices.values()].slice(0, 12);
  const categories = [...programme.byId.categories.values()];
  return Array.from({ length: count }, () => {
    const category = pick(categories);
    const filedAt = new Date(until.getTime() - Math.round(random() * 400 * 24 * HOUR_MS));
    const reference = freshReference(references);
    return {
      id: uuidv7(),
      reference,
      programme_id: programme.id,
      citizen_id: null,
      kind: category.kind,
      stream: category.stream,
      category_id: category.id,
      area_id: pick(areas).id,
      owing_office_id: random() < 0.1 ? null : pick(offices).id,
      status: pick(GRIEVANCE_STATUSES),
      outcome: random() < 0.5 ? pick(OUTCOMES) : null,
      channel: 'ussd',
      language: 'en',
      text: 'x',
      source: `history-${reference}`,
      filed_at: filedAt,
      first_answered_at: maybe(0.7, filedAt, 300),
      resolved_at: maybe(0.5, filedAt, 900),
      respond_by: maybe(0.9, filedAt, 400),
      resolve_by: maybe(0.9, filedAt, 1_000),
      overdue_at: maybe(0.2, filedAt, 500),
    };
  });
}

function freshReference(taken: Set<string>): string {
  const reference = makeReference();
  if (taken.has(reference)) return freshReference(taken);
  taken.add(reference);
  return reference;
}
