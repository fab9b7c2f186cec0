import { foldName } from '../routing/fold-name.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { wordsOf } from './names-in-text.ts';
import { saysOnlyThanks } from './thanks.ts';
import { readYesOrNo } from './yes-or-no.ts';

interface SendWords {
  /** One of these sends, where nothing is said besides but `polite` words, thanks and yes. */
  readonly send: readonly string[];
  readonly polite: readonly string[];
  /** What a refusal begins with, behind polite words. */
  readonly refuse: readonly string[];
}

/**
 * What people answer to "Reply 1 to send it, 2 to drop it" besides yes and no. A native reader of a language should add to
 * it: what is missing is kept as words of the report, and the question is put again.
 */
const WORDS: Readonly<Record<Language, SendWords>> = {
  en: {
    send: ['send', 'submit'],
    polite: ['please', 'pls', 'plz', 'it', 'this', 'now', 'my', 'the', 'report'],
    refuse: [
      ['do not', 'dont', 'not now', 'cancel', 'delete', 'drop', 'nope', 'no need', 'not needed', 'forget it', 'forget'],
      [
        'never mind',
        'nevermind',
        'wrong number',
        'i do not want',
        'i dont want',
        'stop',
        'leave it',
        'leave me',
        'remove',
      ],
      ['i changed my mind', 'not interested'],
    ].flat(),
  },
  sw: {
    send: ['tuma', 'itume', 'tumeni', 'itumeni', 'nitumie', 'mtume', 'tumaa'],
    polite: ['tafadhali', 'sasa', 'hiyo', 'hii', 'ripoti', 'yangu'],
    refuse: [
      ['sitaki', 'usitume', 'msitume', 'usiitume', 'msiitume', 'acha', 'acheni', 'wacha', 'futa', 'ghairi', 'si sasa'],
      ['sihitaji', 'nambari si', 'namba si', 'si mimi', 'hapana usitume', 'hapana sitaki'],
    ].flat(),
  },
  bn: {
    send: ['পাঠান', 'পাঠাও', 'পাঠিয়ে', 'জমা', 'pathan', 'pathao', 'pathiye', 'patan'],
    polite: ['দয়া', 'করে', 'এটা', 'এটি', 'দিন', 'দাও', 'দেন', 'plz', 'din', 'den', 'eta', 'doya', 'kore'],
    refuse: [
      ['পাঠাবেন না', 'পাঠাইয়েন না', 'পাঠায়েন না', 'পাঠানোর দরকার', 'দরকার নাই', 'দরকার নেই', 'চাই না', 'বাদ', 'বাতিল'],
      ['লাগবে না', 'মুছে', 'pathaben na', 'pathaiyen na', 'dorkar nai', 'dorkar nei', 'chai na', 'bad din', 'batil'],
      ['lagbe na', 'ভুল নম্বর', 'রং নাম্বার', 'rong number'],
    ].flat(),
  },
  sq: {
    send: ['dërgo', 'dërgoje', 'dërgojeni', 'dërgoni', 'dërgohet', 'nise'],
    polite: ['ju', 'te', 'lutem', 'e', 'tani', 'raportimin'],
    refuse: [
      [
        'mos',
        'jo mos',
        'anulo',
        'anuloje',
        'fshi',
        'fshije',
        'nuk dua',
        's dua',
        'sdua',
        'nuk e dua',
        'hiqe',
        'harroje',
      ],
      ['numër i gabuar', 'numer gabim'],
    ].flat(),
  },
  sr: {
    send: ['pošalji', 'pošaljite', 'šalji', 'šaljite', 'пошаљи', 'пошаљите', 'шаљи', 'шаљите'],
    polite: ['molim', 'vas', 'te', 'to', 'ga', 'je', 'sada', 'prijavu', 'молим', 'вас', 'то', 'сада', 'пријаву'],
    refuse: [
      ['nemoj', 'nemojte', 'ne šalji', 'ne šaljite', 'poništi', 'poništite', 'otkaži', 'obriši', 'neću', 'ne želim'],
      ['odustajem', 'ne treba', 'pogrešan broj', 'nisam ja', 'немој', 'немојте', 'не шаљи', 'не шаљите', 'поништи'],
      ['откажи', 'обриши', 'нећу', 'не желим', 'одустајем', 'не треба', 'погрешан број'],
    ].flat(),
  },
};

const FOLDED = new Map(
  Object.entries(WORDS).map(([language, { send, polite, refuse }]) => [
    language,
    { send: new Set(send.map(foldName)), polite: new Set(polite.map(foldName)), refuse: refuse.map(foldName) },
  ]),
);

/** Who refuses says so in a few words; more are about what happened (*Do not drink it, we were told, but ...*). */
const MOST_REFUSING_WORDS = 6;

/** Whether a text says to send what is offered, or to drop it, and nothing else. Null: neither is clear. */
export function readSend(programme: Pick<Programme, 'languages'>, text: string): 'send' | 'drop' | null {
  const answer = readYesOrNo(programme, text);
  if (answer?.words === '' && answer.reference === null && answer.isClear) return answer.isYes ? 'send' : 'drop';
  const spoken = [...new Set<Language>([...programme.languages, 'en'])].flatMap((one) => FOLDED.get(one) ?? []);
  const isPolite = (word: string) => saysOnlyThanks(programme, word) || spoken.some(({ polite }) => polite.has(word));
  const isYes = (word: string) => readYesOrNo(programme, word)?.isYes === true;
  const isSend = (word: string) => spoken.some(({ send }) => send.has(word));
  const words = wordsOf(text);
  const said = `${words.slice(words.findIndex((word) => !isPolite(word))).join(' ')} `;
  const refuses = spoken.some(({ refuse }) => refuse.some((first) => said.startsWith(`${first} `)));
  if (refuses && words.length <= MOST_REFUSING_WORDS) return 'drop';
  const isOnlySend = words.some(isSend) && words.every((word) => isSend(word) || isYes(word) || isPolite(word));
  return isOnlySend ? 'send' : null;
}
