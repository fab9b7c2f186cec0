import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { localDay } from '../../grievances/local-day.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { adminRoute } from '../admin/admin-route.ts';
import { changeProgramme } from '../admin/change-programme.ts';
import { HolidaysPage } from '../admin/holidays-page.tsx';
import { type FieldError, readNames, type Typed } from '../admin/name-fields.tsx';
import { readVersions } from '../admin/read-versions.ts';
import { doneText, type Shown, saveChanges } from '../admin/save-changes.ts';
import { fieldOf } from '../read-form.ts';
import type { Answer, ConsoleRoute, SignedInVisit } from '../route.ts';

/** A year that a calendar can hold: PostgreSQL knows no year 0. */
const day = z.iso.date().refine((value) => value >= '2000');
const dayed = z.object({ params: z.object({ day }) });
const listed = z.object({ query: z.object({ q: z.string().catch(''), done: z.string().optional().catch(undefined) }) });

const NOTHING_TYPED: Typed = { values: new Map(), errors: [] };

/** Days on which no clock runs, on top of the files. */
export const HOLIDAY_ROUTES: readonly ConsoleRoute[] = [
  adminRoute('get', '/admin/holidays', listed, async (deps, visit, { query }) =>
    showHolidays(deps, visit, { done: query.done }),
  ),
  adminRoute('post', '/admin/holidays', z.object({}), addHoliday),
  adminRoute('post', '/admin/holidays/:day/remove', dayed, async (deps, { caller }, { params: { day } }) => {
    const { files } = await readVersions(deps.db, caller.programme.id);
    // Of a day that only stands here nothing stays; one of the files is taken away on top of them.
    const value = files.holidays.some((holiday) => holiday.day === day) ? null : undefined;
    await changeProgramme(deps, caller, [{ kind: 'holiday', code: day, field: 'names', value }]);
    return { redirect: '/console/admin/holidays?done=saved' };
  }),
  adminRoute('post', '/admin/holidays/:day/undo', dayed, async (deps, { caller }, { params: { day } }) => {
    await changeProgramme(deps, caller, [{ kind: 'holiday', code: day, field: 'names', value: undefined }]);
    return { redirect: '/console/admin/holidays?done=undone' };
  }),
];

async function showHolidays(deps: Deps, visit: SignedInVisit, shown: Shown): Promise<Answer> {
  const { caller, language } = visit;
  const typed = shown.typed ?? NOTHING_TYPED;
  return {
    status: typed.errors.length === 0 ? 200 : 422,
    page: (
      <HolidaysPage
        caller={caller}
        language={language}
        versions={await readVersions(deps.db, caller.programme.id)}
        today={localDay(deps.now(), caller.programme.calendar.timeZone)}
        typed={typed}
        done={doneText(visit, shown.done)}
      />
    ),
  };
}

async function addHoliday(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, language, form } = visit;
  const { errors: words } = wordsOf(language).admin;
  const named = readNames(form, caller.programme, language);
  const typed = fieldOf(form, 'day').trim();
  const { held } = await readVersions(deps.db, caller.programme.id);
  const isKnown = held.holidays.some((holiday) => holiday.day === typed);
  const isDay = day.safeParse(typed).success;
  const message = isDay ? words.known : words.day;
  const errors = [...(isDay && !isKnown ? [] : [{ name: 'day', message }]), ...named.errors];
  const again = (found: readonly FieldError[]) =>
    showHolidays(deps, visit, { typed: { values: new Map([...named.values, ['day', typed]]), errors: found } });
  if (errors.length > 0) return again(errors);
  return saveChanges(deps, visit, again, '/console/admin/holidays', [
    { kind: 'holiday', code: typed, field: 'names', value: named.names },
  ]);
}
