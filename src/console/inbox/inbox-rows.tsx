import type { VNode } from 'preact';
import type { InboxRow } from '../../db/inbox.ts';
import { showReference } from '../../grievances/reference.ts';
import { placeLabel, voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { type Language, nameIn, type Programme } from '../../routing/programme.ts';
import { DueSentence } from '../parts/due-sentence.tsx';
import { dueStateOf } from '../parts/due-state.ts';
import { StateTag, stateOf } from '../parts/state-tag.tsx';
import type { InboxProps } from './inbox-page.tsx';

/** The list itself: a table on a wide screen, blocks in the same order on a phone. */
export function InboxRows(props: InboxProps): VNode {
  const { columns } = wordsOf(props.language).inbox;
  return (
    <table class="rows inbox">
      <thead>
        <tr>
          <th scope="col">{columns.deadline}</th>
          <th scope="col" class="wide">
            {columns.report}
          </th>
          <th scope="col">{columns.state}</th>
          <th scope="col" class="end">
            {columns.received}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.inbox.rows.map((row) => (
          <Row key={row.id} {...props} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, ...props }: InboxProps & { readonly row: InboxRow }): VNode {
  const { caller, language, inbox } = props;
  const { programme } = caller;
  const voice = voiceOf(programme, language);
  const due = dueStateOf(programme, row, inbox.now);
  const state = stateOf(row, due);
  const { channels } = wordsOf(language).inbox;
  return (
    <tr>
      <td>
        <DueSentence language={language} timeZone={programme.calendar.timeZone} state={due} />
      </td>
      <td class="wide">
        <a class="govuk-link title-link" href={`/console/reports/${row.reference}`}>
          {categoryLabel(programme, language, row.category_id)}
        </a>
        <p class="words words--two" lang={languageTag(row.language)}>
          {row.text}
        </p>
        <p class="meta">{remarksOf(props, row).join(' · ')}</p>
      </td>
      <td>{state === null ? null : <StateTag language={language} state={state} />}</td>
      <td class="end">
        <p class="reference">{showReference(row.reference)}</p>
        <p class="meta">{`${voice.day(row.filed_at)}, ${channels[row.channel]}`}</p>
      </td>
    </tr>
  );
}

/** `Water: no supply`: what a report is about, on both levels. */
export function categoryLabel(programme: Programme, language: Language, categoryId: string): string {
  const category = programme.byId.categories.get(categoryId);
  if (!category) return '';
  const name = nameIn(category.names, language);
  return category.parent === null ? name : `${nameIn(category.parent.names, language)}: ${name}`;
}

/** Where it is, how many say so, and with whom: the office where a list has several, the person where it is somebody else. */
function remarksOf({ caller, language, inbox }: InboxProps, row: InboxRow): string[] {
  const { programme } = caller;
  const area = programme.byId.areas.get(row.area_id);
  const office = programme.byId.offices.get(row.office_id ?? '');
  const hasOneOffice = (inbox.filters.office ?? caller.office)?.id === office?.id;
  return [
    ...(area ? [placeLabel(programme, voiceOf(programme, language), area)] : []),
    ...(row.joiners > 0 ? [wordsOf(language).inbox.people(row.joiners + 1)] : []),
    ...(office && !hasOneOffice ? [nameIn(office.names, language)] : []),
    ...(row.assignee !== null && row.assignee_id !== caller.id ? [row.assignee] : []),
  ];
}
