import { NIL } from 'uuid';
import { z } from 'zod';
import { type Charge, readCharges } from '../../db/read-charges.ts';
import { isWithin, type Scope } from '../../monitor/scope/read-scope.ts';
import type { Programme } from '../../routing/programme.ts';
import { pageFields } from '../cursor.ts';
import { monthFields, placeFields, presentMonths, readMonths, readPlace } from '../figure-place.ts';
import { pageOf } from '../page-of.ts';
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
    const { programme } = caller;
    const period = readMonths(caller, asked, deps.now());
    const scope = readPlace(caller, { office: asked.office }, period);
    const rows = await readCharges(deps.db, {
      programmeId: programme.id,
      from: period.from,
      to: period.to,
      // Triage has no office: its turns are in the whole only.
      ...officesOf(programme, scope),
      withAbout: scope.withAbout,
    });
    const { items, next_cursor } = pageOf(rows, positionOf, { cursor, limit });
    return {
      items: items.map((row) => present(programme, row)),
      next_cursor,
      ...presentMonths(period),
    };
  },
});

function officesOf(programme: Programme, { office, area, isWhole }: Scope): { offices?: string[] } {
  if (office !== null) return { offices: [office.id] };
  if (isWhole) return {};
  return {
    offices: [...programme.byId.offices.values()].filter((each) => isWithin(each.area, area)).map(({ id }) => id),
  };
}

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
