// What a text costs on the air: the same count as in src/encoding.ts, which says where each rule comes from. A test holds the two
// together.
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION = '\f^{}\\[~]|€';
const FOREIGN_LETTER = /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}])\p{L}/u;
const CAPACITY = { gsm7: { single: 160, part: 153 }, ucs2: { single: 70, part: 67 } };

/** Letters without a counterpart that decomposing them would give; each group ends with what takes its place. */
const COUNTERPARTS = new Map(
  [
    ['ç', 'c'],
    ['Ç', 'C'],
    ['đ', 'dj'],
    ['Đ', 'Dj'],
    ['ł', 'l'],
    ['Ł', 'L'],
    ['ı', 'i'],
    ['‘’‚‛′‹›ʹʻʼ`´', "'"],
    ['“”„‟″«»', '"'],
    ['−⁃•·', '-'],
    ['…', '...'],
    ['⁄', '/'],
    ['×', 'x'],
    ['\v\f\u0085\u2028\u2029', '\n'],
    ['\t', ' '],
  ].flatMap(([letters, plain]) => [...letters].map((letter) => [letter, plain])),
);
const WHOLE_LETTERS = { '\u09af\u09bc': '\u09df', '\u09a1\u09bc': '\u09dc', '\u09a2\u09bc': '\u09dd' };

/** How many SMS a text is sent as, and how many more units (characters, nearly always) the last of them takes. */
export function countSms(text) {
  const onAir = fold(text);
  const encoding = isGsm7(onAir) ? 'gsm7' : 'ucs2';
  const sizes = [...onAir].map((letter) => (encoding === 'gsm7' ? septetsOf(letter) : letter.length));
  const { single, part } = CAPACITY[encoding];
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units <= single) return { sms: 1, left: single - units };
  let sms = 1;
  let used = 0;
  for (const size of sizes) {
    // A letter is never torn between two parts.
    if (used + size > part) {
      sms += 1;
      used = 0;
    }
    used += size;
  }
  return { sms, left: part - used };
}

function septetsOf(letter) {
  if (BASIC.includes(letter)) return 1;
  return EXTENSION.includes(letter) ? 2 : 0;
}

function isGsm7(text) {
  return [...text].every((letter) => septetsOf(letter) > 0);
}

/** The text as it is sent: with plain letters for those that GSM-7 lacks, unless there are some that it has nothing of. */
function fold(text) {
  const composed = text.normalize('NFC').replace(/[\u09af\u09a1\u09a2]\u09bc/g, (pair) => WHOLE_LETTERS[pair]);
  if (FOREIGN_LETTER.test(composed)) return composed;
  const plainBreaks = composed.replace(/\r\n?/g, '\n').replace(/Đ(?=\p{Lu})/gu, 'DJ');
  const folded = plainBreaks.replace(/[^\n -Z_a-z]/gu, foldLetter);
  return isGsm7(folded) ? folded : composed;
}

function foldLetter(letter) {
  const counterpart = COUNTERPARTS.get(letter);
  if (counterpart !== undefined) return counterpart;
  if (septetsOf(letter) > 0) return letter;
  if (/\p{Zs}/u.test(letter)) return ' ';
  if (/\p{Pd}/u.test(letter)) return '-';
  if (/\p{Cf}|\p{Cc}|\p{Variation_Selector}/u.test(letter)) return '';
  return letter.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}
