import { z } from 'zod';
import { readFigures } from '../../db/read-figures.ts';
import { cellsByOffice, isOfOffice } from '../../monitor/figures/cells.ts';
import { medianDays } from '../../monitor/figures/days.ts';
import { addFigures } from '../../monitor/figures/figure.ts';
import { type OfficeFigure, rankOffices } from '../../monitor/figures/rank-offices.ts';
import { nameIn, type Programme } from '../../routing/programme.ts';
import { pageFields, positionParts, readCursor, toPage } from '../cursor.ts';
import { monthFields, placeFields, presentMonths, readMonths, readPlace } from '../figure-place.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const MINUTES_OF_HOUR = 60;

/**
 * Where an office stands: 0 with a place or 1 without, the upper end and the median (of those with a place), and its row id. Not how many
 * stand before it: the ranking is another one by the next page.
 */
const position = z.tuple([z.union([z.literal(0), z.literal(1)]), z.number(), z.number(), positionParts.id]);
type Position = z.output<typeof position>;

const query = z.strictObject({
  area: placeFields.area,
  category: placeFields.category,
  times: z.enum(['working', 'calendar']).default('working').describe('By working hours, or by every hour.'),
  ...monthFields,
  ...pageFields,
});

export const readLeagueRoute = defineRoute({
  method: 'get',
  path: '/league',
  summary: 'Offices by how soon they give a first answer, the best first; those without a place come last, by name',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.League,
  handle: async (deps, caller, { query: { cursor, limit, times, ...asked } }) => {
    const { programme } = caller;
    const period = readMonths(caller, asked, deps.now());
    const scope = readPlace(caller, asked, period);
    const metric = times === 'working' ? 'answer_worked' : 'answer_elapsed';
    const rows = await readFigures(deps.db, {
      programmeId: programme.id,
      ...cellsByOffice(programme, scope),
      from: period.from,
      to: period.to,
      withAbout: scope.withAbout,
      metrics: [metric],
    });
    const offices = rows.flatMap((row): OfficeFigure[] => {
      const office = programme.byId.offices.get(row.officeId);
      if (office === undefined || !isOfOffice(row.officeId)) return [];
      const figure = addFigures([row], [metric]);
      const answer = medianDays(figure.times[metric], MINUTES_OF_HOUR);
      return [{ officeId: row.officeId, name: nameIn(office.names, 'en'), figure, answer }];
    });
    const { ranked, unranked } = rankOffices(offices.sort((one, other) => compareIds(one.officeId, other.officeId)));
    const lines = [
      ...ranked.map((office, index) => ({
        at: positionOf(office, 0),
        item: present(programme, office, { rank: index + 1, unranked: null }),
      })),
      ...unranked.map((office) => ({
        at: positionOf(office, 1),
        item: present(programme, office, { rank: null, unranked: office.why === 'tooFew' ? 'too_few' : 'half_open' }),
      })),
    ];
    const after = cursor === undefined ? null : readCursor(position, cursor);
    const rest = after === null ? lines : lines.filter(({ at }) => comparePositions(programme, at, after) > 0);
    return {
      ...toPage(
        rest,
        limit,
        ({ item }) => item,
        ({ at }) => at,
      ),
      ...presentMonths(period),
      times,
    };
  },
});

function positionOf({ officeId, answer }: OfficeFigure, part: 0 | 1): Position {
  return part === 0 ? [0, answer?.range?.[1] ?? 0, answer?.value ?? 0, officeId] : [1, 0, 0, officeId];
}

/** The order of `rankOffices`, and of what it leaves as it was the row ids. */
function comparePositions({ byId }: Programme, one: Position, other: Position): number {
  const name = (id: string) => byId.offices.get(id)?.names.en ?? '';
  return (
    one[0] - other[0] ||
    one[1] - other[1] ||
    one[2] - other[2] ||
    name(one[3]).localeCompare(name(other[3])) ||
    compareIds(one[3], other[3])
  );
}

function compareIds(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

type Ranked = z.output<typeof SCHEMAS.RankedOffice>;

function present(
  programme: Programme,
  { officeId, figure, answer, name }: OfficeFigure,
  place: Pick<Ranked, 'rank' | 'unranked'>,
): Ranked {
  const office = programme.byId.offices.get(officeId);
  const round = (hours: number | undefined) => (hours === undefined ? null : Number(hours.toFixed(2)));
  return {
    rank: place.rank,
    office: office === undefined ? { code: '', name } : presentNamed(office),
    received: figure.received,
    answered: figure.answered,
    first_answer_hours: {
      median: round(answer?.value),
      median_low: round(answer?.range?.[0]),
      median_high: round(answer?.range?.[1]),
    },
    unranked: place.unranked,
  };
}
