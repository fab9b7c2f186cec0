/**
 * What a text costs on the air. Rules: 3GPP TS 23.038 clause 6.2.1 (the GSM 7-bit alphabet and its extension table) and
 * TS 23.040 clause 9.2.3.24 (the header that joins the parts of a long message takes 6 of the 140 octets).
 */

/** The GSM 7-bit default alphabet: one septet each. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** The extension table: an escape and a character, so two septets each. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** ASCII that stands for itself in the default alphabet. Most texts are nothing else, and one look tells. */
const PLAIN = /^[\n -Z_a-z]*$/;
const NOT_PLAIN = /[^\n -Z_a-z]/gu;

/** A letter of a script that GSM-7 has nothing of: with one of them in a text, folding the rest is of no use. */
const FOREIGN_LETTER = /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}])\p{L}/u;

/** Units of one message, and of one part of a message that needs several. */
const CAPACITY = { gsm7: { single: 160, part: 153 }, ucs2: { single: 70, part: 67 } } as const;

/** `gsm7` counts septets, `ucs2` counts UTF-16 code units. One character outside GSM-7 makes the whole text `ucs2`. */
export type Encoding = 'gsm7' | 'ucs2';

/** How a text travels and how many units of that encoding it takes. */
export interface Measure {
  encoding: Encoding;
  units: number;
}

/** Septets of one character, 0 when GSM-7 does not have it. */
function septetsOf(character: string): 0 | 1 | 2 {
  if (BASIC.has(character)) return 1;
  return EXTENSION.has(character) ? 2 : 0;
}

function unitsOf(character: string, encoding: Encoding): number {
  return encoding === 'gsm7' ? septetsOf(character) : character.length;
}

function encodingOf(text: string): Encoding {
  for (const character of text) if (septetsOf(character) === 0) return 'ucs2';
  return 'gsm7';
}

/** Measures a text exactly as it stands; fold it first with `foldForAir` if it is to be sent. */
export function measure(text: string): Measure {
  if (PLAIN.test(text)) return { encoding: 'gsm7', units: text.length };
  const encoding = encodingOf(text);
  if (encoding === 'ucs2') return { encoding, units: text.length };
  let units = 0;
  for (const character of text) units += septetsOf(character);
  return { encoding, units };
}

/**
 * The number of SMS a text is sent and paid as: 160 septets or 153 a part, 70 UCS-2 units or 67 a part. A character is
 * never torn: where an extension character or a surrogate pair would straddle two parts, it begins the next one.
 * An empty text is one message.
 */
