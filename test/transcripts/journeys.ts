import { foldForAir } from '../../src/encoding.ts';
import type { Area, Category, Language, Programme } from '../../src/routing/programme.ts';
import type { Gateway } from '../support/gateway.ts';
import { openProgram } from '../support/program.ts';
import { createMarks, openTalk, type Talk } from './talk.ts';

/** What a story needs of a programme: an ordinary matter in a smallest place, a sealed matter, something to rate. */
export interface Setting {
  readonly gateway: Gateway;
  readonly programme: Programme;
  readonly language: Language;
  readonly ordinary: Category;
  readonly sealed: Category;
  readonly area: Area;
  readonly words: string;
  readonly answer: string;
  /** Opens another person's phone in the same story. */
  readonly person: (name: string) => Talk;
}

/** One story from dial to end. Its name is the name of its file in `docs/transcripts/`. */
export interface Journey {
  readonly name: string;
  readonly title: string;
  readonly tell: (setting: Setting) => Promise<void>;
}

const WORDS: Readonly<Record<Language, string>> = {
  en: 'Nobody has come since Monday',
  sw: 'Hakuna aliyekuja tangu Jumatatu',
  bn: 'সোমবার থেকে কেউ আসেনি',
  sq: 'Askush nuk ka ardhur që të hënën',
  sr: 'Niko nije došao od ponedeljka',
};

/** What an office answers. */
const ANSWERS: Readonly<Record<Language, string>> = {
  en: 'Our people came today and it is done.',
  sw: 'Watu wetu wamefika leo na kazi imekamilika.',
  bn: 'আজ আমাদের লোক গেছেন, কাজ শেষ।',
  sq: 'Njerëzit tanë erdhën sot dhe puna u krye.',
  sr: 'Naši ljudi su došli danas i posao je završen.',
};

/** Chooses her language where the programme asks, and comes to the menu. */
export async function toMenu(talk: Talk): Promise<void> {
  await talk.dial();
  if (talk.programme.languages.length > 1) await talk.choose(talk.locale.self);
}

/** From the menu of somebody new to the question where. */
async function toPlace(talk: Talk, category: Category, consent: string): Promise<void> {
  await talk.choose(talk.locale.ussd.menuReport);
  await talk.choose(consent);
  await chooseCategory(talk, category);
}

/** By her language's name of it, typed: one turn, wherever in the list it stands. */
async function chooseCategory(talk: Talk, category: Category): Promise<void> {
  const name = (one: Category) => one.names[talk.language] ?? one.names.en;
  if (category.parent) {
    await talk.choose(name(category.parent));
    await talk.choose(name(category));
  } else {
    await talk.choose(name(category));
    if (category.children.length > 0) await talk.choose(talk.locale.ussd.notSure);
  }
}

function placeName({ area, language }: Pick<Setting, 'area' | 'language'>): string {
  return area.names[language] ?? area.names.en;
}

async function fileFirst(setting: Setting, talk: Talk): Promise<string> {
  await toMenu(talk);
  await toPlace(talk, setting.ordinary, talk.locale.ussd.consentAgree);
  await talk.type(placeName(setting));
  await talk.type(setting.words);
  await talk.choose(talk.locale.ussd.confirmSend);
  return referenceOn(talk.screen());
}

function referenceOn(screen: string): string {
  return (/\d{4} \d{4}/.exec(screen)?.[0] ?? '').replace(' ', '');
}

async function officialOf({ gateway, programme }: Setting, reference: string) {
  const row = await gateway.deps.db
    .selectFrom('grievances')
    .innerJoin('offices', 'offices.id', 'grievances.office_id')
    .select('offices.code')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  return openProgram(gateway, { programme: programme.name, role: 'official', office: row.code });
}

