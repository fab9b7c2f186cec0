import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fillIn, hiddenIn, openScene, previewed } from './report-scene.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const PLACES = [
  ['kenya-coast', 'en', 'WATER.DRY', 'KE.001.005.0025'],
  ['kenya-coast', 'sw', 'WATER.DRY', 'KE.001.005.0025'],
  ['khulna', 'bn', 'SSN.OLD', 'BD.40.47.12.11'],
  ['kosovo', 'sq', 'SAS.DELAY', 'XK.04.28'],
  ['kosovo', 'sr', 'SAS.DELAY', 'XK.04.28'],
] as const;

/** Letters that are folded on the air, quotes of every kind, a line break as browsers send it, and all of Bangla's. */
const TEXTS = {
  en: 'The “pump” works again – come & see <it>',
  sw: "Pampu inafanya kazi\r\nkaribu ng'ombe",
  bn: 'আগামীকাল সকালে আসুন।\r\nধন্যবাদ',
  sq: 'Çdo gjë është në rregull, ejani nesër',
  sr: 'Dođite sutra, rešeno je – čekaćemo Vas',
} as const;

it.each(PLACES)('%s, %s: what is looked at is what is sent', async (programme, language, category, area) => {
  const admin = await openPerson(gateway, { programme, role: 'admin', language });
  for (const action of ['reply', 'ask', 'resolve', 'reject', 'hand-back']) {
    const scene = await openScene(gateway, { programme, language, category, area });
    const address = `${scene.path}/${action}`;
    const text = TEXTS[language];
    const looked = await fillIn(admin, address, { text, step: 'look' });
    expect([action, looked.status]).toEqual([action, 200]);
    const fields = { once: hiddenIn(looked.text, 'once'), seen: hiddenIn(looked.text, 'seen') };
    await admin.post(address, { ...fields, text: hiddenIn(looked.text, 'text'), step: 'send' }).expect(303);
    await gateway.work();
    expect([action, (await gateway.inbox(scene.phone)).at(-1)]).toEqual([action, previewed(looked.text)]);
  }
});
