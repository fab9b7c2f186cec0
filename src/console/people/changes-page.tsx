import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { CHANGE_WORDS, type ListedChange } from '../../db/changes.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';

interface ChangesProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  /** Newest first. */
  readonly changes: readonly ListedChange[];
  /** Where older ones begin; null: these are the last. */
  readonly older: string | null;
}

/** Who changed what, and when. */
export function ChangesPage({ caller, language, changes, older }: ChangesProps): VNode {
  const { people: words } = wordsOf(language);
  return (
    <AdminFrame caller={caller} language={language} title={words.changesTitle}>
      {changes.length === 0 ? (
        <div class="panel">
          <p>{words.changesNone}</p>
        </div>
      ) : (
        <table class="rows">
          <caption class="govuk-visually-hidden">{words.changesTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <Row key={change.id} caller={caller} language={language} change={change} />
            ))}
          </tbody>
        </table>
      )}
      {older === null ? null : (
        <nav class="pages" aria-label={words.changesTitle}>
          <a rel="next" href={`/console/admin/changes?before=${older}`}>
            {words.older}
          </a>
        </nav>
      )}
    </AdminFrame>
  );
}

function Row({
  caller,
  language,
  change,
}: Pick<ChangesProps, 'caller' | 'language'> & { readonly change: ListedChange }): VNode {
  const { people: words } = wordsOf(language);
  const word = CHANGE_WORDS.find((one) => one === change.what);
  return (
    <tr>
      <td>{voiceOf(caller.programme, language).moment(change.at)}</td>
      <td>{change.name ?? words.commandLine}</td>
      <td class="wide">
        {word ? words.words[word] : change.what}
        <p class="meta">{change.subject}</p>
      </td>
      <td data-label={words.before}>{showValue(change.before)}</td>
      <td data-label={words.after}>{showValue(change.after)}</td>
    </tr>
  );
}

/** A value as a person reads it: the parts of an object behind each other, without brackets. */
function showValue(value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(showValue).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, part]) => `${key}: ${showValue(part)}`)
    .join('; ');
}
