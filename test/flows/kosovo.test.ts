import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Gateway, openGateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';
import { openProgram, type Program } from '../support/program.ts';
import { type Citizen, openCitizen } from '../support/story.ts';

let gateway: Gateway;
let citizen: Citizen;
let supervisor: Program;
let observer: Program;
beforeAll(async () => {
  gateway = await openGateway();
  citizen = openCitizen(gateway, '+38344000303');
  supervisor = await openProgram(gateway, { programme: 'kosovo', role: 'supervisor', area: 'XK.01' });
  observer = await openProgram(gateway, { programme: 'kosovo', role: 'observer' });
});
afterAll(async () => {
  await gateway.close();
});

describe('kosovo: no decision for two months in Gračanica, from dial to confirmed, in Serbian', () => {
  const OFFICE = 'Centar za socijalni rad Gracanica';
  let shown = '';
  let reference = '';

  it('offers the three languages, and folds what the air cannot carry', async () => {
    let call: Dialogue = await citizen.dial('*384*2103#');
    expect(call.screen).toBe('Zgjidhni gjuhen / Izaberite jezik / Choose language\n1. Shqip\n2. Srpski\n3. English');
    for (const label of ['Srpski', 'Prijavi problem', 'Pristajem', 'Socijalna pomoc', 'O zahtevu nije odluceno']) {
      call = await call.choose(label);
    }
    call = await call.type('gracanica');
    call = await call.type('Čekam odluku više od dva meseca');
    expect(call.screen).toContain('O zahtevu nije odluceno\nGracanica');
    call = await call.choose('Posalji');
    shown = /\d{4} \d{4}/.exec(call.screen)?.[0] ?? '';
    reference = shown.replace(' ', '');
    expect(call.screen).toBe(
      `Hvala. Broj prijave ${shown}\n${OFFICE} mora da odgovori do sre 25 nov 16:00.\n1. Pitanje o Vama`,
    );
  });

  it('reaches the Centre for Social Work with its letters as she typed them', async () => {
    expect(await citizen.news()).toEqual([
      `Majibu ${shown}: primili smo Vasu prijavu. Odgovara ${OFFICE}, rok sre 25 nov 16:00. ` +
        `Da je pratite pozovite *384*2103# ili posaljite STATUS ${reference}`,
    ]);
    const { body } = await supervisor.get(`/grievances/${reference}`).expect(200);
    expect(body).toMatchObject({ text: 'Čekam odluku više od dva meseca', language: 'sr', area: { code: 'XK.01.08' } });
  });

  it('is acknowledged, answered and resolved, and she hears of every step in Serbian', async () => {
    await supervisor.post(`/grievances/${reference}/acknowledge`).expect(200);
    expect(await citizen.news()).toEqual([
      `Majibu ${shown}: ${OFFICE} radi na Vasoj prijavi. Rok za odgovor sre 25 nov 16:00.`,
    ]);
    await gateway.pass(2);
    await supervisor.post(`/grievances/${reference}/reply`, { text: 'Odluka je potpisana.' }).expect(200);
    expect(await citizen.news()).toEqual([`Majibu ${shown}, ${OFFICE}: Odluka je potpisana.`]);
    await gateway.pass(22);
    await supervisor.post(`/grievances/${reference}/resolve`, { text: 'Odluka je poslata poštom.' }).expect(200);
    expect(await citizen.news()).toEqual([
      `Majibu ${shown}, ${OFFICE}: Odluka je poslata postom.\nDa li je reseno? Odgovorite 1 da, 2 ne`,
    ]);
  });

  it('is confirmed with a word, and read in the response times of its region', async () => {
    await citizen.sms('22103', 'Da');
    expect(await citizen.news()).toEqual([`Majibu ${shown}: hvala. Vasa prijava je zatvorena kao resena.`]);
    const { body } = await observer.get('/response-times?group_by=area').expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        group: expect.objectContaining({ code: 'XK.01' }),
        first_answer_hours: { median: 2, p90: 2 },
        resolution_hours: { median: 24, p90: 24 },
        confirmed: 1,
      }),
    ]);
  });

  it('is not seen by the supervisor of another region', async () => {
    const other = await openProgram(gateway, { programme: 'kosovo', role: 'supervisor', area: 'XK.03' });
    await other.get(`/grievances/${reference}`).expect(404);
    await other.post(`/grievances/${reference}/reply`, { text: 'x' }).expect(404);
  });
});
