import type { Insertable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { GrievancesTable } from '../../src/db/schema.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import type { Area, Category, Office, Programme } from '../../src/routing/programme.ts';
import type { Gateway } from '../support/gateway.ts';
import { createRandom, pick } from '../support/random.ts';

/** A report as a test counts it by itself. */
export interface Raw {
  readonly office: Office | null;
  readonly area: Area;
  readonly category: Category;
  readonly about: Office | null;
  readonly stream: 'ordinary' | 'integrity' | 'child';
  readonly filedAt: Date;
  readonly answered: boolean;
  readonly resolved: boolean;
  readonly late: boolean;
  readonly escalated: boolean;
  readonly rejected: boolean;
  readonly outcome: 'confirmed' | 'disputed' | 'silent' | null;
  /** Minutes from filing; meaningless where it was not answered. */
  readonly answerElapsed: number;
  readonly answerWorked: number;
  readonly resolveElapsed: number;
  readonly resolveWorked: number;
}

export const MOMBASA_WATER = 'water_company@KE.001';
export const KILIFI_WATER = 'water_company@KE.003';
export const WARD = 'ward_admin@KE.001.001.0001';

/** Offices with many reports, with few, and one that answers hardly any. */
const PLACES = [
  { office: MOMBASA_WATER, area: 'KE.001.001.0001', category: 'WATER.DRY', weight: 8, slow: 1 },
  { office: MOMBASA_WATER, area: 'KE.001.002', category: 'WATER.LEAK', weight: 4, slow: 2 },
  { office: KILIFI_WATER, area: 'KE.003', category: 'WATER.DRY', weight: 6, slow: 4 },
  { office: 'county_roads_dept@KE.003', area: 'KE.003', category: 'ROADS', weight: 5, slow: 3 },
  { office: WARD, area: 'KE.001.001.0001', category: 'PROJ.STALLED', weight: 1, slow: 0.1 },
  { office: null, area: 'KE.003', category: 'WASTE', weight: 1, slow: 1 },
] as const;

const MINUTE_MS = 60_000;

/** Writes a history of two years, counts it, and gives back what was written. The same seed, the same history. */
export async function fillHistory(gateway: Gateway, count: number, seed = 7): Promise<readonly Raw[]> {
  const programme = programmeOf(gateway);
  const random = createRandom(seed);
  const weighted = PLACES.flatMap((place) => Array.from({ length: place.weight }, () => place));
  const raws = Array.from({ length: count }, (): Raw => {
    const place = pick(random, weighted);
    // Up to 700 days ago, none in a stretch of two months: a gap in the chart.
    const days = random(700);
    const ago = days > 120 && days < 185 ? days + 70 : days;
    const filedAt = new Date(gateway.deps.now().getTime() - (ago * 1440 + random(1440)) * MINUTE_MS);
    const waited = Math.round((60 + random(4_000)) * place.slow);
    const answered = random(10) < 8;
    const resolved = answered && random(10) < 7;
    return {
      office: place.office === null ? null : found(programme.offices.get(place.office)),
      area: found(programme.areas.get(place.area)),
      category: found(programme.categories.get(place.category)),
      about: random(12) === 0 ? found(programme.offices.get(KILIFI_WATER)) : null,
      stream: pick(random, ['ordinary', 'ordinary', 'ordinary', 'ordinary', 'ordinary', 'integrity', 'child']),
      filedAt,
      answered,
      resolved,
      late: random(4) === 0,
      escalated: random(6) === 0,
      rejected: answered && !resolved && random(3) === 0,
      outcome: resolved ? pick(random, ['confirmed', 'confirmed', 'disputed', 'silent', null]) : null,
      answerElapsed: waited,
      answerWorked: Math.round(waited / 3),
      resolveElapsed: waited + 3_000,
      resolveWorked: Math.round(waited / 3) + 1_000,
    };
  });
  await insert(gateway, programme, raws);
  return raws;
}

/** Writes reports as they are and counts them. */
export async function insert(gateway: Gateway, programme: Programme, raws: readonly Raw[]): Promise<void> {
  const rows = raws.map((raw, index) => rowOf(programme, raw, index));
  for (let at = 0; at < rows.length; at += 500) {
    await gateway.deps.db
      .insertInto('grievances')
      .values(rows.slice(at, at + 500))
      .execute();
  }
  await countFigures(gateway.deps, programme.id);
}

let serial = 10_000_000;

function rowOf(programme: Programme, raw: Raw, index: number): Insertable<GrievancesTable> {
  const after = (minutes: number) => new Date(raw.filedAt.getTime() + minutes * MINUTE_MS);
  const id = uuidv7();
  serial += 1;
  return {
    id,
    reference: String(serial),
    programme_id: programme.id,
    kind: 'complaint',
    stream: raw.stream,
    category_id: raw.category.id,
    area_id: raw.area.id,
    office_id: raw.office?.id ?? null,
    owing_office_id: raw.office?.id ?? null,
    about_office_id: raw.about?.id ?? null,
    status: raw.rejected ? 'rejected' : raw.resolved ? 'resolved' : 'routed',
    outcome: raw.outcome,
    channel: 'ussd',
    language: 'en',
    text: 'No water',
    source: `monitor-${index}-${id}`,
    filed_at: raw.filedAt,
    first_answered_at: raw.answered ? after(raw.answerElapsed) : null,
    answer_worked_minutes: raw.answered ? raw.answerWorked : null,
    resolved_at: raw.resolved ? after(raw.resolveElapsed) : null,
    resolve_worked_minutes: raw.resolved ? raw.resolveWorked : null,
    overdue_at: raw.late ? after(10) : null,
    level: raw.escalated ? 1 : 0,
  };
}

export function programmeOf({ deps }: Gateway): Programme {
  return found(deps.programmes.byName('kenya-coast'));
}

export function found<T>(one: T | null | undefined): T {
  if (one === null || one === undefined) throw new Error('not in the programme');
  return one;
}
