import { NIL } from 'uuid';
import { z } from 'zod';
import { GRANTS } from '../../accounts/scope.ts';
import { type Charge, readCharges } from '../../db/read-charges.ts';
import { AppError } from '../../errors.ts';
import { lastMonthOf } from '../../monitor/scope/period.ts';
import type { Programme } from '../../routing/programme.ts';
import { pageFields, readCursor, toPage } from '../cursor.ts';
import { monthFields, placeFields, readMonths, readPlace } from '../figure-place.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({ office: placeFields.office, ...monthFields, ...pageFields });

export const readChargesRoute = defineRoute({
  method: 'get',
  path: '/charges',
  summary: 'Who used the time: turns that ended, by month, holder and office',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.ChargeList,
  handle: async (deps, caller, { query: { cursor, limit, ...asked } }) => {
    // Turns of reports about an office are in these sums and cannot be taken out: they are for whoever can sit in none.
    if (GRANTS[caller.role].canBeAccused) {
      throw new AppError('forbidden', 'Only observers see who used the time.');
    }
    const { programme } = caller;
    const period = readMonths(caller, asked, deps.now());
    const { office } = readPlace(caller, { office: asked.office }, period);
    const rows = await readCharges(deps.db, {
      programmeId: programme.id,
      from: period.from,
      to: period.to,
      ...(office === null ? {} : { offices: [office.id] }),
    });
    const sorted = [...rows].sort((one, other) => (positionOf(one) < positionOf(other) ? -1 : 1));
    const after = cursor === undefined ? '' : readCursor(z.tuple([z.string()]), cursor)[0];
    return {
      ...toPage(
        sorted.filter((row) => positionOf(row) > after).slice(0, limit + 1),
        limit,
        (row) => present(programme, row),
        (row) => [positionOf(row)],
      ),
      first_month: period.from.slice(0, 7),
      last_month: lastMonthOf(period).slice(0, 7),
    };
  },
});

function positionOf({ month, holder, officeId }: Charge): string {
  return `${month} ${holder} ${officeId}`;
}

function present(programme: Programme, row: Charge): z.output<typeof SCHEMAS.Charge> {
  const office = programme.byId.offices.get(row.officeId);
  const hours = (minutes: number) => Number((minutes / 60).toFixed(2));
  return {
    month: row.month.slice(0, 7),
    holder: row.holder,
    office: office === undefined || row.officeId === NIL ? null : presentNamed(office),
    turns: row.turns,
    calendar_hours: hours(row.elapsedMinutes),
    working_hours: hours(row.workedMinutes),
  };
}
