import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reject } from '../../src/grievances/reject.ts';
import { reopen } from '../../src/grievances/reopen.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { nextRung } from '../../src/routing/ladder.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { readHistory } from '../support/report.ts';
import { atChoices, OFFICIAL, onAir, openScene, type Scene, SETTINGS, shown, whole } from './scene.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

describe.each(SETTINGS)('my reports in $programme, in $language', (setting) => {
  let scene: Scene;
  beforeAll(() => {
    scene = openScene(gateway, setting);
  });

  /** A report of a citizen of her own, with an office. */
  async function filed() {
    const citizen = scene.newCitizen();
    const { reference } = await scene.report(citizen);
    const row = await scene.row(reference);
    await citizen.news();
    return { citizen, reference, id: row.id, key: { id: row.id }, row };
  }

  it('are none for a stranger, who can still open one with number and PIN', async () => {
    const mine = await (await scene.menu(scene.newCitizen())).choose(onAir(scene.ussd.menuMine));
    expect(mine.screen).toContain(onAir(scene.ussd.noMine));
    expect((await mine.choose(onAir(scene.ussd.minePin))).screen).toContain(onAir(scene.ussd.pinReference));
  });

  it('are listed newest first, each with state, office and due date', async () => {
    const { citizen, reference } = await filed();
    await gateway.pass(1);
    const { reference: newer } = await scene.report(citizen, { category: setting.single });
    const list = await whole(await (await scene.menu(citizen)).choose(onAir(scene.ussd.menuMine)));
    expect(list.indexOf(shown(newer))).toBeGreaterThan(0);
    expect(list.indexOf(shown(newer))).toBeLessThan(list.indexOf(shown(reference)));

    const row = await scene.row(newer);
    const state = await whole(await scene.state(citizen, newer));
    expect(state).toContain(onAir(scene.voice.locale.status.routed));
    expect(state).toContain(scene.voice.moment(row.respond_by ?? new Date(0)));
    const office = scene.programme.byId.offices.get(row.office_id ?? '');
    expect(state).toContain(onAir(scene.voice.name(office?.names ?? { en: '?' })).slice(0, 9));
  });

  it('show the last answer, in full', async () => {
    const { citizen, reference, key } = await filed();
    await reply(gateway.deps, OFFICIAL, key, { text: 'We will come on Thursday.' });
    const words = `The pump was ordered. ${'It takes a while to arrive. '.repeat(8)}We call you.`;
    await reply(gateway.deps, OFFICIAL, key, { text: words });
    const state = await whole(await scene.state(citizen, reference));
    expect(state).toContain(onAir(scene.ussd.stateAnswer(words)));
    expect(state).not.toContain('Thursday');
  });

  it('take another message, which says something, and no SMS repeats the thanks', async () => {
    const { citizen, reference, id } = await filed();
    const asked = await (await scene.state(citizen, reference)).choose(onAir(scene.ussd.addMessage));
    expect(asked.screen).toContain(onAir(scene.ussd.messageText));
    const again = await asked.type('?!');
    expect(again.screen).toContain(onAir(scene.voice.locale.again.short));
    const thanks = await again.type('The pipe is open at the school gate');
    expect(thanks.isOver).toBe(true);
    expect(await scene.eventData(reference, 'citizen_wrote')).toEqual({ text: 'The pipe is open at the school gate' });
    expect(await citizen.news()).toEqual([]);
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'citizen_wrote']);
  });

  it('are closed when she says that it is fixed, once', async () => {
    const { citizen, reference, key, id } = await filed();
    await resolve(gateway.deps, OFFICIAL, key, { text: 'Repaired' });
    await citizen.news();
    const state = await scene.state(citizen, reference);
    expect(await whole(state)).toContain(onAir(scene.ussd.askOutcome));
    const fresh = await atChoices(await scene.state(citizen, reference));
    const end = await (await scene.state(citizen, reference)).choose(onAir(scene.ussd.outcomeFixed));
    expect(end).toMatchObject({ isOver: true, screen: onAir(scene.ussd.confirmed) });
    expect(await scene.row(reference)).toMatchObject({ status: 'closed', outcome: 'confirmed' });
    expect(await citizen.news()).toEqual([]);
    // Another call that still shows the question comes to the same end, and nothing happens twice.
    expect((await fresh.choose(onAir(scene.ussd.outcomeFixed))).screen).toBe(end.screen);
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'resolved', 'confirmed']);
  });

  it.each([
    ['with a key', 'key'],
    ['in her own words', 'words'],
  ])('open again one rung higher when she says why it is not fixed, %s', async (_name, how) => {
    const { citizen, reference, key, row } = await filed();
    await resolve(gateway.deps, OFFICIAL, key, { text: 'Repaired' });
    await citizen.news();
    const why = await (await scene.state(citizen, reference)).choose(onAir(scene.ussd.outcomeNotFixed));
    expect(why.screen).toContain(onAir(scene.ussd.disputeWhy));
    expect((await why.type('??')).screen).toContain(onAir(scene.voice.locale.again.short));
    const another = await (await scene.state(citizen, reference)).choose(onAir(scene.ussd.outcomeNotFixed));
    const end =
      how === 'key'
        ? await another.choose(onAir(scene.ussd.disputePartly))
        : await another.type('Only the first house');
    expect(end.isOver).toBe(true);

    const office = scene.programme.byId.offices.get(row.office_id ?? '');
    const higher = office && nextRung(office);
    const after = await scene.row(reference);
    expect(after).toMatchObject({ status: 'routed', outcome: 'disputed', level: 1, office_id: higher?.id });
    expect(end.screen).toContain(onAir(scene.voice.moment(after.resolve_by ?? new Date(0))));
    const reason = how === 'key' ? scene.ussd.disputePartly : 'Only the first house';
    expect(await scene.eventData(reference, 'disputed')).toEqual({ from: office?.code, to: higher?.code, reason });
    expect(await citizen.news()).toHaveLength(1);
  });

  it('can be disputed when they were closed in silence, and not a year later', async () => {
    const { citizen, reference, key } = await filed();
    await resolve(gateway.deps, OFFICIAL, key, { text: 'Repaired' });
    await gateway.pass(24 * (scene.programme.confirmWithinDays + 1));
    expect(await scene.row(reference)).toMatchObject({ status: 'closed', outcome: 'silent' });
    expect((await (await scene.state(citizen, reference)).choose(onAir(scene.ussd.outcomeNotFixed))).screen).toContain(
      onAir(scene.ussd.disputeWhy),
    );
    await gateway.pass(24 * 365);
    await expect((await scene.state(citizen, reference)).choose(onAir(scene.ussd.outcomeNotFixed))).rejects.toThrow(
      'no line',
    );
    expect(await scene.row(reference)).toMatchObject({ status: 'closed', outcome: 'silent' });
  });

  it('offer nothing to press once they were rejected, and say why', async () => {
    const { citizen, reference, key } = await filed();
    await reject(gateway.deps, OFFICIAL, key, { reason: 'This is not a public tap.' });
    const state = await whole(await scene.state(citizen, reference));
    expect(state).toContain('This is not a public tap.');
    expect(state).not.toMatch(/\b1\. /);
  });

  it('say so when somebody was faster, and change nothing then', async () => {
    const { citizen, reference, key } = await filed();
    await resolve(gateway.deps, OFFICIAL, key, { text: 'Repaired' });
    const fixed = await atChoices(await scene.state(citizen, reference));
    const why = await scene.state(citizen, reference);
    const asked = await why.choose(onAir(scene.ussd.outcomeNotFixed));
    await reopen(gateway.deps, OFFICIAL, key, { reason: 'Closed by mistake' });
    const before = await scene.row(reference);
    for (const end of [
      await fixed.choose(onAir(scene.ussd.outcomeFixed)),
      await asked.choose(onAir(scene.ussd.disputeNothing)),
    ]) {
      expect(end).toMatchObject({ isOver: true, screen: onAir(scene.ussd.tooLate) });
    }
    expect(await scene.row(reference)).toEqual(before);
  });

  it('are in one state when "fixed" and "not fixed" come at the same moment', async () => {
    const { citizen, reference, key, id } = await filed();
    await resolve(gateway.deps, OFFICIAL, key, { text: 'Repaired' });
    const fixed = await atChoices(await scene.state(citizen, reference));
    const why = await scene.state(citizen, reference);
    const asked = await why.choose(onAir(scene.ussd.outcomeNotFixed));
    const [first, second] = await Promise.all([
      fixed.choose(onAir(scene.ussd.outcomeFixed)),
      asked.choose(onAir(scene.ussd.disputeAgain)),
    ]);
    expect([onAir(scene.ussd.confirmed), onAir(scene.ussd.tooLate)]).toContain(first?.screen);
    expect(second?.screen).not.toBe(onAir(scene.ussd.tooLate));
    // Her "no" stands whichever came first: what is closed may still be disputed.
    expect(await scene.row(reference)).toMatchObject({ status: 'routed', outcome: 'disputed', level: 1 });
    const history = await readHistory(gateway, id);
    expect(history.filter((type) => type === 'disputed')).toHaveLength(1);
  });

  it('are never those of another number', async () => {
    const { reference } = await filed();
    const stranger = scene.newCitizen();
    await scene.report(stranger, { category: setting.single });
    await expect(scene.state(stranger, reference)).rejects.toThrow('no line');
    const tried = await scene.open(stranger, reference, '0000');
    expect(tried.screen).toContain(onAir(scene.voice.locale.again.wrongPin));
  });
});
