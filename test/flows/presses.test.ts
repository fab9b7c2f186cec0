import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foldForAir } from '../../src/encoding.ts';
import { localeOf } from '../../src/locales/index.ts';
import { findAreas } from '../../src/routing/find-area.ts';
import type { Area, Category, Language, Programme } from '../../src/routing/programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { type Dialogue, handset } from '../support/handset.ts';

const MOST = { first: 9, returning: 6, rating: 5 } as const;

/** Languages as each programme offers them, and how its phone numbers begin. */
const PROGRAMMES = [
  ['kenya-coast', '+2547140', 5],
  ['khulna', '+88017140', 5],
  ['kosovo', '+383440', 5],
] as const;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

let serial = 0;
function newPhone(prefix: string, digits: number): string {
  serial += 1;
  return `${prefix}${String(serial).padStart(digits, '0')}`;
}

/** One turn: the key of the line where it is on the page that is showing, else the words themselves. */
async function answer(call: Dialogue, label: string): Promise<Dialogue> {
  const lines = call.screen.split('\n').map((line) => /^(\d)\. (.+)$/.exec(line));
  const key = lines.find((match) => match?.[2] === foldForAir(label) && match[1] !== '0' && match[1] !== '9')?.[1];
  return call.type(key ?? label);
}

function named(names: Area['names'], language: Language): string {
  return names[language] ?? names.en;
}

/** Answers that lead from the menu to what happened. */
async function toMatter(call: Dialogue, category: Category, language: Language): Promise<Dialogue> {
  const top = category.parent ?? category;
  const ofKind = await answer(call, named(top.names, language));
  if (top.children.length === 0) return ofKind;
  if (category.parent) return answer(ofKind, named(category.names, language));
  // "Something else", or the name of the heading where that line is on a later page.
  const { notSure } = localeOf(language).ussd;
  return answer(ofKind, ofKind.screen.includes(foldForAir(notSure)) ? notSure : named(top.names, language));
}

async function toMenu(phone: string, programme: Programme, language: Language): Promise<Dialogue> {
  const call = await handset(gateway.app, phone).dial(programme.ussdCode);
  return answer(call, localeOf(language).self);
}

async function describeAndSend(call: Dialogue, language: Language): Promise<Dialogue> {
  return answer(await call.type('Kisima / well / pus'), localeOf(language).ussd.confirmSend);
}

/** Places that one typed name leads straight to. */
function placesOf(programme: Programme, language: Language): Area[] {
  const leaves = [...programme.areas.values()].filter(({ children }) => children.length === 0);
  return leaves.filter(({ names }) => findAreas(programme, named(names, language), { limit: 2 }).length === 1);
}

describe.each(PROGRAMMES)('%s', (name, prefix, digits) => {
  const programme = (): Programme => {
    const found = gateway.deps.programmes.byName(name);
    if (!found) throw new Error(`${name} is not loaded`);
    return found;
  };
  const languages = (): readonly Language[] => programme().languages;
  const ordinary = () => [...programme().categories.values()].filter(({ stream }) => stream === 'ordinary');

  it(`files a first report in ${MOST.first} turns at most, whatever it is about, in every language`, async () => {
    for (const language of languages()) {
      const places = placesOf(programme(), language);
      for (const [index, category] of ordinary().entries()) {
        const menu = await toMenu(newPhone(prefix, digits), programme(), language);
        const { ussd } = localeOf(language);
        const matter = await toMatter(
          await answer(await answer(menu, ussd.menuReport), ussd.consentAgree),
          category,
          language,
        );
        const place = places[index % places.length];
        const end = await describeAndSend(await matter.type(named(place?.names ?? { en: '' }, language)), language);
        expect([category.code, language, end.screen]).toEqual([
          category.code,
          language,
          expect.stringMatching(/\d{4} \d{4}/),
        ]);
        expect([category.code, language, end.turns <= MOST.first, end.turns]).toEqual([
          category.code,
          language,
          true,
          end.turns,
        ]);
      }
    }
  }, 60_000);

  it(`files another report in ${MOST.returning} turns at most, whatever it is about`, async () => {
    const [language] = programme().languages;
    const { ussd } = localeOf(language);
    const phone = newPhone(prefix, digits);
    const [place] = placesOf(programme(), language);
    const [any] = ordinary();
    if (!place || !any) throw new Error('nothing to report');
    const menu = await toMenu(phone, programme(), language);
    const matter = await toMatter(await answer(await answer(menu, ussd.menuReport), ussd.consentAgree), any, language);
    await describeAndSend(await matter.type(named(place.names, language)), language);
    for (const category of ordinary()) {
      const call = await handset(gateway.app, phone).dial(programme().ussdCode);
      const end = await describeAndSend(
        await toMatter(await answer(call, ussd.menuReport), category, language),
        language,
      );
      expect([category.code, end.screen]).toEqual([category.code, expect.stringMatching(/\d{4} \d{4}/)]);
      expect([category.code, end.turns <= MOST.returning, end.turns]).toEqual([category.code, true, end.turns]);
    }
    const { count } = await gateway.deps.db
      .selectFrom('grievances')
      .innerJoin('citizens', 'citizens.id', 'grievances.citizen_id')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('grievances.programme_id', '=', programme().id)
      .executeTakeFirstOrThrow();
    expect(count).toBe(ordinary().length * (languages().length + 1) + 1);
  }, 60_000);

  it(`rates any service in ${MOST.rating} turns at most, by a first caller with its number, in every language`, async () => {
    const ratings = () =>
      gateway.deps.db
        .selectFrom('ratings')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
    for (const language of languages()) {
      for (const unit of programme().units.values()) {
        const before = await ratings();
        const menu = await toMenu(newPhone(prefix, digits), programme(), language);
        const score = await (await answer(menu, localeOf(language).ussd.menuRate)).type(String(unit.number));
        const end = await score.type('4');
        expect([unit.code, end.turns <= MOST.rating]).toEqual([unit.code, true]);
        expect(await ratings()).toEqual({ count: before.count + 1 });
      }
    }
  }, 60_000);
});
