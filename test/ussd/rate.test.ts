import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foldForAir } from '../../src/encoding.ts';
import { localeOf } from '../../src/locales/index.ts';
import { indexPhone, type Phone } from '../../src/phone.ts';
import {
  type Area,
  indicatorsOf,
  type Language,
  nameIn,
  type Programme,
  type Unit,
} from '../../src/routing/programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { type Dialogue, handset } from '../support/handset.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const PROGRAMMES = ['kenya-coast', 'khulna', 'kosovo'] as const;
const PREFIX: Readonly<Record<string, string>> = { KE: '+2547123', BD: '+88017123', XK: '+383441' };

let serial = 10_000;
function newPhone({ region }: Programme): string {
  serial += 1;
  return `${PREFIX[region]}${serial}`;
}

function programmeOf(name: string): Programme {
  const programme = gateway.deps.programmes.byName(name);
  if (!programme) throw new Error(`no programme ${name}`);
  return programme;
}

function unitOf(programme: Programme, code: string): Unit {
  const unit = programme.units.get(code);
  if (!unit) throw new Error(`no unit ${code}`);
  return unit;
}

/** Presses the line with this text, as it looks on the air. */
function press(call: Dialogue, label: string): Promise<Dialogue> {
  return call.choose(foldForAir(label));
}

/** The menu: a first caller has chosen her language, a known one comes straight to it. */
async function begin(programme: Programme, language: Language, phone = newPhone(programme)): Promise<Dialogue> {
  const { self, ussd } = localeOf(language);
  const call = await handset(gateway.app, phone).dial(programme.ussdCode);
  return call.screen.includes(foldForAir(ussd.menuRate)) ? call : press(call, self);
}

/** A caller who is asked where the service is, or which one. */
async function rating(programme: Programme, language: Language, phone?: string): Promise<Dialogue> {
  return press(await begin(programme, language, phone), localeOf(language).ussd.menuRate);
}

/** A caller who has typed a unit's number and given a score. */
async function rated(unit: Unit, score: number, programme: Programme, language: Language, phone?: string) {
  const asked = await (await rating(programme, language, phone)).type(String(unit.number));
  return asked.type(String(score));
}

function ratingsOf(unit: Unit) {
  return gateway.deps.db
    .selectFrom('ratings')
    .select(['id', 'citizen_id', 'score', 'comment', 'answers', 'language', 'channel', 'rated_on'])
    .where('unit_id', '=', unit.id)
    .orderBy('id')
    .execute();
}

async function lastRatingOf(unit: Unit) {
  return (await ratingsOf(unit)).at(-1);
}

describe.each(PROGRAMMES)('%s: a rating in at most five turns', (name) => {
  it('for a first caller who types the printed number, in every language', async () => {
    const programme = programmeOf(name);
    const unit = [...programme.units.values()][3] as Unit;
    for (const language of programme.languages) {
      const thanks = await rated(unit, 4, programme, language);
      expect(thanks.screen).toContain(foldForAir(localeOf(language).ussd.rateDone));
      expect(thanks.turns).toBeLessThanOrEqual(5);
    }
    expect((await ratingsOf(unit)).map(({ score }) => score)).toEqual(programme.languages.map(() => 4));
  });

  it('for a caller who has reported from there before, in every language', async () => {
    const programme = programmeOf(name);
    const unit = [...programme.units.values()][0] as Unit;
    for (const language of programme.languages) {
      const phone = newPhone(programme);
      await begin(programme, language, phone);
      await rememberPlace(phone, leafOf(unit.area).id);
      const { ussd } = localeOf(language);
      const menu = await handset(gateway.app, phone).dial(programme.ussdCode);
      const thanks = await (await (await press(menu, ussd.menuRate)).type('1')).type('5');
      expect(thanks.screen).toContain(foldForAir(ussd.rateDone));
      expect(thanks.turns).toBeLessThanOrEqual(5);
    }
  });
});

/** The first smallest place in an area: what a report is about, and what is remembered of it. */
function leafOf(area: Area): Area {
  const [first] = area.children;
  return first ? leafOf(first) : area;
}