export function countSegments(text: string): number {
  const { encoding, units } = measure(text);
  const { single, part } = CAPACITY[encoding];
  if (units <= single) return 1;
  let segments = 1;
  let used = 0;
  for (const character of text) {
    const size = unitsOf(character, encoding);
    if (used + size > part) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const ELLIPSIS = '...';

/**
 * The text itself when it takes at most `maxUnits`; else as much of its beginning as fits with three dots after it. Cuts
 * between what people see as characters, so that a Bangla vowel sign stays with its consonant. What comes back never
 * measures more than `maxUnits`. With no room for the dots (fewer than 3 units) it is cut without them.
 */
export function cutToUnits(text: string, maxUnits: number): string {
  if (measure(text).units <= maxUnits) return text;
  const ending = maxUnits < ELLIPSIS.length ? '' : ELLIPSIS;
  let septets = ending.length;
  let codeUnits = ending.length;
  let isGsm7 = true;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    for (const character of segment) {
      const size = septetsOf(character);
      isGsm7 &&= size > 0;
      septets += size;
      codeUnits += character.length;
    }
    // Not a reason to stop: past the first character outside GSM-7, extension characters cost one unit and no longer two.
    if ((isGsm7 ? septets : codeUnits) <= maxUnits) end = index + segment.length;
    if (codeUnits > maxUnits) break;
  }
  return text.slice(0, end).trimEnd() + ending;
}

/** What every USSD answer begins with: `CON ` or `END `, four characters in either encoding. */
const SCREEN_PREFIX_UNITS = 4;

/** How much of one USSD screen a text takes, its prefix counted in. */
export interface ScreenBudget {
  limit: number;
  used: number;
  fits: boolean;
}

/**
 * Whether a text fits on one USSD screen of 160 septets or 70 UCS-2 units, the smallest any of our carriers shows.
 *
 * @param text the screen without `CON ` or `END `: the prefix is counted here
 */
export function screenBudget(text: string): ScreenBudget {
  const { encoding, units } = measure(text);
  const limit = CAPACITY[encoding].single;
  const used = units + SCREEN_PREFIX_UNITS;
  return { limit, used, fits: used <= limit };
}

function each(characters: string, replacement: string): [string, string][] {
  return Array.from(characters, (character) => [character, replacement]);
}

/**
 * Characters that have a plain counterpart and no decomposition that would give it. Ç is in GSM-7 and ç is not, and
 * handsets show its code as either of the two: both become c, so that a word looks the same wherever it stands.
 */
const COUNTERPARTS = new Map([
  ...each('ç', 'c'),
  ...each('Ç', 'C'),
  ...each('đ', 'dj'),
  ...each('Đ', 'Dj'),
  ...each('ł', 'l'),
  ...each('Ł', 'L'),
  ...each('ı', 'i'),
  ...each('‘’‚‛′‹›ʹʻʼ`´', "'"),
  ...each('“”„‟″«»', '"'),
  ...each('−⁃•·', '-'),
  ...each('…', '...'),
  ...each('⁄', '/'),
  ...each('×', 'x'),
  ...each('\v\f\u0085\u2028\u2029', '\n'),
  ...each('\t', ' '),
]);

function foldCharacter(character: string): string {
  const counterpart = COUNTERPARTS.get(character);
  if (counterpart !== undefined) return counterpart;
  if (septetsOf(character) > 0) return character;
  if (/\p{Zs}/u.test(character)) return ' ';
  if (/\p{Pd}/u.test(character)) return '-';
  // Joiners, direction marks, soft hyphens, NUL: nobody sees them, and one alone would make the text UCS-2.
  if (/\p{Cf}|\p{Cc}|\p{Variation_Selector}/u.test(character)) return '';
  return character.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}

/** Bangla letters that NFC takes apart into two: each whole letter saves a unit on the air and looks the same. */
const WHOLE_LETTERS = new Map([
  ['\u09af\u09bc', '\u09df'],
  ['\u09a1\u09bc', '\u09dc'],
  ['\u09a2\u09bc', '\u09dd'],
]);

function compose(text: string): string {
  return text.normalize('NFC').replace(/[\u09af\u09a1\u09a2]\u09bc/g, (pair) => WHOLE_LETTERS.get(pair) ?? pair);
}

/**
 * The text as it is sent by SMS and USSD: NFC, and with plain letters, quotes, dashes and spaces in place of those that
 * GSM-7 lacks (ë>e, ç>c, š>s, đ>dj, č>c, ć>c, ž>z), which keeps Albanian and Serbian at 160 characters a message. Where
 * that does not make it all GSM-7 (Bangla, emoji) nothing is gained, and it comes back as NFC with nothing replaced.
 */
export function foldForAir(text: string): string {
  if (PLAIN.test(text)) return text;
  const composed = compose(text);
  if (FOREIGN_LETTER.test(composed)) return composed;
  const plainBreaks = composed.replace(/\r\n?/g, '\n').replace(/Đ(?=\p{Lu})/gu, 'DJ');
  const folded = plainBreaks.replace(NOT_PLAIN, foldCharacter);
  return encodingOf(folded) === 'gsm7' ? folded : composed;
}

/** The zeros of the digit rows people type with: Bangla, Devanagari, Arabic-Indic, Persian, fullwidth. */
const ZEROS = ['০', '०', '٠', '۰', '０'].map((zero) => zero.charCodeAt(0));

/** The text with digits of other scripts (`১২`) as ASCII digits (`12`); everything else unchanged. */
export function toDigits(text: string): string {
  return text.replace(/[০-৯०-९٠-٩۰-۹０-９]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(ZEROS.map((zero) => code - zero).find((value) => value >= 0 && value <= 9) ?? digit);
  });
}

/** The text without what PostgreSQL cannot store: NUL is removed, a lone surrogate becomes U+FFFD. */
export function makeStorable(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
  // Only a string with characters above U+FFFF, or half of one, needs the slower look.
  return /[\uD800-\uDFFF]/.test(clean) ? clean.replace(/\p{Surrogate}/gu, '\uFFFD') : clean;
}
