import { afterEach, expect, it } from '@jest/globals';
import { openPerson } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fillIn, hiddenIn, MOMBASA, openScene } from './report-scene.ts';

/** Ten past three in Mombasa, in the middle of its quiet hours, and ten in the morning. */
const AT_NIGHT = new Date('2026-11-23T00:10:00Z');
const BY_DAY = new Date('2026-11-23T07:00:00Z');

let gateway: Gateway;
afterEach(() => gateway.close());

async function openAt(at: Date) {
  gateway = await openGateway({ at });
  return openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA });
}

it('says at night that an answer goes out in the morning: before it is sent, after, and under it', async () => {
  const official = await openAt(AT_NIGHT);
  const scene = await openScene(gateway);
  const address = `${scene.path}/reply`;
  const looked = await fillIn(official, address, { text: 'Fundi atakuja kesho.', step: 'look' });
  expect(looked.text).toContain('<p class="govuk-body">It goes out at 07:00, when quiet hours end.</p>');

  const fields = { once: hiddenIn(looked.text, 'once'), seen: hiddenIn(looked.text, 'seen') };
  const sent = await official.post(address, { ...fields, text: 'Fundi atakuja kesho.', step: 'send' }).expect(303);
  await gateway.work();
  const { text } = await official.get(sent.headers.location ?? '').expect(200);
  expect(text).toContain('<p>The answer was sent. The SMS goes out at 07:00, when quiet hours end.</p>');
  expect(text.match(/Goes out at Mon 23 Nov 07:00/g)).toHaveLength(1);
  expect(text).not.toContain('On its way');
  // What answers her own report is not held back.
  expect(text.match(/Sent, delivery not confirmed/g)).toHaveLength(1);

  const noted = await fillIn(official, `${scene.path}/note`, { text: 'Angalia pampu', step: 'send' });
  const after = await official.get(noted.headers.location ?? '').expect(200);
  expect(after.text).toContain('<p>The note was kept.</p>');

  await gateway.pass(4);
  const morning = await official.get(`${scene.path}?done=reply`).expect(200);
  expect(morning.text).not.toContain('oes out at');
});

it('says so too of a report that is not hers any more', async () => {
  const official = await openAt(AT_NIGHT);
  const scene = await openScene(gateway);
  const back = await fillIn(official, `${scene.path}/hand-back`, { text: 'Si yetu', step: 'send' });
  expect(back.headers.location).toContain('/gone?');
  const { text } = await official.get(back.headers.location ?? '').expect(200);
  expect(text).toContain('and the citizen is told. The SMS goes out at 07:00, when quiet hours end.</p>');
});

it('says nothing of it to those who answer somebody without a number, nor by day', async () => {
  const official = await openAt(AT_NIGHT);
  const scene = await openScene(gateway, { anonymous: true });
  const look = await fillIn(official, `${scene.path}/reply`, { text: 'Fundi atakuja kesho.', step: 'look' });
  expect(look.text).not.toContain('quiet hours');
  const sent = await fillIn(official, `${scene.path}/reply`, { text: 'Fundi atakuja kesho.', step: 'send' });
  const { text } = await official.get(sent.headers.location ?? '').expect(200);
  expect(text).toContain('<p>The answer was sent.</p>');
  expect(text).not.toContain('oes out at');
  await gateway.close();

  const byDay = await openAt(BY_DAY);
  const other = await openScene(gateway);
  const page = await fillIn(byDay, `${other.path}/reply`, { text: 'Fundi atakuja kesho.', step: 'look' });
  expect(page.text).not.toContain('quiet hours');
});
