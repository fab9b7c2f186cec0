import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadProgramme } from '../../src/routing/load-programme.ts';
import type { Area, Programme } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { addAgreed, announce, enterMeeting, meetingForm, placeOf } from '../support/forums.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';

let gateway: Gateway;
let ward: Area;
let admin: Person;
let id: string;
beforeAll(async () => {
  gateway = await openGateway();
  const kenya = gateway.deps.programmes.byName('kenya-coast') as Programme;
  ward = placeOf(kenya, 'Tudor');
  await addAgreed(gateway, kenya, ward, 1);
  admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
  id = await enterMeeting(admin, meetingForm(ward, { day: '2026-11-26', time: '14:00' }));
  await announce(admin, id);
});
afterAll(() => gateway.close());

describe('a meeting entered in the console', () => {
  it('stays when the files of the programme are loaded anew', async () => {
    const { readProgramme } = await import('../../src/routing/read-programme.ts');
    const source = await readProgramme('programmes/kenya-coast');
    await loadProgramme(gateway.deps, { ...source, checksum: 'another' });
    const row = await gateway.deps.db
      .selectFrom('meetings')
      .select(['retired_at', 'origin'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ retired_at: null, origin: 'console' });
  });

  it.each([
    ['a day that is over', { day: '2026-11-01' }],
    ['a day that is none', { day: '2026-02-30' }],
    ['a time that is none', { time: '7 pm' }],
    ['a year typed wrongly', { day: '2206-12-20' }],
    ['a text that no phone has room for', { 'topic-en': 'x'.repeat(61) }],
    ['a text in one language only', { 'venue-sw': '' }],
    ['a place of another programme', { area: 'XK.04.28' }],
  ])('is refused with %s', async (_what, wrong) => {
    const form = { ...meetingForm(ward, { day: '2026-12-20', time: '14:00' }), ...wrong };
    const { text } = await admin.post('/console/forums/new', form).expect(422);
    expect(text).toContain('There is a problem');
    expect(text).toContain('value="Bajeti ya maji"');
  });

  it('is of the supervisor in whose area it is, and of no other', async () => {
    const county = await openPerson(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE.002' });
    await county.get(`/console/forums/${id}`).expect(404);
    await county.post(`/console/forums/${id}/announce`, { segments: '1000' }).expect(404);
    await county.post('/console/forums/new', meetingForm(ward, { day: '2026-12-20', time: '14:00' })).expect(422);
    const own = await openPerson(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE.001' });
    await own.get(`/console/forums/${id}`).expect(200);
  });

  it('is of its programme only', async () => {
    const stranger = await openPerson(gateway, { programme: 'khulna', role: 'admin' });
    const { id: mailing } = await gateway.deps.db
      .selectFrom('mailings')
      .select('id')
      .where('meeting_id', '=', id)
      .executeTakeFirstOrThrow();
    for (const path of ['', '/announce', '/promises']) await stranger.get(`/console/forums/${id}${path}`).expect(404);
    for (const path of ['/announce', '/cancel', '/promises', `/mailings/${mailing}/stop`]) {
      await stranger.post(`/console/forums/${id}${path}`, { segments: '1000' }).expect(404);
    }
    // A mailing of another meeting is none of this one's.
    const another = await enterMeeting(admin, meetingForm(ward, { day: '2027-02-20', time: '14:00' }));
    await admin.post(`/console/forums/${another}/mailings/${mailing}/stop`).expect(404);
  });
});
