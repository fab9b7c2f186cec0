import { foldName } from '../routing/fold-name.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { wordsOf } from './names-in-text.ts';
import { saysOnlyThanks } from './thanks.ts';
import { TAKES_BACK, type YesOrNo } from './yes-or-no.ts';

interface OutcomeWords {
  /** All that is said. */
  readonly yes: readonly string[];
  /** What an answer begins with. */
  readonly no: readonly string[];
  /** What an answer ends with, where the no stands behind what it denies: *thik hoy nai*. */
  readonly noBehind: readonly string[];
}

/**
 * What people answer to "Is it fixed?" besides yes and no. Only there: elsewhere a report may begin so. A native reader of a
 * language should add to it; what is missing costs one question more.
 */
const WORDS: Readonly<Record<Language, OutcomeWords>> = {
  en: {
    yes: [
      [
        'yeah',
        'yep',
        'yup',
        'fixed',
        'it is fixed',
        'its fixed',
        'done',
        'it is done',
        'its done',
        'solved',
        'repaired',
      ],
      [
        'it is solved',
        'it is repaired',
        'it works',
        'it works now',
        'works now',
        'working',
        'it is working',
        'resolved',
      ],
      ['its working', 'it is working now', 'its working now', 'its ok now', 'it is ok now'],
    ].flat(),
    no: [
      ['not', 'nope', 'nah', 'nothing', 'never', 'still no', 'still not', 'it is not', 'its not', 'it isnt', 'isnt'],
      ['not yet', 'not fixed', 'not done', 'not solved', 'not at all', 'it is not fixed', 'its not fixed'],
      ['it was not', 'it wasnt', 'they did not', 'they didnt', 'nobody', 'no one', 'unresolved', 'still the same'],
    ].flat(),
    noBehind: ['not yet', 'not fixed', 'not done'],
  },
  sw: {
    yes: [
      [
        'imekwisha',
        'imeisha',
        'imetengenezwa',
        'imerekebishwa',
        'imetatuliwa',
        'limetatuliwa',
        'yametatuliwa',
        'tayari',
      ],
      ['limekwisha', 'limeisha', 'naam', 'eeh', 'imefanyika', 'imekwisha kutatuliwa'],
    ].flat(),
    no: [
      [
        'bado',
        'si kweli',
        'sio kweli',
        'siyo',
        'sio',
        'si sawa',
        'hakuna',
        'haijatatuliwa',
        'haijatengenezwa',
        'haijaisha',
      ],
      ['haijarekebishwa', 'haijafanyika', 'haijakwisha', 'hawajafika', 'hawajaja', 'hawajatengeneza', 'halijatatuliwa'],
      ['hayajatatuliwa', 'hawajafanya', 'haikutatuliwa'],
    ].flat(),
    noBehind: ['bado', 'haijatatuliwa', 'haijatengenezwa', 'haijaisha'],
  },
  bn: {
    yes: [
      ['হয়েছে', 'ঠিক হয়েছে', 'সমাধান হয়েছে', 'হয়ে গেছে', 'ঠিক হয়ে গেছে', 'হইছে', 'হইসে', 'hoyeche', 'hoise', 'hoyese'],
      ['hoyse', 'thik hoyeche', 'thik hoise', 'somadhan hoyeche', 'hoye gese', 'hoye geche'],
    ].flat(),
    no: [
      ['হয়নি', 'হয় নি', 'হয়নাই', 'হয় নাই', 'হয় না', 'এখনো না', 'এখনও না', 'এখনো হয়', 'এখনও হয়', 'হইনি', 'হয়না', 'নাই', 'নেই'],
      [
        'hoyni',
        'hoy ni',
        'hoy nai',
        'hoynai',
        'hoi nai',
        'hoini',
        'hoy na',
        'ekhono na',
        'ekhono hoy',
        'ekhono hoi',
        'nai',
      ],
    ].flat(),
    noBehind: [
      'হয়নি',
      'হয়নাই',
      'হয়না',
      'নি',
      'নাই',
      'নেই',
      'না',
      'পাইনি',
      'আসেনি',
      'করেনি',
      'hoyni',
      'hoynai',
      'ni',
      'nai',
      'na',
    ],
  },
  sq: {
    yes: ['u zgjidh', 'po u zgjidh', 'u rregullua', 'po u rregullua', 'është rregulluar', 'është zgjidhur', 'u krye'],
    no: [
      [
        'ende',
        'akoma',
        'jo ende',
        'jo akoma',
        'nuk',
        'nuk është',
        's është',
        'sështë',
        'su zgjidh',
        's u zgjidh',
        'asgjë',
      ],
      ['hala', 'jo hala', 'aspak', 'su rregullua', 'ende jo', 'akoma jo', 'hala jo', 'nuk u zgjidh', 'nuk u rregullua'],
    ].flat(),
    noBehind: ['jo', 'ende', 'akoma', 'hala'],
  },
  sr: {
    yes: [
      [
        'jeste',
        'jest',
        'rešeno',
        'rešeno je',
        'jeste rešeno',
        'popravljeno',
        'popravljeno je',
        'sređeno',
        'sređeno je',
      ],
      ['urađeno', 'uradjeno', 'јесте', 'решено', 'решено је', 'поправљено', 'поправљено је', 'сређено', 'урађено'],
    ].flat(),
    no: [
      [
        'nije',
        'još nije',
        'još ne',
        'još uvek',
        'ne još',
        'nisu',
        'nema',
        'ništa',
        'jok',
        'ni govora',
        'nikako',
        'ne jos',
      ],
      ['није', 'још није', 'још не', 'још увек', 'нису', 'нема', 'ништа', 'јок', 'никако'],
    ].flat(),
    noBehind: ['nije', 'još nije', 'još ne', 'није', 'још не'],
  },
};

const FOLDED = new Map(
  Object.entries(WORDS).map(([language, { yes, no, noBehind }]) => [
    language,
    { yes: new Set(yes.map(foldName)), no: no.map(foldName), noBehind: noBehind.map(foldName) },
  ]),
);

/**
 * What an answer to "Is it fixed?" says that `readYesOrNo` cannot tell: `Bado`, `Not yet`, `ঠিক হয়নি`, `Popravljeno`. A no
 * with more words is the reason, all of it. Null: neither, or it may be either.
 */
export function readOutcome(programme: Pick<Programme, 'languages'>, text: string): YesOrNo | null {
  const words = withoutThanks(programme, wordsOf(text));
  const said = words.join(' ');
  const spoken = [...new Set<Language>([...programme.languages, 'en'])].flatMap((one) => FOLDED.get(one) ?? []);
  const answer = { isYes: false, reference: null, words: '', isClear: true };
  if (said === '' || words.some((word) => TAKES_BACK.has(word))) return null;
  if (spoken.some(({ no }) => no.includes(said))) return answer;
  const isNo =
    spoken.some(({ no }) => no.some((first) => said.startsWith(`${first} `))) ||
    spoken.some(({ noBehind }) => noBehind.some((last) => said.endsWith(` ${last}`)));
  if (isNo) return { ...answer, words: text.trim(), isClear: false };
  return spoken.some(({ yes }) => yes.has(said)) ? { ...answer, isYes: true } : null;
}

/** The words between thanks at either end. */
function withoutThanks(programme: Pick<Programme, 'languages'>, words: readonly string[]): readonly string[] {
  const isThanks = (word: string) => saysOnlyThanks(programme, word);
  const from = words.findIndex((word) => !isThanks(word));
  return from === -1 ? [] : words.slice(from, words.findLastIndex((word) => !isThanks(word)) + 1);
}
