import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NIL } from 'uuid';
import { METRICS } from '../../src/db/count-cells.ts';
import { packTimes } from '../../src/db/pack-times.ts';
import type { Fact, Sum } from '../../src/db/rollups.ts';
import { createSums } from '../../src/figures/sum-up.ts';

const TREES = {
  areas: new Map([
    ['ward', ['ward', 'county', 'country']],
    ['other', ['other', 'county', 'country']],
    ['county', ['county', 'country']],
  ]),
  categories: new Map([
    ['dry', ['dry', 'water']],
    ['water', ['water']],
  ]),
};

const bucket = fc.option(fc.integer({ min: 0, max: 127 }));
const one = fc.constantFrom(0, 1);
const fact: fc.Arbitrary<Fact> = fc.record({
  month: fc.constant('2026-10-01'),
  office_id: fc.constantFrom('office', 'second', NIL),
  area_id: fc.constantFrom('ward', 'other', 'county'),
  category_id: fc.constantFrom('dry', 'water'),
  is_about: fc.boolean(),
  ...{ answered: one, resolved: one, rejected: one, late: one, escalated: one, confirmed: one, disputed: one },
  ...{ silent: one, joiners: fc.nat(5) },
  ...{ answer_elapsed: bucket, answer_worked: bucket, resolve_elapsed: bucket, resolve_worked: bucket },
});

function sumsOf(facts: readonly Fact[]): Map<string, Sum> {
  const sums = createSums('2026-10-01', TREES);
  for (const each of facts) sums.add(each, 1);
  return new Map([...sums.byKind()].flat().map((sum) => [keyOf(sum), sum]));
}

function keyOf({ kind, office_id, area_id, category_id, is_about: isAbout }: Sum): string {
  return [kind, office_id, area_id, category_id, isAbout ? 'about' : ''].join(' ');
}

describe('sums', () => {
  it('of a report are those of its office, its area and all above it, its category and all above it, each once', () => {
    fc.assert(
      fc.property(fact, (report) => {
        const { office_id: office, area_id: area, category_id: category } = report;
        const areas = TREES.areas.get(area) ?? [];
        const categories = TREES.categories.get(category) ?? [];
        const of = (kind: string, ...ids: string[]) => [kind, ...ids, report.is_about ? 'about' : ''].join(' ');
        const expected = [
          of('all', NIL, NIL, NIL),
          of('office', office, NIL, NIL),
          ...areas.map((whole) => of('area', NIL, whole, NIL)),
          ...categories.map((topic) => of('category', NIL, NIL, topic)),
          ...categories.map((topic) => of('office_category', office, NIL, topic)),
          ...areas.flatMap((whole) => categories.map((topic) => of('area_category', NIL, whole, topic))),
        ];
        const sums = sumsOf([report]);
        expect([...sums.keys()].sort()).toEqual(expected.sort());
        for (const sum of sums.values()) expect(sum.received).toBe(1);
      }),
    );
  });

  it('of all reports are one by one those of a part and of the rest', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 30 }), fc.nat(30), (facts, cut) => {
        const [all, part, rest] = [facts, facts.slice(0, cut), facts.slice(cut)].map(sumsOf);
        for (const [key, sum] of all ?? []) {
          const parts = [part?.get(key), rest?.get(key)];
          expect(sum.received).toBe(parts.reduce((total, each) => total + (each?.received ?? 0), 0));
          for (const [at, count] of sum.counts.entries()) {
            expect(count).toBe(parts.reduce((total, each) => total + (each?.counts[at] ?? 0), 0));
          }
          expect([...sum.times].sort()).toEqual(parts.flatMap((each) => each?.times ?? []).sort());
        }
      }),
    );
  });

  it('are nothing once every report is taken out again', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 30 }), (facts) => {
        const sums = createSums('2026-10-01', TREES);
        for (const each of facts) sums.add(each, 1);
        for (const each of facts) sums.add(each, -1);
        for (const { received, counts, times } of [...sums.byKind()].flat()) {
          expect([received, ...counts].every((count) => count === 0)).toBe(true);
          expect(packTimes(times, [], METRICS.length).every(({ length }) => length === 0)).toBe(true);
        }
      }),
    );
  });
});