/** The citizen with this number reported from this area last time. */
async function rememberPlace(phone: string, areaId: string): Promise<void> {
  const { config, db } = gateway.deps;
  const index = indexPhone(config.indexKey, phone as Phone);
  await db.updateTable('citizens').set({ area_id: areaId }).where('phone_index', '=', index).execute();
}

describe.each(PROGRAMMES)('%s: the questions of a unit', (name) => {
  it('are asked one by one in every language, at most three, each answer kept as it is given', async () => {
    const programme = programmeOf(name);
    const types = new Set([...programme.units.values()].map(({ type }) => type));
    const asked = new Set<string>();
    for (const language of programme.languages) {
      for (const type of types) {
        const unit = [...programme.units.values()].findLast((one) => one.type === type) as Unit;
        for (const code of await answerAll(unit, programme, language)) asked.add(code);
      }
    }
    expect([...asked].sort()).toEqual(programme.indicators.map(({ code }) => code).sort());
  });

  /** Rates a unit, answers its questions and adds no words; the codes of the questions. */
  async function answerAll(unit: Unit, programme: Programme, language: Language): Promise<string[]> {
    const { ussd } = localeOf(language);
    const questions = indicatorsOf(programme, unit);
    expect(questions.length).toBeLessThanOrEqual(3);
    let call = await rated(unit, 3, programme, language);
    call = await press(call, questions.length > 0 ? ussd.rateQuestions(questions.length) : ussd.rateSay);
    const given: Record<string, number> = {};
    for (const [index, { code, scale, names }] of questions.entries()) {
      expect(call.screen).toContain(foldForAir(nameIn(names, language)));
      const value = scale === 'yes_no' ? 2 : 5 - index;
      call = await call.type(String(value));
      given[code] = value;
      expect(await lastRatingOf(unit)).toMatchObject({ answers: given, comment: null });
    }
    const end = await press(call, ussd.noComment);
    expect(end).toMatchObject({ isOver: true, screen: foldForAir(ussd.rateEnd) });
    expect(await lastRatingOf(unit)).toMatchObject({
      score: 3,
      comment: null,
      answers: given,
      language,
      channel: 'ussd',
    });
    return questions.map(({ code }) => code);
  }
});

