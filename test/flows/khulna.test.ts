import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foldForAir as air } from '../../src/encoding.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';
import { openProgram, type Program } from '../support/program.ts';
import { type Citizen, openCitizen } from '../support/story.ts';

/** Thursday noon in Khulna: the last working day of the week, so the weekend of Friday and Saturday comes between. */
const THURSDAY_NOON = new Date('2026-11-26T06:00:00Z');

let gateway: Gateway;
let citizen: Citizen;
let official: Program;
let observer: Program;
beforeAll(async () => {
  gateway = await openGateway({ at: THURSDAY_NOON });
  citizen = openCitizen(gateway, '+8801712000202');
  official = await openProgram(gateway, { programme: 'khulna', role: 'official', office: 'upazila_dphe@BD.40.47.12' });
  observer = await openProgram(gateway, { programme: 'khulna', role: 'observer' });
});
afterAll(async () => {
  await gateway.close();
});

describe('khulna: salt water from the tubewell in Jalma, from dial to confirmed, in Bangla', () => {
  const OFFICE = 'জনস্বাস্থ্য প্রকৌশল কার্যালয়, বটিয়াঘাটা';
  let shown = '';
  let reference = '';

  it('is dialled and filed with a typed place, page by page within 70 units', async () => {
    let call: Dialogue = await citizen.dial('*384*2102#');
    call = await call.choose('বাংলা');
    for (const label of ['অভিযোগ দিন', 'রাজি', 'পানি', /নলকূপ/]) call = await call.choose(label);
    call = await call.type('জলমা');
    call = await call.type('নলকূপের পানি লবণাক্ত, স্কুলের পাশে');
    call = await call.choose('পাঠান');
    shown = /\d{4} \d{4}/.exec(call.screen)?.[0] ?? '';
    reference = shown.replace(' ', '');
    // One screen of 70 units: the office gives way to the day, and the SMS has it whole.
    expect(call.screen).toMatch(/^নম্বর \d{4} \d{4}\nজনস্বাস্থ্য.*\.\.\.\nউত্তর: সোম 30 নভে 12:00\n9\. আরও$/);
  });

  it('is receipted: due on Monday, for Friday and Saturday are no working days', async () => {
    expect(await citizen.news()).toEqual([
      air(
        `Majibu ${shown}: আপনার অভিযোগ ${OFFICE} এর কাছে। সোম 30 নভে 12:00 এর মধ্যে উত্তর দেবে। ` +
          `জানতে ডায়াল *384*2102# বা পাঠান "অবস্থা ${reference}"`,
      ),
    ]);
  });

  it('is acknowledged, answered on Sunday and resolved, and she hears of every step in Bangla', async () => {
    await official.post(`/grievances/${reference}/acknowledge`).expect(200);
    expect(await citizen.news()).toEqual([
      air(`Majibu ${shown}: ${OFFICE} অভিযোগটি পড়েছে, কাজ চলছে। সোম 30 নভে 12:00 এর মধ্যে উত্তর দেবে।`),
    ]);
    await gateway.pass(70);
    await official.post(`/grievances/${reference}/reply`, { text: 'আজ লোক যাবে।' }).expect(200);
    expect(await citizen.news()).toEqual([air(`Majibu ${shown}, ${OFFICE}: আজ লোক যাবে।`)]);
    await official.post(`/grievances/${reference}/resolve`, { text: 'নলকূপ মেরামত হয়েছে।' }).expect(200);
    expect(await citizen.news()).toEqual([
      air(`Majibu ${shown}, ${OFFICE}: নলকূপ মেরামত হয়েছে।\nসমাধান হয়েছে? লিখে পাঠান: 1 হ্যাঁ, 2 না`),
    ]);
  });

  it('is confirmed with a Bangla digit, and read in the response times', async () => {
    await citizen.sms('22102', '১');
    expect(await citizen.news()).toEqual([air(`Majibu ${shown}: ধন্যবাদ। সমাধান হয়েছে, অভিযোগ বন্ধ হলো।`)]);
    const { body } = await observer.get('/response-times?group_by=office').expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        group: expect.objectContaining({ code: 'upazila_dphe@BD.40.47.12' }),
        first_answer_hours: { median: 70, p90: 70 },
        resolution_hours: { median: 70, p90: 70 },
        overdue: 0,
        confirmed: 1,
      }),
    ]);
  });

  it('is nowhere in the other programmes', async () => {
    const kenya = await openProgram(gateway, { programme: 'kenya-coast', role: 'admin' });
    await kenya.get(`/grievances/${reference}`).expect(404);
    expect((await kenya.get('/grievances').expect(200)).body.items).toEqual([]);
  });
});
