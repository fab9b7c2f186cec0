import { foldName } from '../routing/fold-name.ts';
import type { Language, Programme } from '../routing/programme.ts';

interface Greetings {
  /** One of these makes a greeting. */
  readonly greet: readonly string[];
  /** What is said besides. */
  readonly besides: readonly string[];
}

/** What people write before they say anything. Never printed. */
const GREETINGS: Readonly<Record<Language, Greetings>> = {
  en: {
    greet: ['HELLO', 'HALLO', 'HELO', 'HI', 'HEY', 'MORNING', 'AFTERNOON', 'EVENING', 'GREETINGS', 'SALAAM'],
    besides: ['THERE', 'GOOD', 'DEAR', 'SIR', 'MADAM', 'MAJIBU', 'TO', 'YOU', 'ALL', 'HOW', 'ARE', 'PLEASE'],
  },
  sw: {
    greet: [
      'HABARI',
      'MAMBO',
      'SALAMU',
      'SALAAM',
      'SALAMA',
      'HUJAMBO',
      'HAMJAMBO',
      'JAMBO',
      'SHIKAMOO',
      'NIAJE',
      'SASA',
    ].concat(['SALAMALEKUM', 'ASALAM', 'ASSALAM', 'ASALAAM', 'ASSALAAM', 'ASALAMALEIKUM', 'HODI']),
    besides: [
      'VIPI',
      'GANI',
      'YAKO',
      'YENU',
      'ZA',
      'ZENU',
      'ZAKO',
      'YA',
      'WA',
      'ASUBUHI',
      'MCHANA',
      'JIONI',
      'LEO',
      'SANA',
    ].concat(['NDUGU', 'BWANA', 'MAMA', 'BABA', 'ALEIKUM', 'ALAIKUM', 'ALEYKUM', 'ALEKUM', 'WENZANGU', 'NYOTE', 'POA']),
  },
  bn: {
    greet: ['নমস্কার', 'হ্যালো', 'হেলো', 'হাই', 'সালাম', 'আসসালামু', 'আসসালামুআলাইকুম', 'আস্সালামু', 'আদাব', 'শুভেচ্ছা'].concat([
      'NOMOSKAR',
      'NAMASKAR',
      'SALAM',
      'ASSALAMU',
      'ASSALAM',
      'ASALAMU',
      'ASSALAMUALAIKUM',
      'ADAB',
    ]),
    besides: ['আলাইকুম', 'ওয়ালাইকুম', 'ভাই', 'আপা', 'স্যার', 'ম্যাডাম', 'দাদা', 'দিদি', 'কেমন', 'আছেন', 'সবাইকে', 'ও'].concat([
      'ALAIKUM',
      'ALAYKUM',
      'ALAIKOM',
      'ALIKUM',
      'VAI',
      'BHAI',
      'APA',
      'DADA',
      'KEMON',
      'ACHEN',
      'ASEN',
    ]),
  },
  sq: {
    greet: [
      'PËRSHËNDETJE',
      'PERSHENDETJE',
      'TUNG',
      'TUNGJATJETA',
      'MIRËDITA',
      'MIRDITA',
      'MIRËMËNGJES',
      'MIRËMBRËMA',
    ].concat(['ÇKEMI', 'QKEMI', 'DITA', 'MËNGJESI', 'HEJ', 'ALO']),
    besides: ['MIRË', 'JU', 'SI', 'JENI', 'A', 'TË', 'GJITHËVE', 'I', 'NDERUAR', 'ZOTËRI', 'ZONJË', 'PO'],
  },
  sr: {
    greet: [
      'ZDRAVO',
      'POZDRAV',
      'ĆAO',
      'CAO',
      'DAN',
      'JUTRO',
      'VEČE',
      'HALO',
      'ALO',
      'ЗДРАВО',
      'ПОЗДРАВ',
      'ЋАО',
      'ДАН',
    ].concat(['ЈУТРО', 'ВЕЧЕ', 'ХАЛО', 'АЛО']),
    besides: [
      'DOBAR',
      'DOBRO',
      'SVIMA',
      'VAM',
      'KAKO',
      'STE',
      'POŠTOVANI',
      'POŠTOVANJE',
      'ДОБАР',
      'ДОБРО',
      'СВИМА',
      'ВАМ',
    ].concat(['КАКО', 'СТЕ', 'ПОШТОВАНИ']),
  },
};

const WORDS = new Map(
  Object.entries(GREETINGS).map(([language, { greet, besides }]) => {
    const greeting = new Set(greet.map(foldName));
    return [language, { greeting, all: new Set([...greeting, ...besides.map(foldName)]) }];
  }),
);

/** Whether a text greets and says nothing else: `Hello there`, `habari za asubuhi`, `আসসালামু আলাইকুম`. */
export function isGreeting(programme: Pick<Programme, 'languages'>, text: string): boolean {
  const words = foldName(text).split(' ');
  return [...new Set<string>([...programme.languages, 'en'])].some((language) => {
    const known = WORDS.get(language);
    return (
      known !== undefined &&
      words.some((word) => known.greeting.has(word)) &&
      words.every((word) => known.all.has(word))
    );
  });
}
