import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { TriageRow } from '../../db/board.ts';
import { showReference } from '../../grievances/reference.ts';
import { placeLabel, voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { LANGUAGES, type Language, nameIn } from '../../routing/programme.ts';
import { Shell } from '../shell.tsx';

interface TriageProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  /** Due first. */
  readonly rows: readonly TriageRow[];
  /** There are more than are shown. */
  readonly isCut: boolean;
  readonly now: Date;
}

/** What waits for a person to choose its office. */
export function TriagePage({ caller, language, rows, isCut, now }: TriageProps): VNode {
  const { board } = wordsOf(language);
  return (
    <Shell language={language} title={board.triageTitle} caller={caller} entry="triage">
      <h1 class="govuk-heading-l">{board.triageTitle}</h1>
      {rows.length === 0 ? (
        <div class="panel">
          <p>{board.triageNothing}</p>
        </div>
      ) : (
        <>
          <p class="govuk-body">{board.triageAbout}</p>
          <table class="rows">
            <caption class="govuk-visually-hidden">{board.triageTitle}</caption>
            <thead>
              <tr>
                <th scope="col">{board.deadline}</th>
                <th scope="col">{board.report}</th>
                <th scope="col" class="end">
                  {board.received}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} caller={caller} language={language} row={row} now={now} />
              ))}
            </tbody>
          </table>
          {isCut ? <p class="meta">{board.more(rows.length)}</p> : null}
        </>
      )}
    </Shell>
  );
}

function Row({
  caller,
  language,
  row,
  now,
}: Pick<TriageProps, 'caller' | 'language' | 'now'> & { row: TriageRow }): VNode {
  const { board } = wordsOf(language);
  const { byId } = caller.programme;
  const voice = voiceOf(caller.programme, language);
  const category = byId.categories.get(row.category_id);
  const area = byId.areas.get(row.area_id);
  const passedBy = row.passed_by.flatMap((id) => {
    const office = byId.offices.get(id);
    return office ? [nameIn(office.names, language)] : [];
  });
  const spoken = LANGUAGES.find((one) => one === row.language);
  const isLate = row.due_by !== null && row.due_by <= now;
  const path = `/console/reports/${row.reference}`;
  return (
    <tr>
      <td>
        <span class={isLate ? 'due due--late' : 'due'}>{row.due_by === null ? '' : voice.moment(row.due_by)}</span>
      </td>
      <td class="wide">
        <a class="govuk-link" href={path}>
          {category ? nameIn(category.names, language) : row.reference}
        </a>
        <div class="words words--two" lang={spoken && languageTag(spoken)}>
          {row.text}
        </div>
        <p class="meta">
          {area ? placeLabel(caller.programme, voice, area) : ''}
          {passedBy.length === 0 ? '' : ` · ${board.passedBy(passedBy.join(', '))}`}
        </p>
        <a class="govuk-link" href={`${path}/transfer`}>
          {board.choose}
          <span class="govuk-visually-hidden">{` ${showReference(row.reference)}`}</span>
        </a>
      </td>
      <td class="end">
        <span class="reference">{showReference(row.reference)}</span>
        <p class="meta">{voice.moment(row.filed_at)}</p>
      </td>
    </tr>
  );
}
