import type { VNode } from 'preact';
import { languageTag } from '../../locales/language-tag.ts';
import type { ReportView } from './report-view.ts';
import { type ThreadItem, threadItems } from './thread-items.ts';

/** What was said and done, oldest first: the citizen left, the office right, the rest as quiet lines between. */
export function ThreadList({ view }: { readonly view: ReportView }): VNode {
  return (
    <ol class="thread">
      {threadItems(view).map((item) => (
        <Item key={item.id} item={item} words={view.words} />
      ))}
    </ol>
  );
}

function Item({ item, words }: { readonly item: ThreadItem; readonly words: ReportView['words'] }): VNode {
  if (item.kind === 'ruled') {
    return (
      <li class="ruled">
        <b>{item.sentence}</b>, {item.at}
        {item.reason === '' ? null : <p class="words">{words.because(item.reason)}</p>}
      </li>
    );
  }
  return (
    <li class={`bubble bubble--${item.kind}`}>
      <p class="meta">{item.about}</p>
      {item.text === null ? (
        <p class="meta">{words.hiddenWords}</p>
      ) : (
        <div class="words" lang={item.lang === null ? undefined : languageTag(item.lang)}>
          {item.text}
        </div>
      )}
      {item.state === '' ? null : <p class="meta">{item.state}</p>}
    </li>
  );
}
