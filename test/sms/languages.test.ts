import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolve } from '../../src/grievances/resolve.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, eventsOf, type Line, OFFICIAL, type Texter } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

/** One report from the first word to the reason why it is not fixed, as people of a language type it. */
interface Story {
  readonly make: () => Texter;
  /** Until the receipt. */
  readonly files: readonly Line[];
  /** While it is open. */
  readonly follows: readonly Line[];
  /** What the office writes at the end. */
  readonly answer: string;
  /** How she hears it. */
  readonly hears: RegExp;
  /** After it. */
  readonly ends: readonly Line[];
  readonly text: string;
  readonly reason: string;
}

const kenya = createTexters(() => gateway);
const khulna = createTexters(() => gateway, 'khulna');
const kosovo = createTexters(() => gateway, 'kosovo');

const STORIES: Readonly<Record<string, Story>> = {
  Swahili: {
    make: kenya,
    files: [
      ['RIPTOI', 'Tatizo ni nini?'],
      ['Bomba la shule limekauka tangu juzi', 'Ni kuhusu nini?'],
      ['sawa asante'],
      ['maji', 'Ni wapi?'],
      ['mtogwe', 'ripoti yako iko kwa'],
    ],
    follows: [
      ['hali', 'Maji: '],
      ['Watoto wanakunywa maji ya mto', 'watasoma ujumbe wako'],
      ['Asante sana, Mungu awabariki'],
    ],
    answer: 'Bomba limetengenezwa.',
    hears: /Bomba limetengenezwa\.\n/,
    ends: [['poa'], ['2', /\nNini hakiko sawa\?/], ['Bado ni kavu', 'watasoma ujumbe wako']],
    text: 'Bomba la shule limekauka tangu juzi',
    reason: 'Bado ni kavu',
  },
  English: {
    make: kenya,
    files: [
      ['Repotr', 'What is the problem?'],
      ['The school tap is dry since Monday', 'What is it about?'],
      ['thanks'],
      ['Watter', 'Where is it?'],
      ['Mtongwee', 'your report is with'],
    ],
    follows: [
      ['Staus', 'Water: with the office.'],
      ['The children drink from the river', 'will read your message'],
      ['ok thanks'],
    ],
    answer: 'The pipe was mended.',
    hears: /The pipe was mended\.\nIs it fixed\?/,
    ends: [['great'], ['no', /open again with .*\nWhat is not right\?/], ['Still dry', 'will read your message']],
    text: 'The school tap is dry since Monday',
    reason: 'Still dry',
  },
  Bangla: {
    make: khulna,
    files: [
      ['অভিজোগ', /^সমস্যাটি কী\?/],
      ['স্কুলের নলকূপ তিন সপ্তাহ নষ্ট', /^কী বিষ/],
      ['ধন্যবাদ'],
      ['২', /^কোথা/],
      ['জলমা', /^Majibu \d{4} \d{4}: /],
    ],
    follows: [['অবস্তা', /^Majibu \d{4} \d{4} পানি: /], ['বাচ্চারা পুকুরের পানি খায়', 'আপনার বার্তা পড়বে'], ['আচ্ছা ঠিক আছে']],
    answer: 'নলকূপ মেরামত করা হয়েছে।',
    hears: /^Majibu [\s\S]*\n/,
    ends: [['dhonnobad'], ['২', /\nকী ঠিক হ/], ['এখনো পানি ওঠে না', 'আপনার বার্তা পড়বে']],
    text: 'স্কুলের নলকূপ তিন সপ্তাহ নষ্ট',
    reason: 'এখনো পানি ওঠে না',
  },
  'Bangla in Latin letters': {
    make: khulna,
    files: [
      ['ovijgo', /^সমস্যাটি কী\?/],
      ['school er nolkup nosto', /^কী বিষ/],
      ['pani', /^কোথা/],
      ['jolma', /^Majibu \d{4} \d{4}: /],
    ],
    follows: [
      ['obosta', /^Majibu \d{4} \d{4} পানি: /],
      ['baccara pukurer pani khay', 'আপনার বার্তা পড়বে'],
      ['thik ache bhalo'],
    ],
    answer: 'নলকূপ মেরামত করা হয়েছে।',
    hears: /^Majibu [\s\S]*\n/,
    ends: [['ok'], ['na', /\nকী ঠিক হ/], ['ekhono pani othe na', 'আপনার বার্তা পড়বে']],
    text: 'school er nolkup nosto',
    reason: 'ekhono pani othe na',
  },
  Albanian: {
    make: kosovo,
    files: [
      ['raprto', 'Cili është problemi?'],
      ['Prej tre muajsh nuk kam marrë pagesën', /^Per cfare/],
      ['faleminderit'],
      ['1', /^Ku /],
      ['gracanic', /^Majibu \d{4} \d{4}: /],
    ],
    follows: [
      ['gjenda', /^Majibu \d{4} \d{4} Ndihma sociale: /],
      ['Kam tre fëmijë të vegjël', 'do ta lexoje mesazhin tuaj'],
      ['Shumë faleminderit'],
    ],
    answer: 'Pagesa u krye.',
    hears: /Pagesa u krye\.\n/,
    ends: [['mirë'], ['jo', /\nCfare nuk shkon\?/], ['Ende asgjë në llogari', 'do ta lexoje mesazhin tuaj']],
    text: 'Prej tre muajsh nuk kam marrë pagesën',
    reason: 'Ende asgjë në llogari',
  },
  Serbian: {
    make: kosovo,
    files: [
      ['priajva', 'U čemu je problem?'],
      ['Tri meseca nisam primila isplatu', /^O cemu se radi\?/],
      ['hvala lepo'],
      ['1', /^Gde /],
      ['gracanica', /^Majibu \d{4} \d{4}: /],
    ],
    follows: [
      ['sttaus', /^Majibu \d{4} \d{4} Socijalna pomoc: /],
      ['Imam troje male dece', 'Vasu poruku'],
      ['u redu, hvala'],
    ],
    answer: 'Isplata je poslata.',
    hears: /Isplata je poslata\.\n/,
    ends: [['dobro'], ['ne', /\nSta nije u redu\?/], ['Još ništa na računu', 'Vasu poruku']],
    text: 'Tri meseca nisam primila isplatu',
    reason: 'Još ništa na računu',
  },
  'Serbian in Cyrillic': {
    make: kosovo,
    files: [
      ['пријва', 'U čemu je problem?'],
      ['Три месеца нисам примила исплату', /^O cemu se radi\?/],
      ['1', /^Gde /],
      ['Грачаница', /^Majibu \d{4} \d{4}: /],
    ],
    follows: [['стање', /^Majibu \d{4} \d{4} Socijalna pomoc: /], ['Имам троје мале деце', 'Vasu poruku'], ['хвала']],
    answer: 'Isplata je poslata.',
    hears: /Isplata je poslata\.\n/,
    ends: [['важи'], ['не', /\nSta nije u redu\?/], ['Још ништа на рачуну', 'Vasu poruku']],
    text: 'Три месеца нисам примила исплату',
    reason: 'Још ништа на рачуну',
  },
};

describe.each(Object.entries(STORIES))('%s', (_name, story) => {
  it('from the first word to the reason why it is not fixed', async () => {
    const person = story.make();
    await converse(person, story.files);
    const [filed, ...others] = await person.grievances();
    expect(others).toEqual([]);
    expect(filed).toMatchObject({ text: story.text, status: 'routed', channel: 'sms' });
    await converse(person, story.follows);
    const id = filed?.id ?? '';
    await resolve(gateway.deps, OFFICIAL, { id }, { text: story.answer });
    expect(await person.news()).toEqual([expect.stringMatching(story.hears)]);
    await converse(person, story.ends);
    expect(await eventsOf(gateway, id)).toMatchObject([
      { type: 'filed' },
      { type: 'routed' },
      { type: 'citizen_wrote' },
      { type: 'resolved' },
      { type: 'disputed' },
      { type: 'citizen_wrote', data: { text: story.reason } },
    ]);
    expect(await person.grievances()).toHaveLength(1);
  });
});
