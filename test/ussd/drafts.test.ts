import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { type Dialogue, handset } from '../support/handset.ts';
import { KENYA, rowOf, SETTLED_HOURS, tellEnd, WAYS, walk, workDelayed } from './drops.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

let serial = 0;
/** A number like this one that nobody has used yet. */
function newPhone(like = KENYA.phone): string {
  serial += 1;
  return `${like.slice(0, -3)}${String(serial).padStart(3, '0')}`;
}

const TEXT = 'The tap has been dry since Monday';

/** A Kenyan caller whose call broke off on the last look. */
async function dropAtConfirm(phone = newPhone()): Promise<{ phone: string; dropped: Dialogue }> {
  const course = { labels: KENYA.labels, typed: [KENYA.place, TEXT] };
  return { phone, dropped: await walk(handset(gateway.app, phone), KENYA.code, course) };
}

describe.each(WAYS)('a call of $name that breaks off', ({ code, phone: like, labels, place }) => {
  const course = { labels, typed: [place, TEXT] };
  const about = labels.at(-1) ?? '';

  it.each([0, 1, 2, 3, 4])('after %s answers leaves nothing to go on with', async (steps) => {
    const phone = handset(gateway.app, newPhone(like));
    await walk(phone, code, course, steps);
    await gateway.pass(SETTLED_HOURS);
    const again = await phone.dial(code);
    expect(again.screen).not.toContain('You had begun');
    expect(again.screen).toContain(steps === 0 ? '. English' : '. Report a problem');
  });

  it.each([5, 6, 7])('after %s answers goes on where it stood', async (steps) => {
    const phone = handset(gateway.app, newPhone(like));
    const dropped = await walk(phone, code, course, steps);
    await gateway.pass(SETTLED_HOURS);
    const again = await phone.dial(code);
    const what = steps === 5 ? about : `${about}, ${place}`;
    expect(again.screen).toBe(`You had begun:\n${what}\n1. Go on\n2. Start over\n3. Menu`);
    const there = await again.choose('Go on');
    expect(there.screen).toBe(dropped.screen);
    let call = there;
    for (const next of course.typed.slice(steps - labels.length)) call = await call.type(next);
    const filed = await call.choose('Send');
    expect(filed.screen).toMatch(/Reference \d{4} \d{4}/);
    // It is done: nothing is offered any more.
    await gateway.pass(SETTLED_HOURS);
    expect((await phone.dial(code)).screen).toContain('. Report a problem');
  });

  it('starts over when she would rather, and never offers it again', async () => {
    const phone = handset(gateway.app, newPhone(like));
    await walk(phone, code, course);
    await gateway.pass(SETTLED_HOURS);
    const menu = await (await phone.dial(code)).choose('Start over');
    expect(menu.screen).toContain('. Report a problem');
    expect(menu.screen).not.toContain('Go on');
    await gateway.pass(SETTLED_HOURS);
    expect((await phone.dial(code)).screen).not.toContain('You had begun');
    // Also when the row of the call in which she did so is deleted long before that of the draft.
    await gateway.pass(2);
    expect((await phone.dial(code)).screen).not.toContain('You had begun');
  });
});

