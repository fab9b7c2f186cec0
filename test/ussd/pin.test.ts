import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { makeReference, parseReference } from '../../src/grievances/reference.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { nextRung } from '../../src/routing/ladder.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';
import { readHistory } from '../support/report.ts';
import { atChoices, OFFICIAL, onAir, openScene, type Scene, SETTINGS, shown, whole } from './scene.ts';

/** What a focal point says of a sealed report: an approved text, and a note that the reporter never reads. */
const DONE = { approved: 'help_arranged', note: 'We have spoken to her.' };

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

describe.each(SETTINGS)('a report with a PIN in $programme, in $language', (setting) => {
  let scene: Scene;
  beforeAll(() => {
    scene = openScene(gateway, setting);
  });

  const wrongPin = () => onAir(scene.voice.locale.again.wrongPin);
  const manyPins = () => onAir(scene.voice.locale.again.manyPins);

  /** An anonymous report; `wrong` is a PIN that does not open it. */
  async function anonymous() {
    const citizen = scene.newCitizen();
    const { reference, pin = '' } = await scene.report(citizen, { isAnonymous: true });
    return { citizen, reference, pin, wrong: otherPin(pin), id: (await scene.row(reference)).id };
  }

  async function sealed() {
    const citizen = scene.newCitizen();
    const { reference, pin = '' } = await scene.report(citizen, { category: setting.sealed });
    return { citizen, reference, pin, id: (await scene.row(reference)).id };
  }

  it('that was sent without a number is in no list, and read from any phone', async () => {
    const { citizen, reference, pin, id } = await anonymous();
    expect(await scene.row(reference)).toMatchObject({ citizen_id: null, contact: 'none' });
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'A team comes on Friday.' });
    const mine = await (await scene.menu(citizen)).choose(onAir(scene.ussd.menuMine));
    expect(mine.screen).toContain(onAir(scene.ussd.noMine));
    expect(await citizen.news()).toEqual([]);

    const state = await whole(await scene.open(scene.newCitizen(), reference, pin));
    expect(state).toContain(shown(reference));
    expect(state).toContain('A team comes on Friday.');
    const opened = await scene.open(scene.newCitizen(), reference, pin);
    const end = await (await opened.choose(onAir(scene.ussd.addMessage))).type('The gate is locked, call first');
    expect(end.isOver).toBe(true);
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'replied', 'citizen_wrote']);
  });

  it('understands spaces, and digits of another script, and leads back to the list and not to the PIN', async () => {
    const { reference, pin } = await anonymous();
    const bangla = (digits: string) => digits.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'[Number(digit)] ?? '');
    const opened = await scene.open(scene.newCitizen(), shown(bangla(reference)), ` ${bangla(pin)} `);
    expect(await whole(opened)).toContain(shown(reference));
    const back = await (await scene.open(scene.newCitizen(), reference, pin)).type('0');
    expect(back.screen).toContain(onAir(scene.ussd.minePin));
  });

  it('asks for the reference again when a digit is wrong', async () => {
    const { reference } = await anonymous();
    const list = await (await scene.menu(scene.newCitizen())).choose(onAir(scene.ussd.menuMine));
    let asked = await list.choose(onAir(scene.ussd.minePin));
    for (const typed of [slip(reference), '1234', 'the tap', `${reference}1`]) {
      asked = await asked.type(typed);
      expect(asked.screen).toContain(onAir(scene.voice.locale.again.wrongReference));
    }
  });

  it('of a sealed stream is in no list of the phone it came from, and takes her words and her "no" in silence', async () => {
    const { citizen, reference, pin, id } = await sealed();
    const before = await scene.row(reference);
    const list = await whole(await (await scene.menu(citizen)).choose(onAir(scene.ussd.menuMine)));
    expect(list).not.toContain(shown(reference));
    expect(list).toContain(onAir(scene.ussd.noMine));

    await (await (await scene.open(citizen, reference, pin)).choose(onAir(scene.ussd.addMessage))).type('He came back');
    await resolve(gateway.deps, OFFICIAL, { id }, DONE);
    const state = await whole(await scene.open(citizen, reference, pin));
    expect(state).toContain(onAir(scene.voice.locale.approved.help_arranged));
    expect(state).not.toContain(DONE.note);
    const opened = await atChoices(await scene.open(citizen, reference, pin));
    // Nothing was "fixed", and nothing "broke again": there are her own words alone.
    const why = await opened.choose(onAir(scene.ussd.no));
    expect(why.screen).toContain(onAir(scene.ussd.sealedWhy));
    expect(why.screen).not.toMatch(/^1\. /m);
    expect((await why.type('He came back again')).isOver).toBe(true);

    const desk = scene.programme.byId.offices.get(before.office_id ?? '');
    const higher = desk && nextRung(desk);
    const after = await scene.row(reference);
    expect(after).toMatchObject({ status: 'routed', outcome: 'disputed', office_id: (higher ?? desk)?.id });
    // Up the ladder of the desks, which no ordinary office is on.
    const kinds = new Set(scene.programme.categories.get(setting.sealed)?.officeKinds);
    for (let rung = desk; rung; rung = nextRung(rung) ?? undefined) kinds.add(rung.kind);
    expect(kinds).toContain(scene.programme.byId.offices.get(after.office_id ?? '')?.kind);
    expect(await citizen.news()).toEqual([]);
  });

  it('of a sealed stream can be confirmed with its PIN, and by its number alone not even be seen', async () => {
    const { citizen, reference, pin, id } = await sealed();
    await resolve(gateway.deps, OFFICIAL, { id }, DONE);
    await expect(scene.state(citizen, reference)).rejects.toThrow('no line');
    const opened = await atChoices(await scene.open(citizen, reference, pin));
    expect((await opened.choose(onAir(scene.ussd.yes))).screen).toContain(onAir(scene.ussd.confirmed));
    expect(await scene.row(reference)).toMatchObject({ status: 'closed', outcome: 'confirmed' });
  });

  it('says the same of a wrong PIN, of a report without one, and of a reference that no report has', async () => {
    const { reference, wrong } = await anonymous();
    const { reference: plain } = await scene.report(scene.newCitizen());
    const screens = new Set<string>();
    for (const tried of [reference, plain, makeReference(() => 1_000_001)]) {
      // The sixth try is held whatever the reference, so that being held tells nothing either.
      let call = await scene.open(scene.newCitizen(), tried, wrong);
      const said = [call.screen];
      for (let tries = 0; tries < 4; tries += 1) {
        call = await call.type(wrong);
        said.push(call.screen);
      }
      said.push((await scene.open(scene.newCitizen(), tried, wrong)).screen);
      screens.add(said.join('\n--\n'));
    }
    expect(screens.size).toBe(1);
    const [only = ''] = screens;
    expect(only.split('--').filter((screen) => screen.includes(wrongPin()))).toHaveLength(5);
    expect(only.split('--').at(-1)).toContain(manyPins());
  });

  it('is held after five wrong PINs, for an hour and then for two, also for the right one', async () => {
    const { reference, pin, wrong } = await anonymous();
    await guess(scene.newCitizen(), reference, wrong, 5);
    const tryRight = async () => (await scene.open(scene.newCitizen(), reference, pin)).screen;
    expect(await tryRight()).toContain(manyPins());
    await gateway.pass(0.99);
    expect(await tryRight()).toContain(manyPins());
    await gateway.pass(0.02);
    await guess(scene.newCitizen(), reference, wrong, 1);
    await gateway.pass(1.5);
    expect(await tryRight()).toContain(manyPins());
    await gateway.pass(0.6);
    expect(await tryRight()).toContain(shown(reference));
    // Opened: she may mistype again.
    await guess(scene.newCitizen(), reference, wrong, 4);
    expect(await tryRight()).toContain(shown(reference));
  });

  it('lets one call mistype five PINs, whatever the references, and opens nothing after that', async () => {
    const { reference, pin } = await anonymous();
    const guesser = scene.newCitizen();
    const list = await (await scene.menu(guesser)).choose(onAir(scene.ussd.menuMine));
    let call: Dialogue = await list.choose(onAir(scene.ussd.minePin));
    for (let tries = 0; tries < 5; tries += 1) {
      call = await (await call.type(makeReference())).type('4321');
      expect(call.screen).toContain(wrongPin());
      call = await call.type('0');
    }
    const held = await (await call.type(reference)).type(pin);
    expect(held.screen).toContain(manyPins());
    // Also by way of the menu.
    const again = await (await (await held.type('00')).choose(onAir(scene.ussd.menuMine))).choose(
      onAir(scene.ussd.minePin),
    );
    expect((await (await again.type(reference)).type(pin)).screen).toContain(manyPins());
    // Another call, and the report was not held: nobody had mistyped its PIN.
    expect((await scene.open(guesser, reference, pin)).screen).toContain(shown(reference));
  });

  it('counts guesses that come at the same moment', async () => {
    const { reference, pin, wrong } = await anonymous();
    const calls = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const list = await (await scene.menu(scene.newCitizen())).choose(onAir(scene.ussd.menuMine));
        return (await list.choose(onAir(scene.ussd.minePin))).type(reference);
      }),
    );
    const screens = (await Promise.all(calls.map((call) => call.type(wrong)))).map(({ screen }) => screen);
    expect(screens.filter((screen) => screen.includes(wrongPin()))).toHaveLength(5);
    expect(screens.filter((screen) => screen.includes(manyPins()))).toHaveLength(3);
    expect((await scene.open(scene.newCitizen(), reference, pin)).screen).toContain(manyPins());
  });

  it('leaves no PIN in the state of the call, right or wrong', async () => {
    const { reference, pin, wrong } = await anonymous();
    const call = await (await scene.open(scene.newCitizen(), reference, wrong)).type(pin);
    const { rows } = await sql<{ state: string }>`
      select state::text as state from ussd_sessions where id = ${`at-${call.sessionId}`}`.execute(gateway.deps.db);
    expect(rows[0]?.state).toContain(reference);
    expect(rows[0]?.state).not.toMatch(new RegExp(`"${pin}"|"${wrong}"`));
  });

  async function guess(citizen: ReturnType<Scene['newCitizen']>, reference: string, pin: string, times: number) {
    let call = await scene.open(citizen, reference, pin);
    for (let tries = 1; tries < times; tries += 1) call = await call.type(pin);
    expect(call.screen).toContain(wrongPin());
  }
});

function otherPin(pin: string): string {
  return pin === '1234' ? '4321' : '1234';
}

/** The reference with its last digit mistyped. */
function slip(reference: string): string {
  const typed = `${reference.slice(0, 7)}${(Number(reference[7]) + 1) % 10}`;
  expect(parseReference(typed)).toEqual({ ok: false, reason: 'check_digit' });
  return typed;
}
