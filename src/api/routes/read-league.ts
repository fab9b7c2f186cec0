import { z } from 'zod';
import { readFigures } from '../../db/read-figures.ts';
import { cellsByOffice, isOfOffice } from '../../monitor/figures/cells.ts';
import { medianDays } from '../../monitor/figures/days.ts';
import { addFigures } from '../../monitor/figures/figure.ts';
import { type OfficeFigure, rankOffices } from '../../monitor/figures/rank-offices.ts';
import { nameIn, type Programme } from '../../routing/programme.ts';
import { pageFields, readCursor, toPage } from '../cursor.ts';
import { monthFields, placeFields, presentMonths, readMonths, readPlace } from '../figure-place.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const MINUTES_OF_HOUR = 60;

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
    const { ranked, unranked } = rankOffices(offices);
    const items = [
      ...ranked.map((office, index) => present(programme, office, { rank: index + 1, unranked: null })),
      ...unranked.map((office) =>
        present(programme, office, { rank: null, unranked: office.why === 'tooFew' ? 'too_few' : 'half_open' }),
      ),
    ];
    const from = cursor === undefined ? 0 : readCursor(z.tuple([z.int().min(0)]), cursor)[0];
    return {
      ...toPage(
        items.slice(from, from + limit + 1),
        limit,
        (item) => item,
        () => [from + limit],
      ),
      ...presentMonths(period),
      times,
    };
  },
});

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
