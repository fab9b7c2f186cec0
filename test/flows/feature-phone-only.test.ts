import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foldForAir as air } from '../../src/encoding.ts';
import { showReference } from '../../src/grievances/reference.ts';
import { addAccount } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { readHistory } from '../support/report.ts';
import { type Citizen, openCitizen } from '../support/story.ts';

const DATES = 'X';

let gateway: Gateway;
let citizen: Citizen;
let official: Citizen;
async function say(who: Citizen, code: string, text: string) {
  await gateway.pass(0.01);
  await who.sms(code, text);
  await gateway.work();
  console.log(text, '\nC:', await citizen.news(), '\nO:', await official.news());
}
it('kenya', async () => {
  gateway = await openGateway();
  citizen = openCitizen(gateway, '+254712000301');
  official = openCitizen(gateway, '+254722000302');
  await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office: 'water_company@KE.001', language: 'sw', phone: official.phone, name: 'Ali Hassan' });
  let call = await citizen.dial('*384*2101#');
  for (const l of ['Kiswahili', 'Ripoti tatizo', 'Nakubali']) call = await call.choose(l);
  call = await call.choose('Maji'); call = await call.choose('Hakuna maji'); call = await call.type('Mtongwe'); call = await call.type('Maji hayatoki tangu Jumatatu'); call = await call.choose('Tuma');
  console.log(call.screen);
  const ref = (/\d{4} \d{4}/.exec(call.screen)?.[0] ?? '').replace(' ', '');
  await gateway.work();
  console.log('C:', await citizen.news(), 'O:', await official.news());
  await say(official, '22101', 'ORODHA');
  await say(official, '22101', `pokea ${ref}`);
  await say(official, '22101', `ULIZA ${ref} Mtaa gani?`);
  await say(citizen, '22101', `Nyuma ya msikiti`);
  await say(official, '22101', `SOMA ${ref}`);
  await say(official, '22101', `JIBU ${ref} Tunakuja saa nane`);
  await say(official, '22101', `TAYARI ${ref} Bomba limefungwa`);
  await say(citizen, '22101', `1`);
  await gateway.close();
});
it('khulna', async () => {
  gateway = await openGateway();
  citizen = openCitizen(gateway, '+8801712000401');
  official = openCitizen(gateway, '+8801812000402');
  await addAccount(gateway, { programme: 'khulna', role: 'official', office: 'upazila_dphe@BD.40.47.12', language: 'bn', phone: official.phone, name: 'রহিমা খাতুন' });
  let call = await citizen.dial('*384*2102#');
  for (const label of ['বাংলা', 'অভিযোগ দিন', 'রাজি', 'পানি', /নলকূপ/]) call = await call.choose(label);
  call = await call.type('জলমা'); call = await call.type('নলকূপের পানি লবণাক্ত, স্কুলের পাশে'); call = await call.choose('পাঠান');
  const ref = (/\d{4} \d{4}/.exec(call.screen)?.[0] ?? '').replace(' ', '');
  const bn = ref.replace(/\d/g, (d) => String.fromCharCode(0x09e6 + Number(d)));
  await gateway.work();
  console.log('C:', await citizen.news(), 'O:', await official.news());
  await say(official, '22102', 'তালিকা');
  await say(official, '22102', `গ্রহণ ${bn}`);
  await say(official, '22102', `প্রশ্ন ${bn} কোন স্কুল?`);
  await say(citizen, '22102', `জলমা প্রাথমিক স্কুল`);
  await say(official, '22102', `পড়ুন ${bn}`);
  await say(official, '22102', `উত্তর ${bn} আজ ৩ জন যাবে`);
  await say(official, '22102', `সমাধান ${bn} নলকূপ মেরামত হয়েছে`);
  await say(citizen, '22102', `১`);
  await gateway.close();
});
it('kosovo', async () => {
  gateway = await openGateway();
  citizen = openCitizen(gateway, '+38344000501');
  official = openCitizen(gateway, '+38349000502');
  let call = await citizen.dial('*384*2103#');
  for (const label of ['Shqip', 'Raporto një problem']) call = await call.choose(air(label));
  console.log(call.screen);
  await gateway.close();
});
