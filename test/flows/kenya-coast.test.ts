import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Gateway, openGateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';
import { openProgram, type Program } from '../support/program.ts';
import { type Citizen, openCitizen } from '../support/story.ts';

const CITIZEN = '+254712000101';

let gateway: Gateway;
let citizen: Citizen;
let official: Program;
let observer: Program;
beforeAll(async () => {
  gateway = await openGateway();
  citizen = openCitizen(gateway, CITIZEN);
  official = await openProgram(gateway, { programme: 'kenya-coast', role: 'official', office: 'water_company@KE.001' });
  observer = await openProgram(gateway, { programme: 'kenya-coast', role: 'observer' });
});
afterAll(async () => {
  await gateway.close();
});

describe('kenya-coast: no water in Mtongwe, from dial to confirmed', () => {
  let reference = '';
  let shown = '';

  it('is dialled in Swahili by numbers alone in eleven turns, and the last screen names office and due date', async () => {
    let call: Dialogue = await citizen.dial('*384*2101#');
    for (const label of [
      'Kiswahili',
      'Ripoti tatizo',
      'Nakubali',
      'Maji',
      'Hakuna maji',
      'Mombasa',
      'Likoni',
      'Mtongwe',
    ]) {
      call = await call.choose(label);
    }
    expect(call.screen).toBe('Tueleze kwa maneno machache kilichotokea, na wapi hasa.\n0. Rudi\n00. Mwanzo');
    call = await call.type('Kisima cha shule kimeharibika');
    call = await call.choose('Tuma');
    expect(call.turns).toBe(11);
    shown = /\d{4} \d{4}/.exec(call.screen)?.[0] ?? '';
    reference = shown.replace(' ', '');
    expect(call.screen).toBe(
      `Asante. Nambari yako ni ${shown}\nKampuni ya Maji ya Mombasa (MOWASSCO) wanapaswa kujibu kabla ya Jnn 24 Nov 09:30.\n1. Kuhusu wewe`,
    );
  });

  it('is routed by the worker, and the receipt says the same by SMS', async () => {
    expect(await citizen.news()).toEqual([
      `Majibu ${shown}: ripoti yako iko kwa Kampuni ya Maji ya Mombasa (MOWASSCO). Wanapaswa kujibu kabla ya Jnn 24 Nov 09:30. ` +
        `Kufuatilia piga *384*2101# au tuma HALI ${reference}`,
    ]);
  });

  it('is on the list of its office, without her number', async () => {
    const { body } = await official.get('/grievances').expect(200);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      reference,
      status: 'routed',
      category: 'WATER.DRY',
      area: { name: 'Mtongwe' },
      text: 'Kisima cha shule kimeharibika',
      overdue: false,
      respond_by: '2026-11-24T06:30:00.000Z',
    });
    expect(JSON.stringify(body)).not.toContain('712000101');
  });

  it('is acknowledged, answered and resolved, and she hears of every step', async () => {
    await gateway.pass(1);
    await official.post(`/grievances/${reference}/acknowledge`).expect(200);
    expect(await citizen.news()).toEqual([
      `Majibu ${shown}: Kampuni ya Maji ya Mombasa (MOWASSCO) wamesoma ripoti yako na wanaishughulikia. Wanapaswa kujibu kabla ya Jnn 24 Nov 09:30.`,
    ]);
    await gateway.pass(1);
    await official.post(`/grievances/${reference}/reply`, { text: 'Fundi atafika shuleni leo saa nane.' }).expect(200);
    expect(await citizen.news()).toEqual([
      `Majibu ${shown}, Kampuni ya Maji ya Mombasa (MOWASSCO): Fundi atafika shuleni leo saa nane.`,
    ]);
    await gateway.pass(6);
    await official.post(`/grievances/${reference}/resolve`, { text: 'Pampu mpya imewekwa.' }).expect(200);
    expect(await citizen.news()).toEqual([
      `Majibu ${shown}, Kampuni ya Maji ya Mombasa (MOWASSCO): Pampu mpya imewekwa.\nImetatuliwa? Jibu 1 ndio, 2 hapana`,
    ]);
  });

  it('is found under "my reports" with its last answer', async () => {
    const list = await (await citizen.dial('*384*2101#')).choose('Ripoti zangu');
    const state = await list.choose(`${shown} Hakuna maji`);
    expect(state.screen).toBe(
      `${shown} Hakuna maji: ofisi inasema imetatuliwa.\nJibu: Pampu mpya imewekwa.\nJe, imetatuliwa?\n1. Imetatuliwa\n2. Haijatatuliwa\n3. Ongeza ujumbe\n0. Rudi`,
    );
  });

  it('is opened again one rung higher when she says no, and closed when she says yes', async () => {
    await citizen.sms('22101', '2');
    expect(await citizen.news()).toEqual([
      `Majibu ${shown}: ripoti yako imefunguliwa tena kwa Idara ya maji, Kaunti ya Mombasa. Wanapaswa kujibu kabla ya Alh 26 Nov 17:00.\nNini hakiko sawa? Jibu kwa maneno machache.`,
    ]);
    const department = await openProgram(gateway, {
      programme: 'kenya-coast',
      role: 'official',
      office: 'county_water_dept@KE.001',
    });
    await official.get(`/grievances/${reference}`).expect(404);
    await department.post(`/grievances/${reference}/resolve`, { text: 'Tumekagua: maji yanatoka.' }).expect(200);
    expect(await citizen.news()).toHaveLength(1);
    await citizen.sms('22101', 'NDIO');
    expect(await citizen.news()).toEqual([`Majibu ${shown}: asante. Ripoti yako imefungwa kuwa imetatuliwa.`]);
  });

  it('can be read in the response times, by anyone with an observer key', async () => {
    const { body } = await observer.get('/response-times?group_by=category&from=2026-11-01&to=2026-12-01').expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        group: { code: 'WATER.DRY', name: 'No water' },
        received: 1,
        answered: 1,
        resolved: 1,
        overdue: 0,
        first_answer_hours: { median: 2, p90: 2 },
        resolution_hours: { median: 8, p90: 8 },
        confirmed: 1,
        disputed: 0,
        silent: 0,
      }),
    ]);
  });

  it('left a history of every step', async () => {
    const { body } = await observer.get(`/grievances/${reference}`).expect(200);
    expect(body.text).toBeNull();
    expect(body.events.map(({ type }: { type: string }) => type)).toEqual([
      'filed',
      'routed',
      'acknowledged',
      'replied',
      'resolved',
      'disputed',
      'resolved',
      'confirmed',
    ]);
  });

  it('wrote no number, no words and no name into the log or a wake-up', () => {
    const logged = gateway.logged.join('\n');
    for (const secret of ['712000101', 'Kisima', 'Pampu', reference]) expect(logged).not.toContain(secret);
    expect(JSON.stringify(gateway.waiting)).not.toContain('712000101');
  });
});
