import { beforeAll, describe, expect, it } from '@jest/globals';
import { localeOf } from '../../src/locales/index.ts';
import { foldName } from '../../src/routing/fold-name.ts';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';
import { SPELLINGS } from '../../src/sms/keyword-spellings.ts';
import { type Keyword, readKeyword } from '../../src/sms/keywords.ts';
import { NAMES, type Name, readShipped } from './shipped-programmes.ts';

type Languages = readonly [Language, ...Language[]];
const OFFERED: Readonly<Record<Name, Languages>> = {
  'kenya-coast': ['sw', 'en'],
  khulna: ['bn', 'en'],
  kosovo: ['sq', 'sr', 'en'],
};

describe('a keyword with a slip', () => {
  it.each<[Name, string, Keyword, string]>([
    ['kenya-coast', 'REPROT no water', 'report', 'no water'],
    ['kenya-coast', 'Repotr no water', 'report', 'no water'],
    ['kenya-coast', 'REPPORT no water', 'report', 'no water'],
    ['kenya-coast', 'repirt no water', 'report', 'no water'],
    ['kenya-coast', 'erport no water', 'report', 'no water'],
    ['kenya-coast', 'Ripot maji hayatoki', 'report', 'maji hayatoki'],
    ['kenya-coast', 'RPIOTI maji hayatoki', 'report', 'maji hayatoki'],
    ['kenya-coast', 'lalmika barabara mbovu', 'report', 'barabara mbovu'],
    ['kenya-coast', 'lipoti', 'report', ''],
    ['kenya-coast', 'STAUS', 'status', ''],
    ['kenya-coast', 'Statuss 4821 7736', 'status', '4821 7736'],
    ['kenya-coast', 'chekc', 'status', ''],
    ['kenya-coast', 'kadirai 104 5', 'rate', '104 5'],
    ['kenya-coast', 'MSADA', 'help', ''],
    ['kenya-coast', 'msaadda!', 'help', ''],
    ['kenya-coast', 'lugah', 'language', ''],
    ['kenya-coast', 'Ndyio', 'yes', ''],
    ['kenya-coast', 'hapna', 'no', ''],
    ['khulna', 'অভিজোগ নলকূপ নষ্ট', 'report', 'নলকূপ নষ্ট'],
    ['khulna', 'অভিযগ নলকূপ নষ্ট', 'report', 'নলকূপ নষ্ট'],
    ['khulna', 'রিপোর্ট নলকূপ নষ্ট', 'report', 'নলকূপ নষ্ট'],
    ['khulna', 'ovijgo nolkup nosto', 'report', 'nolkup nosto'],
    ['khulna', 'অবস্তা ৪৮২১৭৭৩৬', 'status', '৪৮২১৭৭৩৬'],
    ['khulna', 'স্ট্যাটাস', 'status', ''],
    ['khulna', 'হেল্প', 'help', ''],
    ['khulna', 'সাহাজ্য', 'help', ''],
    ['khulna', 'sahajo', 'help', ''],
    ['khulna', 'মুল্যায়ণ ১০৪ ৫', 'rate', '১০৪ ৫'],
    ['kosovo', 'RAPROTO nuk ka ujë', 'report', 'nuk ka ujë'],
    ['kosovo', 'Raporto nuk ka ujë', 'report', 'nuk ka ujë'],
    ['kosovo', 'ankseë për pagesën', 'report', 'për pagesën'],
    ['kosovo', 'gjenda', 'status', ''],
    ['kosovo', 'Vlerso 104 5', 'rate', '104 5'],
    ['kosovo', 'ndihm', 'help', ''],
    ['kosovo', 'PRIAJVA nema vode', 'report', 'nema vode'],
    ['kosovo', 'prijva nema vode', 'report', 'nema vode'],
    ['kosovo', 'ПРИЈВА нема воде', 'report', 'нема воде'],
    ['kosovo', 'satus 48217736', 'status', '48217736'],
    ['kosovo', 'POMCO', 'help', ''],
    ['kosovo', 'podatci', 'data', ''],
  ])('%s: %s is %s', (name, text, keyword, rest) => {
    expect(readKeyword({ languages: OFFERED[name] }, text)).toMatchObject({ keyword, rest });
  });

  it('says that it is one, so that nothing she wrote is thrown away', () => {
    const languages = OFFERED['kenya-coast'];
    expect(readKeyword({ languages }, 'REPROT no water')?.isSlip).toBe(true);
    expect(readKeyword({ languages }, 'REPORT no water')?.isSlip).toBe(false);
  });
});

