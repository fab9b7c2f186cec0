import type { VNode } from 'preact';
import type { Unanswered } from '../../db/letters.ts';
import { showReference } from '../../grievances/reference.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';

/** As many on one page. */
export const LETTERS_ON_A_PAGE = 25;

/** What was late at the last office of its ladder, the latest first; each leads to its letter. */
export function LettersPage({
  visit,
  rows,
  next,
  isFirst,
}: {
  readonly visit: SignedInVisit;
  readonly rows: readonly Unanswered[];
  /** Where the older ones begin; null: there are none. */
  readonly next: string | null;
  readonly isFirst: boolean;
}): VNode {
  const { caller, language } = visit;
  const { report: words } = wordsOf(language);
  return (
    <Shell language={language} title={words.letters} caller={caller} entry="letters">
      <h1 class="govuk-heading-l">{words.letters}</h1>
      {rows.length === 0 ? (
        <div class="panel">
          <p>{words.noLetters}</p>
        </div>
      ) : (
        <>
          <p class="govuk-body">{words.lettersAbout}</p>
          <List visit={visit} rows={rows} />
        </>
      )}
      {next === null && isFirst ? null : (
        <nav class="pages" aria-label={words.letters}>
          {isFirst ? null : (
            <a class="govuk-link" href="/console/letters">
              {words.newest}
            </a>
          )}
          {next === null ? null : (
            <a class="govuk-link" rel="next" href={`/console/letters?before=${next}`}>
              {words.next}
            </a>
          )}
        </nav>
      )}
    </Shell>
  );
}

function List({ visit, rows }: { readonly visit: SignedInVisit; readonly rows: readonly Unanswered[] }): VNode {
  const { report: words } = wordsOf(visit.language);
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{words.lateSince}</th>
          <th scope="col">{words.category}</th>
          <th scope="col">{words.office}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.letter}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} visit={visit} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ visit, row }: { readonly visit: SignedInVisit; readonly row: Unanswered }): VNode {
  const { programme } = visit.caller;
  const { report: words } = wordsOf(visit.language);
  const voice = voiceOf(programme, visit.language);
  const category = programme.byId.categories.get(row.category_id);
  const area = programme.byId.areas.get(row.area_id);
  const office = programme.byId.offices.get(row.office_id ?? '');
  return (
    <tr>
      <td>{voice.moment(row.late_at)}</td>
      <td class="wide">
        <b>{category ? voice.name(category.names) : ''}</b>
        <p class="meta">{area ? voice.name(area.names) : ''}</p>
      </td>
      <td>{office ? voice.name(office.names) : words.noOffice}</td>
      <td>{words.statuses[row.status]}</td>
      <td>
        <a class="govuk-link reference" href={`/console/letters/${row.reference}`}>
          <span class="govuk-visually-hidden">{words.letter} </span>
          {showReference(row.reference)}
        </a>
      </td>
    </tr>
  );
}
