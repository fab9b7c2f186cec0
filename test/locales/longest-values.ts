import { foldForAir, measure } from '../../src/encoding.ts';
import { type Locale, localeOf, showMoment } from '../../src/locales/index.ts';
import type { Language } from '../../src/routing/programme.ts';

/** Everything a text may be given. */
export interface Values {
  reference: string;
  code: string;
  office: string;
  due: string;
  category: string;
  status: string;
  area: string;
  level: string;
  unit: string;
  score: number;
  title: string;
  typed: string;
  numbers: string;
  /** A numbered list, as an SMS asks with it. */
  list: string;
  /** The languages of a programme, as a list. */
  languages: string;
  /** What an official wrote. */
  text: string;
}

type Words = Omit<Values, 'reference' | 'code' | 'due' | 'status' | 'score' | 'list' | 'languages'> & {
  readonly listed: string;
};

/**
 * The longest names and titles of the three programmes, or longer; offices have at least 60 characters, categories and
 * list entries 26. An answer is as long as one an official takes the trouble to type.
 */
const WORDS: Record<Language, Words> = {
  en: {
    office: 'Grievance officer, Directorate General of Health Services, Dhaka',
    category: 'Education and kindergartens',
    area: 'Khulna City Corporation',
    level: 'municipality',
    unit: 'Centre for Social Work South Mitrovica',
    title: 'Governance and Democracy, Kenya Coast',
    typed: 'Khulna City Corporat',
    numbers: 'Gender violence helpline 1195, Child Helpline 116',
    listed: 'Education and kindergarten',
    text: 'the borehole pump at the market was repaired on Tuesday and the water was tested. If it stops again, call the duty engineer at the county office on working days.',
  },
  sw: {
    office: 'Idara ya barabara na kazi za umma, Kaunti ya Tana River (Hola)',
    category: 'Zabuni/ajira kwa upendeleo',
    area: 'Mji Wa Kale/Makadara',
    level: 'wadi',
    unit: 'Zahanati ya Mwanda (Mwavumbo)',
    title: 'Utawala na Demokrasia, Pwani ya Kenya',
    typed: 'Mji Wa Kale/Makadara',
    numbers: 'Simu ya ukatili wa kijinsia 1195, Simu ya watoto 116',
    listed: 'Zabuni/ajira kwa upendeleo',
    text: 'pampu ya kisima cha sokoni ilitengenezwa Jumanne na maji yalipimwa. Ikisimama tena, mpigie simu mhandisi wa zamu katika ofisi ya kaunti siku za kazi.',
  },
  bn: {
    office: 'ওয়ান স্টপ ক্রাইসিস সেন্টার (ওসিসি), খুলনা মেডিকেল কলেজ হাসপাতাল',
    category: 'উপজেলা স্বাস্থ্য কমপ্লেক্স',
    area: 'খুলনা সিটি কর্পোরেশন',
    level: 'ওয়ার্ড বা ইউনিয়ন',
    unit: 'বালিয়াডাঙ্গা ইউনিয়ন স্বাস্থ্য কেন্দ্র',
    title: 'স্থানীয় সুশাসন শক্তিশালীকরণ, খুলনা',
    typed: 'খুলনা সিটি কর্পোরেশন',
    numbers: 'নারী ও শিশু নির্যাতন হেল্পলাইন 109, শিশু সহায়তা 1098, জরুরি সেবা 999',
    listed: 'উপজেলা স্বাস্থ্য কমপ্লেক্স',
    text: 'বাজারের নলকূপ মঙ্গলবার মেরামত করা হয়েছে এবং পানি পরীক্ষা করা হয়েছে। আবার নষ্ট হলে অফিস সময়ে ইউনিয়ন পরিষদে জানাবেন।',
  },
  sq: {
    office: 'Drejtoria për Shëndetësi dhe Mirëqenie Sociale, Mitrovicë e Veriut',
    category: 'Fëmija me aftësi të kufizuar',
    area: 'Mitrovicë e Veriut',
    level: 'komuna',
    unit: 'Qendra për Punë Sociale Mitrovicë e Veriut',
    title: 'Decentralizimi i shërbimeve sociale',
    typed: 'Mitrovicë e Veriut',
    numbers: 'Policia 192, Ndihma për viktima 0800 11112',
    listed: 'Fëmija me aftësi të kufizuar',
    text: 'kërkesa juaj u shqyrtua të martën dhe vendimi ju pret në sportelin numër tre. Nëse nuk pajtoheni me vendimin, keni tridhjetë ditë kohë për të paraqitur ankesë.',
  },
  sr: {
    office: 'Direkcija za zdravstvo i socijalnu zaštitu, Kosovska Mitrovica',
    category: 'Nega kod kuće, dnevni centar',
    area: 'Kosovska Mitrovica',
    level: 'opština',
    unit: 'Centar za socijalni rad Severna Mitrovica',
    title: 'Decentralizacija socijalnih usluga',
    typed: 'Kosovska Mitrovica',
    numbers: 'Policija 192, Pomoć žrtvama 0800 11112',
    listed: 'Nega kod kuće, dnevni centar',
    text: 'Vaš zahtev je razmotren u utorak i rešenje Vas čeka na šalteru broj tri. Ako se ne slažete sa rešenjem, imate trideset dana da podnesete žalbu đačkoj službi.',
  },
};

/** Most entries an SMS lists. */
const LIST_ENTRIES = 9;

/** The longest plausible values in each language. */
export const LONGEST: Readonly<Record<Language, Values>> = {
  en: longestValues('en'),
  sw: longestValues('sw'),
  bn: longestValues('bn'),
  sq: longestValues('sq'),
  sr: longestValues('sr'),
};

function longestValues(language: Language): Values {
  const locale = localeOf(language);
  const { listed, ...words } = WORDS[language];
  return {
    ...words,
    reference: '4821 7736',
    code: '*384*2101#',
    score: 4,
    due: longestMoment(locale),
    status: longest(Object.values(locale.status)),
    list: Array.from({ length: LIST_ENTRIES }, (_, index) => `${index + 1} ${listed}`).join('\n'),
    languages: (['en', language] as const).map((spoken, index) => `${index + 1} ${localeOf(spoken).self}`).join('\n'),
  };
}

/** The moment that takes most room of all days of a year. */
export function longestMoment(locale: Locale): string {
  const noon = Date.UTC(2026, 0, 1, 12);
  return longest(Array.from({ length: 365 }, (_, day) => showMoment(locale, new Date(noon + day * 86_400_000), 'UTC')));
}

function longest(texts: readonly string[]): string {
  return texts.reduce((most, text) => (unitsOf(text) > unitsOf(most) ? text : most), '');
}

/** What a text takes on the air, in units of its own encoding. */
export function unitsOf(text: string): number {
  return measure(foldForAir(text)).units;
}