describe('STOP and START', () => {
  it.each<[Name, string, Keyword]>([
    ['kenya-coast', 'STOP', 'stop'],
    ['kenya-coast', 'stop.', 'stop'],
    ['kenya-coast', ' "Stop!" ', 'stop'],
    ['kenya-coast', 'STOP 🙏', 'stop'],
    ['kenya-coast', 'acha', 'stop'],
    ['kenya-coast', 'ANZA!', 'start'],
    ['khulna', 'বন্ধ।', 'stop'],
    ['khulna', 'স্টপ', 'stop'],
    ['khulna', 'শুরু', 'start'],
    ['kosovo', 'ndal', 'stop'],
    ['kosovo', 'Prekini', 'stop'],
    ['kosovo', 'počni', 'start'],
    // A letter held too long makes no other word.
    ['kenya-coast', 'STOPP', 'stop'],
    ['kenya-coast', 'Sttoop!!', 'stop'],
    ['kenya-coast', 'achaaa', 'stop'],
    ['kenya-coast', 'STARTT', 'start'],
    ['kosovo', 'ndall', 'stop'],
    ['khulna', 'চালু', 'start'],
    ['khulna', 'চালু করুন', 'start'],
    ['khulna', 'বন্ধ করুন।', 'stop'],
  ])('%s: %s is %s', (name, text, keyword) => {
    expect(readKeyword({ languages: OFFERED[name] }, text)).toMatchObject({ keyword, rest: '' });
  });

  it.each<[Name, string]>([
    ['kenya-coast', 'STP'],
    ['kenya-coast', 'STOPS'],
    ['kenya-coast', 'SOTP'],
    ['kenya-coast', 'strat'],
    ['kenya-coast', 'UNSUBSCRIB'],
    ['kenya-coast', 'stop the lorries at night'],
    ['kenya-coast', 'Stop cutting the water'],
    ['kenya-coast', 'Acha wizi wa dawa'],
    ['khulna', 'বন্ধু'],
    ['khulna', 'বন্ধ হয়ে গেছে নলকূপ'],
    ['kosovo', 'Ndalohet kalimi'],
    ['kosovo', 'prekin'],
  ])('%s: %s does neither', (name, text) => {
    const keyword = readKeyword({ languages: OFFERED[name] }, text)?.keyword;
    expect(['stop', 'start']).not.toContain(keyword);
  });
});

describe('a message of one word', () => {
  it.each<[Name, string, Keyword, string]>([
    ['kenya-coast', 'helpp', 'help', ''],
    ['kenya-coast', 'HEPL', 'help', ''],
    ['kenya-coast', 'HALLI', 'status', ''],
    ['kenya-coast', 'halli 4821 7736', 'status', '4821 7736'],
    ['kenya-coast', 'RAET 102', 'rate', '102'],
    ['kenya-coast', 'raet', 'rate', ''],
    ['khulna', 'abosta', 'status', ''],
    ['khulna', 'obastha', 'status', ''],
    ['kosovo', 'te dhenat', 'data', ''],
    ['kosovo', 'Të dhënat e mia', 'data', ''],
  ])('%s: %s is %s', (name, text, keyword, rest) => {
    expect(readKeyword({ languages: OFFERED[name] }, text)).toMatchObject({ keyword, rest });
  });

  it.each<[Name, string]>([
    ['kenya-coast', 'STRAT'],
    ['kenya-coast', 'STP'],
    ['kenya-coast', 'SOTP'],
    ['kenya-coast', 'STOPS'],
    ['kenya-coast', 'ahca'],
    ['kenya-coast', 'anzaa.'],
    ['khulna', 'বন্ধু'],
    ['khulna', 'bondhu'],
    ['kosovo', 'prekin'],
  ])('%s: %s, a slip of STOP or START, is told how to stop', (name, text) => {
    const found = readKeyword({ languages: OFFERED[name] }, text);
    expect(['help', 'start']).toContain(found?.keyword);
  });

  it.each<[Name, string]>([
    ['kenya-coast', 'rape'],
    ['kenya-coast', 'raped'],
    ['kenya-coast', 'rats'],
    ['kenya-coast', 'rape 3'],
    ['kenya-coast', 'land'],
    ['kenya-coast', 'dawa'],
    ['kenya-coast', 'taka'],
    ['kenya-coast', 'raet of my bill is high'],
    ['khulna', 'ভাতা'],
  ])('%s: %s is no keyword', (name, text) => {
    expect(readKeyword({ languages: OFFERED[name] }, text)).toBeNull();
  });
});