/** The stories, in the order in which a reader wants them. */
export const JOURNEYS: readonly Journey[] = [
  {
    name: '01-first-report',
    title: 'A first report: language, notice, matter, place typed, words, receipt, one question about her',
    tell: async (setting) => {
      const amina = setting.person('She');
      await fileFirst(setting, amina);
      await amina.receive();
      const { ussd } = amina.locale;
      await amina.choose(ussd.aboutYou);
      const [group] = setting.programme.groups;
      await amina.choose(group?.names[setting.language] ?? group?.names.en ?? '');
      await amina.choose(ussd.groupsDone);
    },
  },
  {
    name: '02-returning-report',
    title: 'A second report: the same place is taken, nothing is asked twice',
    tell: async (setting) => {
      const amina = setting.person('She');
      await fileFirst(setting, amina);
      await amina.receive();
      amina.remark('two days later');
      await setting.gateway.pass(48);
      await amina.dial();
      await amina.choose(amina.locale.ussd.menuReport);
      await chooseCategory(amina, setting.ordinary);
      await amina.type(setting.words);
      await amina.choose(amina.locale.ussd.confirmSend);
      await amina.receive();
    },
  },
  {
    name: '03-anonymous',
    title: 'Without her number: reference and PIN, read again from another phone',
    tell: async (setting) => {
      const she = setting.person('She');
      await toMenu(she);
      await toPlace(she, setting.ordinary, she.locale.ussd.consentAnonymous);
      await she.type(placeName(setting));
      await she.type(setting.words);
      await she.choose(she.locale.ussd.confirmSend);
      const screen = she.screen();
      const reference = referenceOn(screen);
      const pin = /PIN\D{0,3}(\d{4})/.exec(screen)?.[1] ?? '';
      she.remark((await she.receive()).length === 0 ? 'no SMS comes' : 'an SMS came, which must not be');
      const official = await officialOf(setting, reference);
      await official.post(`/grievances/${reference}/reply`, { text: setting.answer }).expect(200);
      const neighbour = setting.person('Her neighbour');
      await toMenu(neighbour);
      await neighbour.choose(neighbour.locale.ussd.menuMine);
      await neighbour.choose(neighbour.locale.ussd.minePin);
      await neighbour.type(reference);
      await neighbour.type(pin);
    },
  },
  {
    name: '04-about-the-office',
    title: 'For somebody else, and about the office itself: a higher office gets it',
    tell: async (setting) => {
      const she = setting.person('She');
      await toMenu(she);
      const { ussd } = she.locale;
      await toPlace(she, setting.ordinary, ussd.consentAgree);
      await she.type(placeName(setting));
      await she.type(setting.words);
      await she.choose(ussd.confirmMore);
      await she.choose(ussd.optionForOther);
      await she.choose(ussd.confirmMore);
      await she.type('1');
      await she.choose(ussd.confirmSend);
      await she.receive();
    },
  },
  {
    name: '05-sealed',
    title: 'Of a sealed stream: help first, no SMS, reference and PIN',
    tell: async (setting) => {
      const she = setting.person('She');
      await toMenu(she);
      const { ussd } = she.locale;
      await toPlace(she, setting.sealed, ussd.consentAgree);
      await she.choose(ussd.sealedGoOn);
      await she.type(placeName(setting));
      await she.type(setting.words);
      await she.choose(ussd.contactNone);
      await she.choose(ussd.confirmSend);
      she.remark((await she.receive()).length === 0 ? 'no SMS comes' : 'an SMS came, which must not be');
      she.remark('whoever takes up the phone next finds nothing');
      await she.dial();
      await she.choose(ussd.menuMine);
    },
  },
  {
    name: '06-rate',
    title: 'Rating a service: the score is kept at once, the questions are optional',
    tell: async (setting) => {
      const she = setting.person('She');
      await toMenu(she);
      const { ussd } = she.locale;
      const [unit] = setting.programme.units.values();
      await she.choose(ussd.menuRate);
      await she.type(String(unit?.number ?? ''));
      await she.type('2');
      await she.type('1');
      while (!she.screen().includes(foldForAir(ussd.noComment))) await she.type('2');
      await she.type(setting.words);
    },
  },
  {
    name: '07-my-reports',
    title: 'Following up: a message, "fixed", "not fixed" with a reason, one rung higher',
    tell: async (setting) => {
      const she = setting.person('She');
      const reference = await fileFirst(setting, she);
      await she.receive();
      const { ussd } = she.locale;
      await she.dial();
      await she.choose(ussd.menuMine);
      await she.type('1');
      await she.choose(ussd.addMessage);
      await she.type(setting.words);
      await she.receive();
      await setting.gateway.pass(2);
      const official = await officialOf(setting, reference);
      await official.post(`/grievances/${reference}/resolve`, { text: setting.answer }).expect(200);
      await she.receive();
      await she.dial();
      await she.choose(ussd.menuMine);
      await she.type('1');
      await she.choose(ussd.outcomeNotFixed);
      await she.choose(ussd.disputeNothing);
      await she.receive();
    },
  },
  {
    name: '08-me-too',
    title: 'Joining an open report with one key, and hearing the end',
    tell: async (setting) => {
      const first = setting.person('She');
      const reference = await fileFirst(setting, first);
      await first.receive();
      const neighbour = setting.person('Her neighbour');
      await toMenu(neighbour);
      await toPlace(neighbour, setting.ordinary, neighbour.locale.ussd.consentAgree);
      await neighbour.type(placeName(setting));
      await neighbour.type('1');
      await neighbour.receive();
      await setting.gateway.pass(2);
      const official = await officialOf(setting, reference);
      await official.post(`/grievances/${reference}/resolve`, { text: setting.answer }).expect(200);
      await neighbour.receive();
    },
  },
  {
    name: '09-dropped',
    title: 'The line drops: the next dial goes on where it stood; or one SMS sends it',
    tell: async (setting) => {
      const she = setting.person('She');
      await toMenu(she);
      const { ussd } = she.locale;
      await toPlace(she, setting.ordinary, ussd.consentAgree);
      await she.type(placeName(setting));
      await she.drop();
      await setting.gateway.pass(0.01);
      await she.dial();
      await she.choose(ussd.resumeContinue);
      await she.type(setting.words);
      await she.drop();
      she.remark('she does not dial again; some minutes later');
      await setting.gateway.pass(0.1);
      await she.receive();
      await she.sms('1');
      await she.receive();
    },
  },
  {
    name: '10-sms',
    title: 'By SMS alone: words first, then one question after the other',
    tell: async (setting) => {
      const she = setting.person('She');
      const { keywords } = she.locale;
      await she.sms(`${keywords.report[0]} ${setting.words}`);
      await she.receive();
      const top = setting.ordinary.parent ?? setting.ordinary;
      await she.sms(String(setting.programme.topCategories.indexOf(top) + 1));
      await she.receive();
      await she.sms(placeName(setting));
      await she.receive();
      await she.sms(keywords.status[0] ?? '');
      await she.receive();
    },
  },
  {
    name: '11-public-information',
    title: 'Meetings, projects and figures of a place',
    tell: async (setting) => {
      const she = setting.person('She');
      await toMenu(she);
      const { ussd } = she.locale;
      await she.choose(ussd.menuInfo);
      await she.type(placeName(setting));
      await she.choose(ussd.infoMeetings);
      await she.type('0');
      await she.choose(ussd.infoProjects);
      await she.type('0');
      await she.choose(ussd.infoFigures);
    },
  },
  {
    name: '12-sealed-neutral',
    title: 'Of a sealed stream, where SMS is safe: words that say nothing, read with reference and PIN',
    tell: async (setting) => {
      const she = setting.person('She');
      await toMenu(she);
      const { ussd } = she.locale;
      await toPlace(she, setting.sealed, ussd.consentAgree);
      await she.choose(ussd.sealedGoOn);
      await she.type(placeName(setting));
      await she.type(setting.words);
      await she.choose(ussd.contactNeutral);
      await she.choose(ussd.confirmSend);
      const screen = she.screen();
      const reference = referenceOn(screen);
      const pin = /PIN\D{0,3}(\d{4})/.exec(screen)?.[1] ?? '';
      await she.receive();
      const { gateway, programme, sealed } = setting;
      const focal = await openProgram(gateway, { programme: programme.name, role: 'focal', stream: sealed.stream });
      await focal.post(`/grievances/${reference}/reply`, { approved: 'working' }).expect(200);
      await she.receive();
      await she.dial();
      await she.choose(ussd.menuMine);
      await she.choose(ussd.minePin);
      await she.type(reference);
      await she.type(pin);
    },
  },
  {
    name: '13-sms-dispute',
    title: 'By SMS: "not fixed" opens it again one rung higher, and her next words are why',
    tell: async (setting) => {
      const she = setting.person('She');
      const reference = await fileFirst(setting, she);
      await she.receive();
      await setting.gateway.pass(2);
      const official = await officialOf(setting, reference);
      await official.post(`/grievances/${reference}/resolve`, { text: setting.answer }).expect(200);
      await she.receive();
      await setting.gateway.pass(0.01);
      await she.sms('2');
      await she.receive();
      await setting.gateway.pass(0.01);
      await she.sms(setting.words);
      await she.receive();
    },
  },
  {
    name: '14-sms-words',
    title: 'The words the short code understands: help, data, thanks, stop, start',
    tell: async (setting) => {
      const she = setting.person('She');
      const { keywords, thanks } = she.locale;
      for (const word of [
        keywords.help[0],
        keywords.data[0],
        thanks[0],
        keywords.stop[0],
        keywords.status[0],
        keywords.start[0],
      ]) {
        await setting.gateway.pass(0.01);
        await she.sms(word ?? '');
        if ((await she.receive()).length === 0) she.remark('nothing is answered');
      }
    },
  },
];

