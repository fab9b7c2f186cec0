import { foldName } from '../routing/fold-name.ts';
import type { Category, Language, Programme } from '../routing/programme.ts';
import { namesIn, namesOf } from './names-in-text.ts';

/**
 * How words begin that may tell of violence, abuse or corruption, besides the names in the programme's data. Every language
 * is read with its own and with the English ones. `*` stands where a word may have more in front (Swahili says who did it
 * to whom there), `.` where the word ends. Whoever reads a language natively should add to it: a word too many costs her
 * one question, a word too few may bring her words before the very office she accuses.
 */
const STEMS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    ['brib', 'corrupt', 'embezzl', 'extort', 'kickback', 'misuse', 'nepotis', 'public money', 'public funds'],
    ['ask for money', 'asks for money', 'asked for money', 'asking for money', 'wants money', 'demand money'],
    ['demands money', 'demanded money', 'asked me for money', 'asks me for money', 'rape', 'raping', 'rapist', 'defil'],
    [
      'molest',
      'harass',
      'abus',
      'violen',
      'assault',
      'threat',
      'traffick',
      'kidnap',
      'dowry',
      'sex',
      'beat',
      'kill me',
    ],
    ['kill us', 'kill her', 'touched my', 'child marriage', 'forced marriage', 'forced to marry', 'married off'],
  ].flat(),
  sw: [
    ['hongo.', '*hongwa.', '*honga.', 'rushwa', '*fisadi', 'kitu kidogo', 'pesa ya chai', 'hela ya chai', '*kula pesa'],
    [
      'pesa za umma',
      'fedha za umma',
      'matumizi mabaya',
      '*mbaka',
      '*nibaka',
      '*bakwa',
      '*bakaji',
      '*najisi',
      '*lawiti',
    ],
    ['*nipiga.', '*mpiga.', '*pigwa', '*tishia', '*tishwa', 'vitisho', '*nyanyas', '*dhalilish', '*tongoza', '*keket'],
    ['ukatili', 'dhuluma', '*ngono', 'ndoa za utotoni', 'ndoa ya utotoni', '*teka nyara', '*nipapasa', '*mpapasa'],
  ].flat(),
  bn: [
    ['ঘুষ', 'দুর্নীতি', 'আত্মসাৎ', 'আত্মসাত', 'চাল চুরি', 'চাল চোর', 'চাউল চুরি', 'চাউল চোর', 'ত্রাণ চুরি', 'ত্রাণ চোর'],
    ['টাকা চায়', 'টাকা চাই', 'টাকা চেয়ে', 'টাকা দাবি', 'টাকা নেয়', 'টাকা খায়', 'ধর্ষ', 'নির্যাত', 'যৌতুক', 'যৌন', 'হয়রানি'],
    ['উত্যক্ত', 'উত্ত্যক্ত', 'ইভটিজ', 'মারধর', 'মারপিট', 'মারে.', 'মেরেছে', 'পেটায়', 'পিটায়', 'পিটিয়ে', 'হুমকি', 'ভয় দেখা'],
    ['অপহরণ', 'পাচার', 'বাল্যবি', 'বাল্য বি', 'ghush', 'ghus.', 'durniti', 'dhorshon', 'dhorson', 'nirjaton', 'nirzaton'],
    [
      'joutuk',
      'mardhor',
      'humki',
      'uttokto',
      'taka chay',
      'taka chai',
      'taka cay',
      'taka dabi',
      'taka ney',
      'taka khay',
    ],
    ['chal chor', 'chal churi', 'mare.', 'ballobi'],
  ].flat(),
  sq: [
    ['korrup', 'ryshfet', 'mitë.', 'mito.', 'mitmarr', 'mitdhën', 'keqpërdor', 'kërkon para', 'kërkoi para'],
    [
      'kërkojnë para',
      'kërkon lekë',
      'dhun',
      'përdhun',
      'rreh',
      'rrah',
      'rrihe',
      'kërcëno',
      'kërcëni',
      'kërcënu',
      'ngacm',
    ],
    ['abuz', 'keqtrajt', 'shfrytëz', 'trafikim', 'trafikua', 'zhvat', 'martesë e hershme', 'martesa e hershme'],
  ].flat(),
  sr: [
    [
      'mito.',
      'mita.',
      'mitu.',
      'mitom.',
      'podmi',
      'korup',
      'korump',
      'zloupot',
      'iznud',
      'ucena.',
      'ucenu.',
      'ucenjuj',
    ],
    ['traži pare', 'traže pare', 'tražio pare', 'tražila pare', 'traži novac', 'traže novac', 'nasil', 'tuče', 'tukao'],
    ['tukla', 'tukli', 'tuku', 'bije.', 'udara me', 'udario me', 'udario ga', 'udario je', 'batin', 'pretnj', 'preti.'],
    [
      'prete.',
      'zlostav',
      'silov',
      'siluj',
      'maltret',
      'uznemir',
      'maloletnički brak',
      'prinudni brak',
      'мито.',
      'мита.',
    ],
    [
      'миту.',
      'подми',
      'коруп',
      'корумп',
      'злоупот',
      'изнуд',
      'тражи паре',
      'траже паре',
      'насиљ',
      'насил',
      'туче',
      'тукао',
    ],
    ['туку', 'бије.', 'батин', 'претњ', 'прети.', 'злостав', 'силов', 'силуј', 'малтрет', 'узнемир'],
  ].flat(),
};

/** The stems as they are looked for in ` words with a space at either end `. */
const PATTERNS = new Map(Object.entries(STEMS).map(([language, stems]) => [language, stems.map(toPattern)]));

function toPattern(stem: string): string {
  return `${stem.startsWith('*') ? '' : ' '}${foldName(stem)}${stem.endsWith('.') ? ' ' : ''}`;
}

/** A shorter beginning of a word says too little. Bangla writes a word in fewer letters. */
const FEWEST_LETTERS = { latin: 4, other: 3 };

/**
 * Whether words may be about a sealed matter: a name of a sealed category is among them, or a word begins as one does or as
 * the stems of the programme's languages do (`raped`, `korupcije`, `ধর্ষণের`). Never a proof, only a reason to ask her.
 *
 * @param words as `wordsOf` makes them
 */
export function soundsSealed(programme: Programme, words: readonly string[]): boolean {
  const { categories } = namesOf(programme);
  const isSealed = ({ stream }: Category) => stream !== 'ordinary';
  if (namesIn(categories, words).some(({ items }) => items.some(isSealed))) return true;
  const names = [...categories.byName].filter(([, items]) => items.some(isSealed)).map(([name]) => name);
  const text = ` ${words.join(' ')} `;
  const stems = [...new Set([...programme.languages, 'en'])].flatMap((language) => PATTERNS.get(language) ?? []);
  return stems.concat(names.filter(isLong).map((name) => ` ${name}`)).some((stem) => text.includes(stem));
}

function isLong(name: string): boolean {
  return [...name].length >= (/[a-z]/.test(name) ? FEWEST_LETTERS.latin : FEWEST_LETTERS.other);
}