describe('what was left', () => {
  it('is offered before the call was settled, too: the line drops and she dials again at once', async () => {
    const { phone, dropped } = await dropAtConfirm();
    await gateway.pass(0.005);
    expect((await (await handset(gateway.app, phone).dial(KENYA.code)).choose('Go on')).screen).toBe(dropped.screen);
  });

  it('is offered for a day', async () => {
    const { phone } = await dropAtConfirm();
    await gateway.pass(SETTLED_HOURS);
    await gateway.pass(23.8);
    expect((await handset(gateway.app, phone).dial(KENYA.code)).screen).toContain('You had begun');
  });

  it('is gone after a day, with its row', async () => {
    const { phone, dropped } = await dropAtConfirm();
    await gateway.pass(SETTLED_HOURS);
    await gateway.pass(24);
    expect(await rowOf(gateway, dropped.sessionId)).toBeUndefined();
    expect((await handset(gateway.app, phone).dial(KENYA.code)).screen).toContain('1. Report a problem');
  });

  it('grows no younger by calls that only carry it on, and begins a new day when she goes on with it', async () => {
    const { phone } = await dropAtConfirm();
    const hers = handset(gateway.app, phone);
    await gateway.pass(12);
    await (await hers.dial(KENYA.code)).type('00');
    await gateway.pass(11);
    const { sessionId } = await hers.dial(KENYA.code);
    await gateway.pass(SETTLED_HOURS);
    expect((await hers.dial(KENYA.code)).screen).toContain('had begun');
    await gateway.pass(1);
    expect((await hers.dial(KENYA.code)).screen).not.toContain('had begun');
    expect(await rowOf(gateway, sessionId)).toBeUndefined();

    const { phone: other } = await dropAtConfirm();
    await gateway.pass(23);
    await (await handset(gateway.app, other).dial(KENYA.code)).choose('Go on');
    await gateway.pass(23);
    expect((await handset(gateway.app, other).dial(KENYA.code)).screen).toContain('had begun');
  });

  it('is seen from no other phone and under no other code', async () => {
    const { phone } = await dropAtConfirm();
    await gateway.pass(SETTLED_HOURS);
    for (const [other, code] of [
      [newPhone(), KENYA.code],
      [phone, '*384*2102#'],
    ] as const) {
      expect((await handset(gateway.app, other).dial(code)).screen).not.toContain('had begun');
    }
    expect((await handset(gateway.app, phone).dial(KENYA.code)).screen).toContain('had begun');
  });

  it('survives a look that decides nothing, and a call about something else', async () => {
    const { phone, dropped } = await dropAtConfirm();
    const hers = handset(gateway.app, phone);
    await gateway.pass(SETTLED_HOURS);
    await hers.dial(KENYA.code);
    await gateway.pass(SETTLED_HOURS);
    await (await (await hers.dial(KENYA.code)).choose('Go on')).type('00');
    await gateway.pass(SETTLED_HOURS);
    const mine = await hers.dial(KENYA.code, { text: '3' });
    expect(mine.screen).toContain('reports');
    await gateway.pass(SETTLED_HOURS);
    expect((await (await hers.dial(KENYA.code)).choose('Go on')).screen).toBe(dropped.screen);
  });

  it('is what she had when she went on and was cut off again', async () => {
    const { phone } = await dropAtConfirm();
    const hers = handset(gateway.app, phone);
    await gateway.pass(SETTLED_HOURS);
    const changed = await (await (await (await hers.dial(KENYA.code)).choose('Go on')).type('0')).type(
      'No water at all',
    );
    const options = await changed.choose('More choices');
    await gateway.pass(SETTLED_HOURS);
    const again = await (await hers.dial(KENYA.code)).choose('Go on');
    expect(again.screen).toBe(options.screen);
    await (await again.type('0')).choose('Send');
    const { text } = await gateway.deps.db
      .selectFrom('grievances')
      .select('text')
      .orderBy('filed_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(text).toBe('No water at all');
  });

  it('does not come back after it was sent from a later call, whichever row is deleted first', async () => {
    const { phone } = await dropAtConfirm();
    const hers = handset(gateway.app, phone);
    await gateway.pass(SETTLED_HOURS);
    await (await (await hers.dial(KENYA.code)).choose('Go on')).choose('Send');
    for (const hours of [SETTLED_HOURS, 1, 5]) {
      await gateway.pass(hours);
      expect((await hers.dial(KENYA.code)).screen).not.toContain('had begun');
    }
  });

  it('does not come back when the later call was settled first', async () => {
    const { phone, dropped } = await dropAtConfirm();
    const hers = handset(gateway.app, phone);
    await gateway.pass(0.02);
    const second = await (await hers.dial(KENYA.code)).choose('Start over');
    await tellEnd(gateway, second.sessionId);
    await workDelayed(gateway);
    await gateway.pass(SETTLED_HOURS);
    expect((await rowOf(gateway, dropped.sessionId))?.state).toEqual({});
    await gateway.pass(2);
    expect((await hers.dial(KENYA.code)).screen).not.toContain('had begun');
  });

  it('is a rating too, where only the score is missing', async () => {
    const hers = handset(gateway.app, newPhone());
    const units = await walk(hers, KENYA.code, { labels: ['English', 'Rate a service'], typed: [KENYA.place] });
    const score = await units.type('1');
    expect(score.screen).toContain('how was the service?');
    await gateway.pass(SETTLED_HOURS);
    const again = await hers.dial(KENYA.code);
    expect(again.screen).toContain('had begun');
    expect((await again.choose('Go on')).screen).toBe(score.screen);
  });

  it('is nothing of a sealed report: not its category, not its words, at no step', async () => {
    const labels = ['English', 'Report a problem', 'I agree', 'Corruption', 'Asked for a bribe', 'Tell us'];
    const course = { labels, typed: [KENYA.place, 'The clerk asked for money'] };
    for (const steps of [4, 5, 6, 7, 8]) {
      const hers = handset(gateway.app, newPhone());
      const dropped = await walk(hers, KENYA.code, course, steps);
      await gateway.pass(SETTLED_HOURS);
      expect(await rowOf(gateway, dropped.sessionId)).toMatchObject({ state: {}, transcript: '', screen_text: '' });
      const again = await hers.dial(KENYA.code);
      expect(again.screen).toContain('1. Report a problem');
      expect(again.screen).not.toContain('Go on');
    }
  });

  it('is only the ordinary report that was set aside for a sealed one', async () => {
    const { phone } = await dropAtConfirm();
    const hers = handset(gateway.app, phone);
    await gateway.pass(SETTLED_HOURS);
    const menu = await (await (await hers.dial(KENYA.code)).choose('Go on')).type('00');
    let call = await menu.choose('Report a problem');
    for (const label of ['Corruption', 'Asked for a bribe', 'Tell us']) call = await call.choose(label);
    call = await (await call.type(KENYA.place)).type('The clerk asked for money');
    await gateway.pass(SETTLED_HOURS);
    const { state } = (await rowOf(gateway, call.sessionId)) ?? {};
    expect(JSON.stringify(state)).not.toMatch(/INTEG|clerk/);
    expect((await hers.dial(KENYA.code)).screen).toContain('You had begun:\nNo water, Mtongwe');
  });
});
