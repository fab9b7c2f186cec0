import { Fragment, type VNode } from 'preact';
import { languageTag } from '../locales/language-tag.ts';
import type { Language } from '../routing/programme.ts';

/** Several things in one sentence, as the language lists them: `A, B and C`. */
export function Listed({ items, language }: { items: readonly VNode[]; language: Language }): VNode {
  const places = items.map((_, index) => String(index));
  const parts = new Intl.ListFormat(languageTag(language)).formatToParts(places);
  return (
    <>
      {parts.map(({ type, value }) => (
        <Fragment key={`${type} ${value}`}>{type === 'element' ? items[Number(value)] : value}</Fragment>
      ))}
    </>
  );
}
