import { z } from 'zod';
import { type FigureRow, readFigures } from '../../db/read-figures.ts';
import { type Given, readRatingCounts } from '../../db/read-month-counts.ts';
import { nameIn, type Programme, type Unit } from '../../routing/programme.ts';
import { pageFields, readCursor, toPage } from '../cursor.ts';
import { monthFields, placeFields, presentMonths, readMonths, readPlace, unitsIn } from '../figure-place.ts';
import { findByCode } from '../find-by-code.ts';
import { invalid } from '../parse-input.ts';
import { presentNamed } from '../present.ts';
import { presentShare } from '../present-share.ts';
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
    const months = { programmeId: programme.id, from: period.from, to: period.to };
    const areas = [...new Set(units.map((one) => one.area.id))];
    const [counts, outcomes] = await Promise.all([
      readRatingCounts(deps.db, { ...months, units: units.map(({ id }) => id) }),
      group === '' ? readFigures(deps.db, { ...months, kind: 'area', areas, withAbout: scope.withAbout }) : null,
    ]);
    const own = counts.filter((count) => count.group === group);
    return {
      ...toPage(
        units,
        limit,
        (one) => present(programme, one, own, outcomes),
        ({ code }) => [code],
      ),
      ...presentMonths(period),
      group: group === '' ? null : group,
    };
  },
});

function present(
  programme: Programme,
  unit: Unit,
  counts: readonly Given[],
  outcomes: readonly FigureRow[] | null,
): z.output<typeof SCHEMAS.ReportCard> {
  // Whom a report came from by group is not kept together with how it ended there.
  const isOfGroup = outcomes === null;
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
    good_share: shown === null ? null : presentShare(sumOf(shown.slice(GOOD_FROM - 1)), sumOf(shown)),
    reports_there: outcomes && presentOutcomes(outcomes.find(({ areaId }) => areaId === unit.area.id)),
    indicators: programme.indicators
      .filter(({ unitTypes }) => unitTypes.includes(unit.type))
      .map(({ code, names, scale }) => ({ code, name: nameIn(names, 'en'), scale, given: told(of(code)) })),
  };
}

function presentOutcomes(row: FigureRow | undefined): z.output<typeof SCHEMAS.ReportCard>['reports_there'] {
  const { confirmed = 0, disputed = 0, silent = 0 } = row ?? {};
  return { confirmed, disputed, silent, confirmed_share: presentShare(confirmed, confirmed + disputed) };
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
