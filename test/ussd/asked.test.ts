import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awaitCitizen } from '../../src/grievances/await-citizen.ts';
import { reply } from '../../src/grievances/reply.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { readHistory } from '../support/report.ts';
import { OFFICIAL, onAir, openScene, type Scene, SETTINGS, whole } from './scene.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

describe.each(SETTINGS)('a question of an office in $programme, in $language', (setting) => {
  let scene: Scene;
  beforeAll(() => {
    scene = openScene(gateway, setting, 500);
  });

  const QUESTION = 'Which house is it?';

  /** A report of a citizen of her own about which an office has asked something. */
  async function asked() {
    const citizen = scene.newCitizen();
    const { reference } = await scene.report(citizen);
    const { id } = await scene.row(reference);
    await citizen.news();
    await awaitCitizen(gateway.deps, OFFICIAL, { id }, { text: QUESTION });
    return { citizen, reference, id };
  }

  it('is shown in place of a date, with who asks', async () => {
    const { citizen, reference, id } = await asked();
    const { respond_by: respondBy, office_id: officeId } = await scene.row(reference);
    const state = await whole(await scene.state(citizen, reference));
    expect(state).toContain(onAir(scene.voice.locale.status.awaiting_citizen));
    expect(state).toContain(QUESTION);
    expect(state).toContain(
      onAir(scene.voice.name(scene.programme.byId.offices.get(officeId ?? '')?.names ?? { en: '?' })).slice(0, 9),
    );
    expect(state).not.toContain(onAir(scene.voice.moment(respondBy ?? new Date(0))));
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'We found it.' });
    const later = await whole(await scene.state(citizen, reference));
    expect(later).not.toContain(QUESTION);
    expect(later).not.toContain(onAir(scene.ussd.doNotWait));
  });

  it('is answered there', async () => {
    const { citizen, reference, id } = await asked();
    const write = await (await scene.state(citizen, reference)).choose(onAir(scene.ussd.answerQuestion));
    const end = await write.type('Number 12, blue gate');
    expect(end.isOver).toBe(true);
    expect(await scene.eventData(reference, 'citizen_wrote')).toEqual({ text: 'Number 12, blue gate' });
    expect(await scene.row(reference)).toMatchObject({ status: 'acknowledged', objected_at: null });
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'asked', 'citizen_wrote']);
  });

  it('may be objected to: the office goes on, and she sees until when', async () => {
    const { citizen, reference, id } = await asked();
    const end = await (await scene.state(citizen, reference)).choose(onAir(scene.ussd.doNotWait));
    const after = await scene.row(reference);
    expect(after).toMatchObject({ status: 'acknowledged', objected_at: gateway.deps.now() });
    expect(end.isOver).toBe(true);
    expect(end.screen).toContain(onAir(scene.voice.moment(after.respond_by ?? new Date(0))));
    expect((await readHistory(gateway, id)).at(-1)).toBe('objected');
    const sms = (await citizen.news()).filter((text) => !text.includes(QUESTION));
    expect(sms).toEqual([]);
  });

  it('is too late to object to when the office has gone on by itself', async () => {
    const { citizen, reference, id } = await asked();
    let state = await scene.state(citizen, reference);
    while (!state.screen.includes(onAir(scene.ussd.doNotWait))) state = await state.type('9');
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'We found it.' });
    const end = await state.choose(onAir(scene.ussd.doNotWait));
    expect(end.screen).toContain(onAir(scene.ussd.tooLate));
    expect(await scene.row(reference)).toMatchObject({ objected_at: null });
  });
});
