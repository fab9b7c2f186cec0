import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { SealedRow } from '../../db/sealed-queue.ts';
import { showReference } from '../../grievances/reference.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { DueSentence } from '../parts/due-sentence.tsx';
import { dueStateOf } from '../parts/due-state.ts';
import { Button, ErrorSummary, TextField } from '../parts/fields.tsx';
import { StateTag, stateOf } from '../parts/state-tag.tsx';
import { Shell } from '../shell.tsx';

interface QueueProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly isEnded: boolean;
  readonly rows: readonly SealedRow[];
  /** From 1. */
  readonly page: number;
  readonly hasMore: boolean;
  /** A reference that leads to no report of hers; null: none was typed. */
  readonly missing: string | null;
  readonly now: Date;
}

const QUEUE = '/console/sealed';

/** The queue of a sealed stream: when each is due, and nothing of what it says. */
export function QueuePage(props: QueueProps): VNode {
  const { caller, language, isEnded, rows, missing } = props;
  const { sealed } = wordsOf(language);
  const place = caller.area ? `, ${nameIn(caller.area.names, language)}` : '';
  const stream = caller.stream === null ? '' : sealed.streams[caller.stream];
  const errors = missing === null ? [] : [{ name: 'find', message: sealed.notFound(missing) }];
  return (
    <Shell language={language} title={sealed.title} caller={caller} entry="sealed" hasErrors={missing !== null}>
      <ErrorSummary language={language} errors={errors} />
      <p class="office-above">{`${stream}${place}`}</p>
      <h1 class="govuk-heading-l">{sealed.title}</h1>
      <p class="govuk-body">{sealed.aboutQueue}</p>
      <nav aria-label={sealed.viewsTitle}>
        <ul class="choices">
          <li>
            <a href={QUEUE} aria-current={isEnded ? undefined : 'page'}>
              {sealed.views.open}
            </a>
          </li>
          <li>
            <a href={`${QUEUE}?show=ended`} aria-current={isEnded ? 'page' : undefined}>
              {sealed.views.ended}
            </a>
          </li>
        </ul>
      </nav>
      {rows.length === 0 ? (
        <div class="panel">
          <p>{isEnded ? sealed.nothingEnded : sealed.nothing}</p>
        </div>
      ) : (
        <Rows {...props} />
      )}
      <Pages {...props} />
      <form class="filters" method="get" action={QUEUE}>
        <TextField
          name="find"
          label={sealed.find}
          value={missing ?? ''}
          error={errors[0]?.message}
          inputmode="numeric"
          width={10}
        />
        <Button text={sealed.findButton} look="quiet" />
      </form>
    </Shell>
  );
}

function Rows({ caller, language, rows, now }: QueueProps): VNode {
  const { sealed, inbox } = wordsOf(language);
  return (
    <table class="rows">
      <caption class="govuk-visually-hidden">{sealed.title}</caption>
      <thead>
        <tr>
          <th scope="col">{inbox.columns.deadline}</th>
          <th scope="col" class="wide">
            {inbox.columns.report}
          </th>
          <th scope="col">{inbox.columns.state}</th>
          <th scope="col" class="end">
            {inbox.columns.received}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} caller={caller} language={language} row={row} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  caller,
  language,
  row,
  now,
}: Pick<QueueProps, 'caller' | 'language' | 'now'> & { row: SealedRow }): VNode {
  const { programme } = caller;
  const { sealed } = wordsOf(language);
  const due = dueStateOf(programme, row, now);
  const state = stateOf(row, due);
  const reference = showReference(row.reference);
  return (
    <tr class="sealed">
      <td>
        <DueSentence language={language} timeZone={programme.calendar.timeZone} state={due} />
      </td>
      <td class="wide">
        <a class="govuk-link title-link" href={`${QUEUE}/${row.reference}`}>
          {sealed.report}
          <span class="govuk-visually-hidden"> {reference}</span>
        </a>
        <p class="meta">{sealed.opening}</p>
        {row.is_unopened ? (
          <p>
            <b>{sealed.unopened}</b>
          </p>
        ) : null}
        {row.is_number_asked ? (
          <p>
            <a class="govuk-link title-link" href={`${QUEUE}/${row.reference}/number`}>
              {sealed.numberAsked}
              <span class="govuk-visually-hidden"> {reference}</span>
            </a>
          </p>
        ) : null}
      </td>
      <td>
        <StateTag language={language} state="sealed" />{' '}
        {state === null ? null : <StateTag language={language} state={state} />}
      </td>
      <td class="end">
        <p class="reference">{reference}</p>
        <p class="meta">{voiceOf(programme, language).day(row.filed_at)}</p>
      </td>
    </tr>
  );
}

function Pages({ language, isEnded, page, hasMore }: QueueProps): VNode | null {
  const { sealed } = wordsOf(language);
  const show = isEnded ? 'show=ended&' : '';
  if (page === 1 && !hasMore) return null;
  return (
    <nav class="pages" aria-label={sealed.title}>
      {page > 1 ? (
        <a href={isEnded ? `${QUEUE}?show=ended` : QUEUE} rel="prev">
          {sealed.newest}
        </a>
      ) : null}
      {hasMore ? (
        <a href={`${QUEUE}?${show}page=${page + 1}`} rel="next">
          {sealed.older}
        </a>
      ) : null}
    </nav>
  );
}
