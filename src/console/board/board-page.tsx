import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { OfficeLoad, OfficialLoad } from '../../db/board.ts';
import { localDay } from '../../grievances/local-day.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf, showDay } from '../../locales/index.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { Shell } from '../shell.tsx';

interface BoardProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  /** The worst first. */
  readonly offices: readonly OfficeLoad[];
  readonly people: readonly OfficialLoad[];
  readonly now: Date;
}

const DAY_MS = 86_400_000;

/** The supervisor's board: what is stuck, where, and who holds it. */
export function BoardPage({ caller, language, offices, people, now }: BoardProps): VNode {
  const { board } = wordsOf(language);
  const late = offices.filter(({ overdue }) => overdue > 0).length;
  return (
    <Shell language={language} title={board.title} caller={caller} entry="board">
      <p class="office-above">{nameIn((caller.area ?? caller.programme.root).names, language)}</p>
      <h1 class="govuk-heading-l">{board.title}</h1>
      {offices.length === 0 ? (
        <div class="panel">
          <p>{board.nothing}</p>
        </div>
      ) : (
        <>
          <p class="govuk-body">{late === 0 ? board.noneLate : board.late(late)}</p>
          <table class="rows">
            <caption class="govuk-visually-hidden">{board.title}</caption>
            <thead>
              <tr>
                <th scope="col">{board.office}</th>
                {FIGURES.map(({ name }) => (
                  <th key={name} scope="col" class="number">
                    {board[name]}
                  </th>
                ))}
                <th scope="col" class="number">
                  {board.oldest}
                </th>
              </tr>
            </thead>
            <tbody>
              {offices.map((office) => (
                <OfficeRow
                  key={office.office_id}
                  caller={caller}
                  language={language}
                  office={office}
                  people={people.filter(({ office_id: id }) => id === office.office_id)}
                  now={now}
                />
              ))}
            </tbody>
          </table>
        </>
      )}
    </Shell>
  );
}

/** The figures of an office, in the order of their columns; `view`: the inbox that shows what is counted. */
const FIGURES = [
  { name: 'overdue', field: 'overdue', view: 'overdue' },
  { name: 'open', field: 'open', view: 'all' },
  { name: 'dueSoon', field: 'due_soon', view: null },
  { name: 'unassigned', field: 'unassigned', view: 'unassigned' },
  { name: 'waiting', field: 'waiting', view: 'waiting' },
] as const;

type OfficeRowProps = Omit<BoardProps, 'offices'> & { readonly office: OfficeLoad };

function OfficeRow({ caller, language, office, people, now }: OfficeRowProps): VNode {
  const { board } = wordsOf(language);
  const known = caller.programme.byId.offices.get(office.office_id);
  const name = known ? nameIn(known.names, language) : office.office_id;
  const inbox = (view: string) => `/console?office=${encodeURIComponent(known?.code ?? '')}&view=${view}`;
  return (
    <tr>
      <th scope="row" class="wide">
        {name}
        <People caller={caller} language={language} people={people} now={now} />
      </th>
      {FIGURES.map(({ name: label, field, view }) => (
        <td key={label} class="number" data-label={board[label]}>
          {view === null || office[field] === 0 ? (
            office[field]
          ) : (
            <a class={label === 'overdue' ? 'due due--late' : 'govuk-link'} href={inbox(view)}>
              {office[field]}
              <span class="govuk-visually-hidden">{` ${board[label]}, ${name}`}</span>
            </a>
          )}
        </td>
      ))}
      <td class="number" data-label={board.oldest}>
        {board.days(Math.floor((now.getTime() - office.oldest_at.getTime()) / DAY_MS))}
      </td>
    </tr>
  );
}

function People({ caller, language, people, now }: Omit<OfficeRowProps, 'office'>): VNode {
  const { board } = wordsOf(language);
  if (people.length === 0) return <p class="meta">{board.noPeople}</p>;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{`${board.people}: ${people.length}`}</span>
      </summary>
      <ul class="govuk-list">
        {people.map((person) => (
          <li key={person.id}>
            {person.name}: {board.load(person.open, person.overdue)}
            <Away caller={caller} language={language} person={person} now={now} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Away({
  caller,
  language,
  person,
  now,
}: Pick<BoardProps, 'caller' | 'language' | 'now'> & { readonly person: OfficialLoad }): VNode | null {
  const { timeZone } = caller.programme.calendar;
  const today = localDay(now, timeZone);
  const { absent_from: from, absent_until: until } = person;
  if (from === null || until === null || today < from || today > until) return null;
  const day = showDay(localeOf(language), new Date(`${until}T12:00:00Z`), 'UTC');
  return <strong class="tag tag--quiet">{wordsOf(language).board.away(day)}</strong>;
}
