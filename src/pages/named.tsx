import type { VNode } from 'preact';
import { type Language, type Names, nameIn } from '../routing/programme.ts';

/** A programme's own name for something in the language of the page; where it has none, the English one, marked as such. */
export function Named({ names, language }: { names: Names; language: Language }): VNode | string {
  const name = nameIn(names, language);
  return names[language] === undefined ? <span lang="en">{name}</span> : name;
}
