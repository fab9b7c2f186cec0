import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Language, type Names, nameIn } from '../../routing/programme.ts';
import { Button, TextField } from '../parts/fields.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { errorOf, NameFields, type Typed } from './name-fields.tsx';
import { isChanged, type Versions } from './read-versions.ts';

interface HolidaysProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly versions: Versions;
  /** The local day, ISO. */
  readonly today: string;
  readonly typed: Typed;
  readonly done?: string | undefined;
}

/** The days on which no clock runs: those to come, those taken away here, a new one, and behind them those that are over. */
export function HolidaysPage({ caller, language, versions, today, typed, done }: HolidaysProps): VNode {
  const { admin } = wordsOf(language);
  const days = versions.held.holidays;
  const coming = days.filter(({ day }) => day >= today);
  const past = days.filter(({ day }) => day < today);
  const removed = versions.files.holidays.filter(({ day }) => !days.some((held) => held.day === day));
  const list = (rows: readonly Holiday[], action: 'remove' | 'undo') => (
    <Days language={language} versions={versions} rows={rows} action={action} />
  );
  return (
    <AdminFrame caller={caller} language={language} title={admin.holidays} done={done} errors={typed.errors}>
      <p class="govuk-body">{admin.holidaysAbout}</p>
      <p class="govuk-body">{admin.onTop}</p>
      {coming.length === 0 ? (
        <div class="panel">
          <p>{admin.noHolidays}</p>
        </div>
      ) : (
        list(coming, 'remove')
      )}
      {removed.length === 0 ? null : (
        <section>
          <h2 class="govuk-heading-m">{admin.removedHolidays}</h2>
          {list(removed, 'undo')}
        </section>
      )}
      <form method="post" action="/console/admin/holidays" novalidate>
        <h2 class="govuk-heading-m">{admin.addHoliday}</h2>
        <TextField
          name="day"
          label={admin.day}
          hint={admin.dayHint}
          width={10}
          value={typed.values.get('day')}
          error={errorOf(typed, 'day')}
        />
        <NameFields programme={caller.programme} language={language} typed={typed} />
        <Button text={admin.addHoliday} />
      </form>
      {past.length === 0 ? null : (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{admin.past}</span>
          </summary>
          {list(past, 'remove')}
        </details>
      )}
    </AdminFrame>
  );
}

interface Holiday {
  readonly day: string;
  readonly names: Names;
}

function Days({
  language,
  versions,
  rows,
  action,
}: {
  language: Language;
  versions: Versions;
  rows: readonly Holiday[];
  action: 'remove' | 'undo';
}): VNode {
  const { admin } = wordsOf(language);
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{admin.day}</th>
          <th scope="col">{admin.names}</th>
          <th scope="col">
            <span class="govuk-visually-hidden">{admin.edit}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ day, names }) => (
          <tr key={day}>
            <td class="number">
              <time datetime={day}>{day}</time>
            </td>
            <td class="wide">
              {nameIn(names, language)}{' '}
              {isChanged(versions, 'holiday', day) ? (
                <strong class="tag tag--quiet">{action === 'undo' ? admin.removed : admin.changedHere}</strong>
              ) : null}
            </td>
            <td class="end">
              <form method="post" action={`/console/admin/holidays/${day}/${action}`}>
                <button class="link-button" type="submit">
                  {action === 'undo' ? admin.restore : admin.remove}
                  <span class="govuk-visually-hidden">{` ${day}`}</span>
                </button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