/** First words that are near a keyword, or one of its forms. */
const COMPLAINTS: Readonly<Record<Name, readonly string[]>> = {
  'kenya-coast': [
    'Resort hotel pours its sewage on the beach',
    'Reports were sent three times and nobody came',
    'Complaints about the clinic go unanswered',
    'Rates for market stalls went up twice',
    'Score sheets of the bursary were hidden',
    'Checks at the weighbridge take all day',
    'Helping hands needed at Kipini dispensary',
    'Store room of the dispensary is empty',
    'Start of the road works was promised for May',
    'State of the toilets at the market is bad',
    'Statement of the fund was never read out',
    'No water in Likoni since Monday',
    'Data bundles sold at the county kiosk are expired',
    'End of the pipe is broken',
    'Language of the nurse was rude',
    'Ripoti ya mradi haijatolewa',
    'Ripotini kwa chifu hawajibu',
    'Malalamiko yetu hayajibiwi',
    'Nalalamika kuhusu maji',
    'Tunalalamika barabara mbovu',
    'Halina maji tangi la shule',
    'Hali ya barabara ni mbaya sana',
    'Msaada wa chakula haujafika kijijini',
    'Alama za barabarani zimeng’olewa',
    'Salama ya watoto shuleni haipo',
    'Lughawiya za matusi zatumika',
    'Acheni kukata maji usiku',
    'Toka Jumatatu hakuna maji',
    'La, daktari hakuja',
    'Hapana dawa hospitalini',
  ],
  khulna: [
    'অভিযোগের কোনো উত্তর পাই নাই',
    'অভিযোগে কাজ হয় না',
    'অভিযান চালায় না কেউ',
    'অবস্থা খুব খারাপ রাস্তার',
    'অবস্থান কর্মসূচি চলছে পানি নাই',
    'তথ্য চাই ভাতার তালিকার',
    'সাহায্য পাইনি বন্যার পরে',
    'সাহায্যের চাল কম দেয়',
    'ভাষা খারাপ করে মেম্বার',
    'ভাসা ভাসা পানি রাস্তায়',
    'বালিশ নাই হাসপাতালে',
    'বন্ধ ক্লিনিক তিন দিন',
    'না খেয়ে আছি, ভাতা পাইনি',
    'হাসপাতালে ডাক্তার নাই',
    'Basay pani nai tin din',
    'Basa bari dube geche',
    'Obosthan khub kharap',
    'Sahajjer chal dey nai',
    'Na pani na biddut',
  ],
  kosovo: [
    'Raporti i policisë nuk u dha',
    'Raportet e inspektimit fshihen',
    'Raportuam tri herë dhe askush nuk erdhi',
    'Ankesat tona nuk lexohen',
    'Ankesave nuk u përgjigjet askush',
    'Statuti i komunës nuk respektohet',
    'Gjendje e rëndë në spital',
    'Notat e provimit janë fshirë',
    'Ndihmat sociale vonohen',
    'Ndihma sociale nuk ka ardhur',
    'Gjuhën tonë nuk e flet askush',
    'Jo, nuk ka mjek',
    'Prijavu sam predala pre mesec dana',
    'Prijave ne primaju na šalteru',
    'Prijavila sam nasilje i niko nije došao',
    'Žalbe niko ne čita',
    'Žalbu su odbili bez obrazloženja',
    'Žaba u vodi iz česme',
    'Stanja na putu je loše',
    'Statusi zahteva se ne objavljuju',
    'Cena lekova je previsoka',
    'Pomoći nema već dva meseca',
    'Jezika srpskog nema na šalteru',
    'Ocenu nisu dali',
    'Podataka nema na sajtu',
    'Da li centar radi u subotu',
    'Ne radi lift u centru',
    'Пријаву нису примили',
    'Жалбе нико не чита',
  ],
};

describe.each(NAMES)('complaints of %s', (name) => {
  it.each(COMPLAINTS[name].map((text) => [text]))('stays free text: %s', (text) => {
    const found = readKeyword({ languages: OFFERED[name] }, text);
    // A true keyword that takes more is looked at again by what follows it: see `read` in `src/sms/interpret-sms.ts`.
    if (found) {
      expect(found.isSlip).toBe(false);
      expect(['status', 'rate', 'language', 'report']).toContain(found.keyword);
    }
  });
});

describe('names and spellings', () => {
  let shipped: Awaited<ReturnType<typeof readShipped>>;
  beforeAll(async () => {
    shipped = await readShipped();
  });

  it.each(NAMES)('%s: no place and no category is called like a slip of a keyword', (name) => {
    const programme = shipped(name);
    const named = [...programme.areas.values(), ...programme.categories.values()];
    const names = named.flatMap(({ names: own, aliases }) => [...Object.values(own), ...aliases]);
    expect(names.filter((text) => readKeyword(programme, text)?.isSlip === true)).toEqual([]);
  });

  it.each(NAMES)('%s: no spelling means two things, or is a word of thanks', (name) => {
    const languages = [...new Set<Language>([...OFFERED[name], 'en'])];
    const meanings = new Map<string, Set<string>>();
    for (const language of languages) {
      const { keywords, thanks } = localeOf(language);
      for (const [keyword, words] of [
        ...Object.entries(keywords),
        ...Object.entries(SPELLINGS[language] ?? {}),
        ['thanks', thanks] as const,
      ]) {
        for (const word of words) {
          const folded = foldName(word);
          meanings.set(folded, (meanings.get(folded) ?? new Set()).add(keyword));
        }
      }
    }
    expect([...meanings].filter(([, keywords]) => keywords.size > 1)).toEqual([]);
  });

  it('say something, and of several words each is a message that is nothing else', () => {
    const all = LANGUAGES.flatMap((language) => Object.values(SPELLINGS[language] ?? {}).flat());
    expect(all.filter((word) => foldName(word) === '')).toEqual([]);
    expect(readKeyword({ languages: OFFERED.khulna }, 'বন্ধ করুন এই কারখানা')).toBeNull();
  });
});
