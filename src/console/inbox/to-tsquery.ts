import { foldForAir } from '../../encoding.ts';

/**
 * What a person typed as a query for PostgreSQL's `to_tsquery('simple', ...)`: every word must be there, and the last one may go
 * on. A word also stands for its plain letters and for Bangla letters written whole, as they come by SMS. Nothing that was typed
 * is read as an operator. Null: there is no word in it.
 */
export function toTsQuery(typed: string): string | null {
  const words = typed
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  return words.map((word, index) => spellings(word, index === words.length - 1 ? ':*' : '')).join(' & ');
}

function spellings(word: string, ending: string): string {
  const ways = [...new Set([word, foldForAir(word)])];
  return `(${ways.map((way) => `'${way.replace(/['\\]/g, '$&$&')}'${ending}`).join(' | ')})`;
}
