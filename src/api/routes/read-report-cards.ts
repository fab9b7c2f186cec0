import { z } from 'zod';
import { type Given, readRatingCounts } from '../../db/read-month-counts.ts';
import { shareRange } from '../../figures/share-range.ts';
import { lastMonthOf } from '../../monitor/scope/period.ts';
import { nameIn, type Programme, type Unit } from '../../routing/programme.ts';
import { pageFields, readCursor, toPage } from '../cursor.ts';
import { monthFields, placeFields, readMonths, readPlace, unitsIn } from '../figure-place.ts';
import { findByCode } from '../find-by-code.ts';
import { invalid } from '../parse-input.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

/** Fewer of a group, and what they gave is not shown: who they are could be guessed. */
const FEWEST_OF_GROUP = 10;
/** Scores from this one on are good; of yes and no the first. */
const GOOD_FROM = 4;

const query = z.strictObject({
  area: placeFields.area,
  unit: z.string().optional().describe('A code.'),
  group: z.string().optional().describe('Only of people who said they belong to this group: a code of the programme.'),
  ...monthFields,
  ...pageFields,
});

export const readReportCardsRoute = defineRoute({
  method: 'get',
  path: '/report-cards',
  summary: 'What people gave each unit and each of its questions, from counts of whole months',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.ReportCardList,
  handle: async (deps, caller, { query: { cursor, limit, unit, group = '', ...asked } }) => {
    const { programme } = caller;
    const period = readMonths(caller, asked, deps.now());
    const scope = readPlace(caller, asked, period);
    if (group !== '' && !programme.groups.some(({ code }) => code === group)) {
      throw invalid([{ path: 'group', message: 'The programme has no such group.' }]);
    }
    const wanted = unit === undefined ? null : findByCode(programme.byId.units, 'unit', unit).id;
    const ids = unitsIn(programme, scope.area).filter((id) => wanted === null || id === wanted);
    const after = cursor === undefined ? '' : readCursor(z.tuple([z.string()]), cursor)[0];
    const units = ids
      .flatMap((id) => programme.byId.units.get(id) ?? [])
      .filter(({ code }) => code > after)
      .sort((one, other) => (one.code < other.code ? -1 : 1))
      .slice(0, limit + 1);
    const counts = await readRatingCounts(deps.db, {
      programmeId: programme.id,
      from: period.from,
      to: period.to,
      units: units.map(({ id }) => id),
    });
    const own = counts.filter((count) => count.group === group);
    return {
      ...toPage(
        units,
        limit,
        (one) => present(programme, one, own, group !== ''),
        ({ code }) => [code],
      ),
      first_month: period.from.slice(0, 7),
      last_month: lastMonthOf(period).slice(0, 7),
      group: group === '' ? null : group,
    };
  },
});

function present(
  programme: Programme,
  unit: Unit,
  counts: readonly Given[],
  isOfGroup: boolean,
): z.output<typeof SCHEMAS.ReportCard> {
  const of = (indicator: string) =>
    addUp(counts.filter((count) => count.unitId === unit.id && count.indicator === indicator));
  const told = (given: readonly number[]) => (isOfGroup && sumOf(given) < FEWEST_OF_GROUP ? null : [...given]);
  const scores = of('');
  const shown = told(scores);
  return {
    unit: presentNamed(unit),
    area: presentNamed(unit.area),
    ratings: shown === null ? null : sumOf(shown),
    average: shown === null || sumOf(shown) === 0 ? null : averageOf(shown),
    given: shown,
    good_share: shown === null ? null : goodShare(sumOf(shown.slice(GOOD_FROM - 1)), sumOf(shown)),
    indicators: programme.indicators
      .filter(({ unitTypes }) => unitTypes.includes(unit.type))
      .map(({ code, names, scale }) => ({ code, name: nameIn(names, 'en'), scale, given: told(of(code)) })),
  };
}

function addUp(counts: readonly Given[]): number[] {
  return [0, 1, 2, 3, 4].map((index) => counts.reduce((sum, { given }) => sum + (given[index] ?? 0), 0));
}

function sumOf(given: readonly number[]): number {
  return given.reduce((sum, count) => sum + count, 0);
}

function averageOf(given: readonly number[]): number {
  const points = given.reduce((sum, count, index) => sum + count * (index + 1), 0);
  return Number((points / sumOf(given)).toFixed(2));
}

function goodShare(count: number, of: number): z.output<typeof SCHEMAS.Share> | null {
  const range = shareRange(count, of);
  if (range === null) return null;
  const round = (value: number) => Number(value.toFixed(4));
  return { share: round(count / of), low: round(range[0]), high: round(range[1]) };
}