describe('a rating', () => {
  const kenya = () => programmeOf('kenya-coast');
  const hospital = () => unitOf(kenya(), 'MSA-TUDOR');
  const { ussd, again } = localeOf('en');

  it('is kept with the score alone: whoever hangs up then has rated', async () => {
    const phone = newPhone(kenya());
    await rated(hospital(), 2, kenya(), 'en', phone);
    expect(await lastRatingOf(hospital())).toMatchObject({
      score: 2,
      comment: null,
      answers: {},
      rated_on: '2026-11-23',
    });
    // And nothing of it is left to go on with.
    const next = await handset(gateway.app, phone).dial(kenya().ussdCode);
    expect(next.screen).not.toContain(ussd.resumeContinue);
  });

  it('is one per person, unit and day: rated again, the score is replaced, and what she said beside it stays', async () => {
    const phone = newPhone(kenya());
    const before = (await ratingsOf(hospital())).length;
    const first = await press(await rated(hospital(), 1, kenya(), 'en', phone), ussd.rateSay);
    expect((await first.type('The pharmacy was closed')).isOver).toBe(true);
    const again = await press(await rated(hospital(), 5, kenya(), 'en', phone), ussd.rateQuestions(3));
    await again.type('4');
    const ratings = await ratingsOf(hospital());
    expect(ratings).toHaveLength(before + 1);
    expect(ratings.at(-1)).toMatchObject({
      score: 5,
      comment: 'The pharmacy was closed',
      answers: { MEDICINE: 4 },
    });
  });

  it('is a new one the day after, and leaves the one of yesterday alone', async () => {
    const morrow = await openGateway();
    try {
      const programme = morrow.deps.programmes.byName('kenya-coast') as Programme;
      const phone = handset(morrow.app, newPhone(programme));
      const rate = async (score: string) => {
        const menu = await phone.dial(programme.ussdCode);
        const known = menu.screen.includes(ussd.menuRate) ? menu : await menu.choose('English');
        const thanks = await (await (await known.choose(ussd.menuRate)).type('103')).type(score);
        return (await thanks.choose(ussd.rateSay)).type(`Words of ${score}`);
      };
      await rate('1');
      await morrow.pass(24);
      await rate('5');
      const rows = await morrow.deps.db
        .selectFrom('ratings')
        .select(['score', 'comment', 'rated_on'])
        .orderBy('id')
        .execute();
      expect(rows).toEqual([
        { score: 1, comment: 'Words of 1', rated_on: '2026-11-23' },
        { score: 5, comment: 'Words of 5', rated_on: '2026-11-24' },
      ]);
    } finally {
      await morrow.close();
    }
  });

  it('keeps the last answer to a question that she goes back to', async () => {
    const second = await (await press(await rated(hospital(), 3, kenya(), 'en'), ussd.rateQuestions(3))).type('2');
    const first = await second.type('0');
    expect(first.screen).toContain('Medicines available');
    await first.type('5');
    expect(await lastRatingOf(hospital())).toMatchObject({ answers: { MEDICINE: 5 } });
  });

  it('is done when it is given: the way back leads to the menu, not to another score', async () => {
    const thanks = await rated(hospital(), 3, kenya(), 'en');
    expect((await thanks.type('0')).screen).toContain(ussd.menuRate);
  });

  it('is the same when every request comes twice', async () => {
    const before = (await ratingsOf(hospital())).length;
    const phone = newPhone(kenya());
    for (let time = 0; time < 2; time += 1) {
      for (const text of ['', '2', '2*2', '2*2*102', '2*2*102*4', '2*2*102*4*2', '2*2*102*4*2*Clean wards']) {
        await handset(gateway.app, phone).dial(kenya().ussdCode, { sessionId: 'ATUid_rated_twice', text });
      }
    }
    const ratings = await ratingsOf(hospital());
    expect(ratings).toHaveLength(before + 1);
    expect(ratings.at(-1)).toMatchObject({ score: 4, comment: 'Clean wards' });
  });

  it('takes a dial-through up to the score, and asks for no more than that', async () => {
    const before = (await ratingsOf(hospital())).length;
    const call = await handset(gateway.app, newPhone(kenya())).dial(kenya().ussdCode, { text: '2*2*102*4*0*00*1' });
    expect(call.screen).toContain(ussd.rateDone);
    const ratings = await ratingsOf(hospital());
    expect(ratings).toHaveLength(before + 1);
    expect(ratings.at(-1)).toMatchObject({ score: 4, answers: {}, comment: null });
  });

  it.each(['6', '0.5', '-1', 'good', '10', '😀'])('asks again for the score %j and keeps nothing', async (typed) => {
    const before = (await ratingsOf(hospital())).length;
    const asked = await (await rating(kenya(), 'en')).type('102');
    const askedAgain = await asked.type(typed);
    expect(askedAgain.screen).toContain(again.score);
    expect(askedAgain.screen).toContain('5. Very good');
    expect(await ratingsOf(hospital())).toHaveLength(before);
  });

  it.each(['', '7', '😀😀', 'ok'])('asks again for a comment that says nothing: %j', async (typed) => {
    const comment = await press(await rated(hospital(), 3, kenya(), 'en'), ussd.rateSay);
    expect((await comment.type(typed)).isOver).toBe(false);
    expect(await lastRatingOf(hospital())).toMatchObject({ comment: null });
  });

  it('cuts a comment of ten thousand letters, between characters', async () => {
    const comment = await press(await rated(hospital(), 3, kenya(), 'en'), ussd.rateSay);
    expect((await comment.type(`${'x'.repeat(999)}😀${'y'.repeat(9_000)}`)).isOver).toBe(true);
    expect((await lastRatingOf(hospital()))?.comment).toBe(`${'x'.repeat(999)}😀`);
  });

  it('reads a yes or no question by its two keys only', async () => {
    const programme = programmeOf('kosovo');
    const unit = [...programme.units.values()][5] as Unit;
    let call = await press(await rated(unit, 3, programme, 'en'), ussd.rateQuestions(3));
    call = await (await call.type('3')).type('3');
    expect(call.screen).toContain('1. Yes\n2. No');
    for (const typed of ['3', '5', 'yes']) expect((await call.type(typed)).screen).toContain('1. Yes\n2. No');
    expect((await lastRatingOf(unit))?.answers).toEqual({ RESPECT: 3, EXPLAIN: 3 });
  });
});