/** Tells one story in one language of a programme, and gives back its text. */
export async function tellJourney(
  gateway: Gateway,
  journey: Journey,
  {
    programme,
    language,
    phones,
    story,
  }: { programme: Programme; language: Language; phones: (index: number) => string; story: number },
): Promise<string> {
  const marks = createMarks();
  const lines: string[] = [];
  let people = 0;
  const person = (name: string): Talk => {
    people += 1;
    return openTalk(gateway, { programme, language, phone: phones(people), name, marks, lines });
  };
  await journey.tell({
    gateway,
    programme,
    language,
    words: WORDS[language],
    answer: ANSWERS[language],
    person,
    ...choose(programme, story),
  });
  return [`# ${journey.title}`, `# ${programme.name}, ${CALLED[language]}`, '', ...lines]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

const CALLED: Readonly<Record<Language, string>> = {
  en: 'English',
  sw: 'Swahili',
  bn: 'Bangla',
  sq: 'Albanian',
  sr: 'Serbian',
};

/** A matter that many can have, one that is sealed, and a smallest place whose name is its own: each story another one. */
function choose(programme: Programme, story: number): Pick<Setting, 'ordinary' | 'sealed' | 'area'> {
  const categories = [...programme.categories.values()];
  const names = [...programme.areas.values()].map(({ names: { en } }) => en);
  const ordinary = categories.find(({ isJoinable, stream }) => isJoinable && stream === 'ordinary');
  const sealed = categories.find(({ stream, children }) => stream === 'protection' && children.length === 0);
  const area = [...programme.areas.values()].filter(
    ({ children, names: { en } }) => children.length === 0 && names.filter((name) => name.includes(en)).length === 1,
  )[story];
  if (!ordinary || !sealed || !area) throw new Error(`${programme.name} has nothing to tell a story of`);
  return { ordinary, sealed, area };
}
