import { toDigits } from '../encoding.ts';
import { parseReference } from '../grievances/reference.ts';
import { foldName } from '../routing/fold-name.ts';
import type { Programme } from '../routing/programme.ts';
import { readKeyword } from './keywords.ts';
import { saysOnlyThanks } from './thanks.ts';

/** What she says to a question that is answered with yes or no. */
export interface YesOrNo {
  readonly isYes: boolean;
  /** Which report she means, when she says that too. */
  readonly reference: string | null;
  /**
   * What she says besides, as it was typed; thanks and a reference do not count. The whole text where the no is a word of the
   * sentence: *No nurse came*.
   */
  readonly words: string;
  /** Not to be doubted: a digit, or the word itself without a slip, with nothing else behind it. */
  readonly isClear: boolean;
}

/** After a no these say that there is nothing to complain of: *no problem*, *hapana shida*. Folded. */
export const TAKES_BACK: ReadonlySet<string> = new Set(
  ['problem', 'problems', 'more', 'longer', 'issue', 'issues', 'worries', 'complaint', 'complaints'].concat(
    ['shida', 'tatizo', 'matatizo', 'wasiwasi'],
    ['সমস্যা', 'somossa', 'shomossha', 'somoshsha', 'অভিযোগ'].map(foldName),
    ['ka', 'kam', 'problem', 'probleme', 'me'],
    ['problema', 'brinite', 'treba', 'vise', 'проблема', 'брините', 'треба', 'више'],
  ),
);

/**
 * `1`, `YES`, `ndio asante`, `2.`, `NO 4821 7739`, `2 still dry`, `no, still dry`. Null for everything else: a yes with more
 * words behind it may be a "yes, but", and a no without a mark or a digit before words that take it back is none.
 */
export function readYesOrNo(programme: Pick<Programme, 'languages'>, text: string): YesOrNo | null {
  const [, word = '', gap = '', rest = ''] =
    /^[^\p{L}\p{N}]*([\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*)([^\p{L}\p{N}]*)(.*)$/su.exec(text) ?? [];
  const digit = /^[12]$/.exec(toDigits(word))?.[0];
  const found = digit === undefined ? readKeyword(programme, word) : null;
  if (digit === undefined && found?.keyword !== 'yes' && found?.keyword !== 'no') return null;
  const isYes = digit === '1' || found?.keyword === 'yes';
  const answer = { isYes, reference: null, words: '', isClear: found?.isSlip !== true };
  if (rest === '' || saysOnlyThanks(programme, rest)) return answer;
  if (/^[\d\s\p{Pd}]+$/u.test(toDigits(rest))) {
    const parsed = parseReference(rest);
    return parsed.ok ? { ...answer, reference: parsed.reference } : null;
  }
  const isSaidApart = digit !== undefined || /\p{P}/u.test(gap);
  const [next = ''] = foldName(rest.slice(0, LONGEST_WORD)).split(' ');
  if (isYes || (!isSaidApart && TAKES_BACK.has(next))) return null;
  return { ...answer, words: isSaidApart ? rest.trim() : text.trim(), isClear: false };
}

/** In characters. */
const LONGEST_WORD = 60;

/** Whether a text is a yes or no and nothing else: without a question it says nothing. */
export function isBareAnswer(programme: Pick<Programme, 'languages'>, text: string): boolean {
  return readYesOrNo(programme, text)?.words === '';
}
