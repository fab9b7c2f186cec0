import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, english } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);
const khulna = createTexters(() => gateway, 'khulna');
const kosovo = createTexters(() => gateway, 'kosovo');

async function filed(person: ReturnType<typeof texter>) {
  return (await person.grievances()).map(({ category_id: category, area_id: area, text, stream }) => {
    const programmes = gateway.deps.programmes.all();
    const found = programmes.find(({ byId }) => byId.categories.has(category));
    return {
      category: found?.byId.categories.get(category)?.code,
      area: found?.byId.areas.get(area)?.code,
      text,
      stream,
    };
  });
}

describe('REPORT with everything in one SMS', () => {
  it('is filed at once, with the notice for who has not seen it', async () => {
    const person = texter();
    await converse(person, [
      [
        'REPORT water Likoni no water since Monday',
        /^KECOSCE runs this\. Offices never see your number\. More: send DATA/,
        /^Majibu \d{4} \d{4}: your report is with Mombasa Water Company/,
      ],
    ]);
    expect(await filed(person)).toEqual([
      {
        category: 'WATER.DRY',
        area: 'KE.001.005.0024',
        text: 'water Likoni no water since Monday',
        stream: 'ordinary',
      },
    ]);
    // She has read the notice only after it.
    expect((await person.citizen()).consent_version).toBeNull();
    // The next one is one SMS for one SMS.
    await converse(person, [['REPORT rubbish Likoni behind the school', /^Majibu \d{4} \d{4}: your report is with/]]);
    expect((await person.citizen()).consent_version).toBe(1);
  });

  it.each([
    ['Ripoti hakuna maji Mtongwe tangu Jumatatu', 'WATER.DRY', 'KE.001.005.0021'],
    ['RIPOT taka Mtongwe hazijazolewa wiki mbili', 'WASTE', 'KE.001.005.0021'],
    ['Lalamika Mtongwe barabara imejaa mashimo', 'ROADS', 'KE.001.005.0021'],
  ])('in Swahili: %s', async (text, category, area) => {
    const person = texter();
    const heard = await person.text(text);
    expect(heard.at(-1)).toContain('ripoti yako iko kwa');
    expect(await filed(person)).toMatchObject([{ category, area, text: text.slice(text.indexOf(' ') + 1) }]);
  });

  it.each([
    ['অভিযোগ নলকূপ নষ্ট বটিয়াঘাটা তিন সপ্তাহ', 'WATER.TUBEWELL', 'BD.40.47.12.35'],
    ['অভিজোগ পানি নাই ২৪ নং ওয়ার্ড দুই দিন', 'WATER', 'BD.40.47.KCC.24'],
    ['ovijog vata pai na Jolma 3 mas', 'SSN', 'BD.40.47.12.71'],
  ])('in Bangla: %s', async (text, category, area) => {
    const person = khulna();
    const heard = await person.text(text);
    expect(heard.at(-1)).toMatch(/^Majibu \d{4} \d{4}: /);
    expect(await filed(person)).toMatchObject([{ category, area }]);
  });

  it.each([
    ['RAPORTO pagesa vonohet tre muaj ne Gjakove', 'SAS.PAY', 'XK.07.05', 'Majibu'],
    ['Prijava socijalna pomoc kasni, Priština', 'SAS', 'XK.01.27', 'Majibu'],
    ['Пријава Приштина školski prevoz ne radi', undefined, undefined, ''],
  ])('in Albanian and Serbian: %s', async (text, category, area, receipt) => {
    const person = kosovo();
    const heard = await person.text(text);
    expect(heard.at(-1)).toContain(receipt);
    expect(await filed(person)).toMatchObject(category === undefined ? [] : [{ category, area }]);
  });

  it('keeps all that was typed where the keyword was written with a slip', async () => {
    const person = texter();
    await person.text('REPROT water Likoni dry since Monday');
    expect(await filed(person)).toMatchObject([{ category: 'WATER', text: 'REPROT water Likoni dry since Monday' }]);
  });

  it('asks for what is missing, and for nothing else', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT water Likoni', 'What is the problem? Please write it in one SMS.'],
      ['The pump at the mosque is broken', 'your report is with'],
      ['REPORT the tap at Mtongwe school is dry', 'What is it about?'],
      ['1', 'your report is with'],
      ['REPORT no water for a week', 'Where is it? Reply 1 for Mtongwe'],
      ['Tudor', 'your report is with'],
    ]);
    expect(await filed(person)).toMatchObject([
      { category: 'WATER', area: 'KE.001.005.0024', text: 'The pump at the mosque is broken' },
      { category: 'WATER', area: 'KE.001.005.0021' },
      { category: 'WATER.DRY', area: 'KE.001.006.0027' },
    ]);
  });

  it('offers the places that the words can mean', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT water Shella nothing for days', /^Which place\?.*\n1 Shella \(.*\)\n2 Shella \(/],
      ['7', 'We found no place with that name. Which place?'],
      ['2', 'your report is with Lamu'],
      ['REPORT water Kilifi county dry everywhere', 'Kilifi. Which place?'],
      ['Sokoni', 'your report is with'],
    ]);
    expect(await filed(person)).toMatchObject([{ area: 'KE.005.022.0104' }, { area: 'KE.003.011.0052' }]);
  });

  it('asks about what sounds sealed, and never files it as something ordinary', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      [
        'REPORT market man raped a girl in Likoni',
        /^What is it about\? Reply with a number:\n1 Corruption\n2 Safety and protection\n3 Something else\n/,
      ],
    ]);
    expect(await filed(person)).toEqual([]);
    await converse(person, [
      ['2', /^Thank you\. We have your message\. Number \d{4} \d{4}, PIN \d{4}\.\nMay we write/],
    ]);
    expect(await filed(person)).toMatchObject([{ category: 'SAFE', stream: 'protection' }]);
  });

  it('files what names a sealed category as that, with neutral words and no notice', async () => {
    const person = texter();
    await converse(person, [
      ['REPORT bribe at the licence desk in Likoni', /^Thank you\. We have your message\.[^K]*$/],
    ]);
    const [grievance] = await person.grievances();
    expect(grievance).toMatchObject({ stream: 'integrity', contact: 'none' });
    // She has not seen the notice, so she has not agreed to it.
    expect(await person.citizen()).toMatchObject({ consent_version: null, area_id: null });
  });
});
