import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { reject } from '../../src/grievances/reject.ts';
import { reopen } from '../../src/grievances/reopen.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { tellJoiners } from '../../src/grievances/tell-joiners.ts';
import { findAreas } from '../../src/routing/find-area.ts';
import { nameIn } from '../../src/routing/programme.ts';
import { untilDaytime } from '../support/daytime.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { readHistory } from '../support/report.ts';
import { OFFICIAL, onAir, openScene, type Scene, SETTINGS, shown, whole } from './scene.ts';

/** Words of an official that must reach whoever filed the report, and nobody else. */
const NAMING = 'Dear Amina Otieno, house 14 is connected again.';

let gateway: Gateway;
// Each test has a place of its own, so that none is offered the reports of another.
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(() => untilDaytime(gateway));

describe.each(SETTINGS)('joining a report in $programme, in $language', (setting) => {
  /** Places whose name no other has, so that typing it leads straight on. */
  const places = () => {
    const programme = gateway.deps.programmes.byName(setting.programme);
    if (!programme) throw new Error('the programme is not loaded');
    return [...programme.areas.values()].filter(
      ({ children, names }) =>
        children.length === 0 && findAreas(programme, nameIn(names, setting.language)).length === 1,
    );
  };
  let taken = 0;
  let firstPhone = 1;

  /** A scene in a place of its own, with one report to join. */
  async function open(): Promise<{
    scene: Scene;
    reporter: ReturnType<Scene['newCitizen']>;
    reference: string;
    id: string;
  }> {
    const area = places()[taken];
    taken += 1;
    firstPhone += 100;
    const scene = openScene(gateway, { ...setting, area: area?.code ?? '' }, firstPhone);
    const reporter = scene.newCitizen();
    const { reference } = await scene.report(reporter);
    await reporter.news();
    return { scene, reporter, reference, id: (await scene.row(reference)).id };
  }

  /** She dials, says what it is about and where, and presses the report of somebody else. */
  async function join(scene: Scene, citizen: ReturnType<Scene['newCitizen']>) {
    const asked = await scene.describing(citizen);
    expect(asked.screen).toContain(onAir(scene.ussd.descriptionOrJoin));
    return asked.choose(joinLabel(scene));
  }
  const joinLabel = (scene: Scene) => {
    const name = scene.voice.name(scene.programme.categories.get(setting.joinable)?.names ?? { en: '' });
    return new RegExp(`^${onAir(name).slice(0, 8).replace(/[()]/g, '.')}`);
  };

  it('counts her, names office and date on the screen and by SMS, and lists it with her reports', async () => {
    const { scene, reporter, reference, id } = await open();
    const citizen = scene.newCitizen();
    const end = await join(scene, citizen);
    expect(end.isOver).toBe(true);
    expect(end.screen).toContain(shown(reference));
    const row = await scene.row(reference);
    const due = onAir(scene.voice.moment(row.respond_by ?? new Date(0)));
    expect(end.screen).toContain(due);
    const [receipt = '', ...more] = await citizen.news();
    expect(receipt).toContain(shown(reference));
    expect(receipt).toContain(due);
    expect(more).toEqual([]);
    expect(row.joiners).toBe(1);
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'joined']);
    expect(await scene.eventData(reference, 'joined')).toEqual({});
    expect(await reporter.news()).toEqual([]);
    expect(await whole(await scene.state(reporter, reference))).toContain(onAir(scene.ussd.stateJoiners(1)));

    expect(await whole(await scene.state(citizen, reference))).toContain(onAir(scene.voice.locale.status.routed));
    // It is hers now: not offered again, and nothing was filed.
    expect((await scene.describing(citizen)).screen).not.toContain(onAir(scene.ussd.descriptionOrJoin));
  });

  it('offers three, newest first, and none that is sealed, ended, hers, elsewhere or for one person only', async () => {
    const { scene, reporter, reference } = await open();
    const made = [reference];
    for (const _ of [1, 2, 3]) {
      await gateway.pass(1);
      made.push((await scene.report(scene.newCitizen())).reference);
    }
    const asked = await whole(await scene.describing(scene.newCitizen()));
    expect(asked.match(/\b\d\. /g)).toHaveLength(3);
    const citizen = scene.newCitizen();
    expect((await join(scene, citizen)).screen).toContain(shown(made[3] ?? ''));

    for (const done of made.slice(1)) {
      await resolve(gateway.deps, OFFICIAL, { id: (await scene.row(done)).id }, { text: 'Done' });
    }
    const left = await whole(await scene.describing(scene.newCitizen()));
    expect(left.match(/\b\d\. /g)).toHaveLength(1);
    expect((await whole(await scene.describing(reporter))).match(joinLabel(scene))).toBeNull();

    await scene.report(scene.newCitizen(), { category: setting.sealed });
    await scene.report(scene.newCitizen(), { category: setting.single });
    for (const category of [setting.sealed, setting.single]) {
      const none = await whole(await scene.describing(scene.newCitizen(), { category }));
      expect(none).not.toContain(onAir(scene.ussd.descriptionOrJoin));
    }
  });

  it('is not offered to whoever holds back her number: she could not be told the end', async () => {
    const { scene } = await open();
    const asked = await scene.describing(scene.newCitizen(), { isAnonymous: true });
    expect(await whole(asked)).not.toContain(onAir(scene.ussd.descriptionOrJoin));
  });

  it('shows her state, office and date, and never words, messages or choices', async () => {
    const { scene, reporter, reference, id } = await open();
    const citizen = scene.newCitizen();
    await join(scene, citizen);
    await citizen.news();
    await reply(gateway.deps, OFFICIAL, { id }, { text: NAMING });
    const waiting = await whole(await scene.state(citizen, reference));
    expect(waiting).toContain(onAir(scene.voice.locale.status.acknowledged));
    await resolve(gateway.deps, OFFICIAL, { id }, { text: NAMING });
    const state = await whole(await scene.state(citizen, reference));
    expect(state).toContain(onAir(scene.voice.locale.status.resolved));
    for (const screen of [waiting, state]) {
      expect(screen).not.toContain('Amina');
      expect(screen).not.toContain(onAir(scene.ussd.askOutcome));
      expect(screen).not.toMatch(/\b1\. /);
    }
    const told = await citizen.news();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(shown(reference));
    expect(told[0]).not.toContain('Amina');
    // Whoever filed it reads them, and is asked.
    expect((await reporter.news()).filter((sms) => sms.includes('Amina'))).toHaveLength(2);
    expect(await whole(await scene.state(reporter, reference))).toContain('Amina');
  });

  it('tells her each end once: also when the job runs twice, and again after it was opened again', async () => {
    const { scene, reporter, reference, id } = await open();
    const [citizen, second] = [scene.newCitizen(), scene.newCitizen()];
    await join(scene, citizen);
    await join(scene, second);
    await Promise.all([citizen.news(), second.news()]);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: NAMING });
    await Promise.all([tellJoiners(gateway.deps, id), tellJoiners(gateway.deps, id)]);
    expect(await citizen.news()).toHaveLength(1);
    await tellJoiners(gateway.deps, id);
    await gateway.pass(1);
    expect(await citizen.news()).toEqual([]);

    const why = await (await scene.state(reporter, reference)).choose(onAir(scene.ussd.outcomeNotFixed));
    await why.choose(onAir(scene.ussd.disputeNothing));
    await tellJoiners(gateway.deps, id);
    await gateway.pass(1);
    expect(await citizen.news()).toEqual([]);
    await reject(gateway.deps, OFFICIAL, { id }, { reason: NAMING });
    const [rejected = '', ...more] = await citizen.news();
    const office = (await scene.row(reference)).office_id;
    const name = scene.voice.name(scene.programme.byId.offices.get(office ?? '')?.names ?? { en: '' });
    expect(rejected).toBe(onAir(scene.voice.locale.sms.joinRejected(shown(reference), name)));
    expect(more).toEqual([]);
    await reopen(gateway.deps, OFFICIAL, { id }, { reason: 'By mistake' });
    await resolve(gateway.deps, OFFICIAL, { id }, { text: NAMING });
    const resolved = onAir(scene.voice.locale.sms.joinResolved(shown(reference), name));
    expect(await citizen.news()).toEqual([resolved]);
    expect(await second.news()).toHaveLength(3);
  });

  it('writes nothing to who said STOP, and counts her all the same', async () => {
    const { scene, reference, id } = await open();
    const citizen = scene.newCitizen();
    await join(scene, citizen);
    await citizen.sms(scene.programme.shortCode, 'STOP');
    await citizen.news();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: NAMING });
    expect(await citizen.news()).toEqual([]);
    expect((await scene.row(reference)).joiners).toBe(1);
    const untold = await gateway.deps.db
      .selectFrom('joins')
      .select('citizen_id')
      .where('grievance_id', '=', id)
      .where('told_at', 'is', null)
      .execute();
    expect(untold).toEqual([]);
  });

  it('says so when the report has ended since it was offered, and lets her write her own or go back', async () => {
    const { scene, reference, id } = await open();
    const citizen = scene.newCitizen();
    const asked = await scene.describing(citizen);
    await reject(gateway.deps, OFFICIAL, { id }, { reason: 'Not public' });
    const again = await asked.choose(joinLabel(scene));
    expect(again.isOver).toBe(false);
    expect(again.screen).toContain(onAir(scene.voice.locale.again.joinTooLate));
    const back = await again.type('0');
    expect(back.screen.startsWith(onAir(scene.ussd.place))).toBe(true);
    const area = scene.programme.byId.areas.get((await scene.row(reference)).area_id);
    const there = await back.type(scene.voice.name(area?.names ?? { en: '' }));
    const confirm = await there.type('Our tap is dry as well');
    expect(confirm.screen).toContain(onAir(scene.ussd.confirmSend));
    expect((await scene.row(reference)).joiners).toBe(0);
  });

  it('counts a number once, however often and at once it joins', async () => {
    const { scene, reference, id } = await open();
    const citizen = scene.newCitizen();
    const calls = [await scene.describing(citizen), await scene.describing(citizen), await scene.describing(citizen)];
    const ends = await Promise.all(calls.map((call) => call.choose(joinLabel(scene))));
    expect(new Set(ends.map(({ screen }) => screen)).size).toBe(1);
    expect((await scene.row(reference)).joiners).toBe(1);
    expect(await citizen.news()).toHaveLength(1);
    expect((await readHistory(gateway, id)).filter((type) => type === 'joined')).toHaveLength(1);
  });
});