describe('which unit', () => {
  const kenya = () => programmeOf('kenya-coast');
  const { ussd, again } = localeOf('en');

  it('is found by its number in Bangla digits', async () => {
    const programme = programmeOf('khulna');
    const unit = [...programme.units.values()][4] as Unit;
    const digits = String(unit.number).replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'[Number(digit)] ?? '');
    const asked = await (await rating(programme, 'bn')).type(digits);
    await asked.type('৫');
    expect(await ratingsOf(unit)).toMatchObject([{ score: 5, language: 'bn' }]);
  });

  it('is found by number on a screen that asks for the number of a ward', async () => {
    const programme = programmeOf('khulna');
    const wards = await (await rating(programme, 'en')).choose('Khulna City Corporation');
    const unit = [...programme.units.values()].at(-1) as Unit;
    const wrong = await wards.type('999');
    expect(wrong.screen).toContain(again.wardNumber);
    expect((await wrong.type(String(unit.number))).screen).toContain('5. Very good');
  });

  it.each(['999', '1', '১'.repeat(30), '00102'])('is not guessed from a wrong number: %s', async (typed) => {
    const place = await rating(kenya(), 'en');
    const unit = await place.type(typed);
    // 1 is the first place of the list, and leading zeros change no number.
    if (typed === '00102') expect(unit.screen).toContain('Tudor Sub-County Hospital');
    else expect(unit.screen).not.toContain('5. Very good');
  });

  it.each(['Tudor Sub-County Hospital', 'tudor hospital', 'Tudor Sub-Conty Hospitl', 'Hospitali ya Tudor'])(
    'is found by name: %s',
    async (typed) => {
      const asked = await (await rating(kenya(), 'en')).type(typed);
      expect(asked.screen).toContain('Tudor Sub-County Hospital');
      expect(asked.screen).toContain('5. Very good');
    },
  );

  it('is chosen from a list where several are called so, those near her first, and back leads to where she typed', async () => {
    const unit = unitOf(kenya(), 'MSA-TUDOR');
    const phone = newPhone(kenya());
    await begin(kenya(), 'en', phone);
    await rememberPlace(phone, unit.area.id);
    const near = await (await handset(gateway.app, phone).dial(kenya().ussdCode)).choose(ussd.menuRate);
    const first = await near.type('hospital');
    expect(first.screen).toContain('1. Coast General Referral Hospital');
    const back = await first.type('0');
    expect(back.screen).toBe(near.screen);
    const list = await back.type('hospital');
    const score = await list.choose('Tudor Sub-County Hospital');
    expect(score.screen).toContain('Tudor Sub-County Hospital: how was');
    expect((await score.type('0')).screen).toBe(list.screen);
  });

  it('is chosen from the units of a place that was typed, those called so first', async () => {
    const list = await (await rating(kenya(), 'en')).type('Malindi');
    expect(list.screen).toContain(ussd.unit);
    expect(list.screen).toMatch(/1\. Malindi Sub-County Hospital\n2\. Malindi Water/);
  });

  it('is asked for again where nothing is called so', async () => {
    const ward = await (await rating(kenya(), 'en')).type('Mtongwe');
    expect(ward.screen).toContain(ussd.unit);
    const unknown = await ward.type('nothing of the kind');
    expect(unknown.screen).toContain(again.noCategory);
    const wrong = await unknown.type('998');
    expect(wrong.screen).toContain(again.wardNumber);
    // Another place by its name, from the list of this one.
    expect((await wrong.type('Malindi')).screen).toContain('1. Malindi');
  });
});
