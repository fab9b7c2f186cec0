import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import request from 'supertest';
import { sw } from '../../src/locales/sw.ts';
import { findAreas } from '../../src/routing/find-area.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { type Dialogue, handset, sendTurn } from '../support/handset.ts';

const CODE = '*384*2101#';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

/** A number no other test of this file uses. */
let lastNumber = 712_000_000;
function newPhone(): string {
  lastNumber += 1;
  return `+254${lastNumber}`;
}

function programme(): Programme {
  const found = gateway.deps.programmes.byName('kenya-coast');
  if (!found) throw new Error('kenya-coast is not loaded');
  return found;
}

/** From the menu of somebody new, in English, to the question where. */
async function toPlace(menu: Dialogue): Promise<Dialogue> {
  let call = menu;
  for (const label of ['Report a problem', 'I agree', 'Water', 'No water']) call = await call.choose(label);
  return call;
}

async function countGrievances(): Promise<number> {
  const { count } = await gateway.deps.db
    .selectFrom('grievances')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

describe('a call', () => {
  it('begins with the languages of the programme, and remembers the choice', async () => {
    const phone = handset(gateway.app, newPhone());
    const first = await phone.dial(CODE);
    expect(first.screen).toBe('Chagua lugha / Choose language\n1. Kiswahili\n2. English');
    expect((await first.type('1')).screen).toContain('1. Ripoti tatizo');
    expect((await phone.dial(CODE)).screen).toContain('1. Ripoti tatizo');
  });

  it('changes the language from the menu', async () => {
    const phone = handset(gateway.app, newPhone());
    const menu = await (await phone.dial(CODE)).choose('English');
    const changed = await (await menu.choose('Change language')).choose('Kiswahili');
    expect(changed.screen).toContain('Ripoti tatizo');
    expect((await phone.dial(CODE)).screen).toContain('Ripoti tatizo');
  });

  it('goes back one screen at a time, and from page to page', async () => {
    const menu = await (await handset(gateway.app, newPhone()).dial(CODE)).choose('English');
    const notice = await menu.choose('Report a problem');
    const categories = await notice.choose('I agree');
    const second = await categories.type('9');
    expect(second.screen).not.toBe(categories.screen);
    const back = await second.type('0');
    expect(back.screen).toBe(categories.screen);
    expect((await back.type('0')).screen).toBe(notice.screen);
    expect((await (await back.type('0')).type('0')).screen).toBe(menu.screen);
  });

  it('says so when an answer is not on the screen, and keeps everything', async () => {
    const menu = await (await handset(gateway.app, newPhone()).dial(CODE)).choose('English');
    const again = await menu.type('77');
    expect(again.screen).toBe(`Please choose a number.\n${menu.screen}`);
    expect((await again.choose('Report a problem')).screen).toContain('KECOSCE runs this.');
  });

  it('loses no choice to the reason above a list: more of it is the same list, whole', async () => {
    let call = await (await handset(gateway.app, newPhone()).dial(CODE)).choose('English');
    for (const label of ['Report a problem', 'I agree', 'Health services']) call = await call.choose(label);
    const again = await call.type('77');
    expect(again.screen).toMatch(/^Please choose a number\.\n1\. /);
    const shown = (screen: string) => screen.match(/^[1-8]\. .*/gm) ?? [];
    expect(shown(again.screen).length).toBeLessThan(shown(call.screen).length);
    expect((await again.type('9')).screen).toBe(call.screen);
  });

  it('understands digits of another script', async () => {
    const menu = await (await handset(gateway.app, newPhone()).dial(CODE)).choose('English');
    expect((await menu.type('১')).screen).toContain('KECOSCE runs this.');
  });

  it('finds a typed place in spite of a slip, and offers several as a list', async () => {
    const menu = await (await handset(gateway.app, newPhone()).dial(CODE)).choose('English');
    const place = await toPlace(menu);
    const none = await place.type('Xyzzy');
    expect(none.screen).toContain('No place found with that name.');
    expect(none.screen).toContain('1. Mombasa');
    const words = await none.type('Mtongwee');
    expect(words.screen).toContain('Tell us in a few words');
    const found = await (await words.type('0')).type('Mwa');
    expect(found.screen).toContain('Places like "Mwa"');
    expect((await found.choose('Mwavumbo (Kinango)')).screen).toContain('Tell us in a few words');
  });

  it('asks again for a description that says nothing', async () => {
    const menu = await (await handset(gateway.app, newPhone()).dial(CODE)).choose('English');
    const place = await toPlace(menu);
    let words = await place.type('Mtongwe');
    for (const nothing of ['x', '😀😀😀', '   ', '...']) {
      words = await words.type(nothing);
      expect(words.screen).toMatch(/Please write a few words|Please choose/);
    }
    expect((await words.type('No water since Monday')).screen).toContain('Send this report?');
  });

  it('sends nothing when she chooses not to', async () => {
    const before = await countGrievances();
    const menu = await (await handset(gateway.app, newPhone()).dial(CODE)).choose('English');
    const place = await toPlace(menu);
    const confirm = await (await place.type('Mtongwe')).type('No water since Monday');
    const end = await confirm.choose('Do not send');
    expect(end.isOver).toBe(true);
    expect(await countGrievances()).toBe(before);
  });

  it('keeps a typed star inside the answer', async () => {
    const phone = handset(gateway.app, newPhone());
    const menu = await (await phone.dial(CODE)).choose('English');
    const place = await toPlace(menu);
    const end = await (await (await place.type('Mtongwe')).type('Call *123# or 1*2 now')).choose('Send');
    expect(end.screen).toContain('Reference');
    const filed = await gateway.deps.db
      .selectFrom('grievances')
      .select('text')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(filed.text).toBe('Call *123# or 1*2 now');
  });
});

describe('what carriers really do', () => {
  const fields = (extra: Record<string, string>) => ({
    sessionId: 'ATUid_0123456789abcdef0123456789abcdef',
    phoneNumber: '+254711999001',
    serviceCode: CODE,
    text: '',
    networkCode: '63902',
    ...extra,
  });

  it('answers an exact repeat with the same screen and does nothing twice', async () => {
    const before = await countGrievances();
    const steps = [
      '',
      '2',
      '2*1',
      '2*1*1',
      '2*1*1*1',
      '2*1*1*1*1',
      '2*1*1*1*1*Mtongwe',
      '2*1*1*1*1*Mtongwe*No water',
      '2*1*1*1*1*Mtongwe*No water*1',
    ];
    for (const text of steps) {
      const once = await sendTurn(gateway.app, fields({ text }));
      const twice = await sendTurn(gateway.app, fields({ text }));
      expect(twice).toEqual(once);
    }
    expect(await countGrievances()).toBe(before + 1);
  });

  it('files once when the last request comes ten times at the same moment', async () => {
    const before = await countGrievances();
    const call = { sessionId: 'ATUid_at-the-same-moment', phoneNumber: newPhone() };
    for (const text of [
      '',
      '2',
      '2*1',
      '2*1*1',
      '2*1*1*1',
      '2*1*1*1*1',
      '2*1*1*1*1*Mtongwe',
      '2*1*1*1*1*Mtongwe*No water',
    ]) {
      await sendTurn(gateway.app, fields({ ...call, text }));
    }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        sendTurn(gateway.app, fields({ ...call, text: '2*1*1*1*1*Mtongwe*No water*1' })),
      ),
    );
    expect(new Set(answers.map(({ screen }) => screen)).size).toBe(1);
    expect(answers[0]?.screen).toContain('Reference');
    expect(await countGrievances()).toBe(before + 1);
  });

  it('never goes back for an earlier request', async () => {
    const call = { sessionId: 'ATUid_earlier', phoneNumber: newPhone() };
    await sendTurn(gateway.app, fields({ ...call }));
    await sendTurn(gateway.app, fields({ ...call, text: '2' }));
    const now = await sendTurn(gateway.app, fields({ ...call, text: '2*1' }));
    for (const text of ['', '2', '3', '2*2']) {
      expect(await sendTurn(gateway.app, fields({ ...call, text }))).toEqual(now);
    }
    expect((await sendTurn(gateway.app, fields({ ...call, text: '2*1*1' }))).screen).toContain('What is it about?');
  });

  it('refuses another phone or another code on a known call, without touching it', async () => {
    const call = { sessionId: 'ATUid_another', phoneNumber: newPhone() };
    await sendTurn(gateway.app, fields({ ...call }));
    const menu = await sendTurn(gateway.app, fields({ ...call, text: '2' }));
    const stranger = await sendTurn(gateway.app, fields({ ...call, phoneNumber: newPhone(), text: '2*3' }));
    expect(stranger.prefix).toBe('END');
    const otherCode = await sendTurn(gateway.app, fields({ ...call, serviceCode: '*384*2102#', text: '2*3' }));
    expect(otherCode.prefix).toBe('END');
    expect(await sendTurn(gateway.app, fields({ ...call, text: '2' }))).toEqual(menu);
  });

  it('takes a call that begins with answers (dial-through)', async () => {
    const through = await handset(gateway.app, newPhone()).dial(CODE, { text: '2*1*1*1' });
    expect(through.screen).toContain('No water');
    expect((await through.choose('No water')).screen).toContain('Where?');
  });

  it('says that a call is over when it goes on after its end', async () => {
    const call = { sessionId: 'ATUid_over', phoneNumber: newPhone() };
    await sendTurn(gateway.app, fields({ ...call }));
    await request(gateway.app)
      .post('/at/dev/ussd/events')
      .type('form')
      .send({ sessionId: call.sessionId, status: 'Incomplete', phoneNumber: call.phoneNumber, input: '', hopsCount: 1 })
      .expect(200);
    expect(await sendTurn(gateway.app, fields({ ...call, text: '2' }))).toMatchObject({ prefix: 'END' });
  });

  it.each([
    ['no plus', (phone: string) => phone.slice(1)],
    ['a plus that became a space', (phone: string) => ` ${phone.slice(1)}`],
    ['the national form', (phone: string) => `0${phone.slice(4)}`],
  ])('knows the same caller with %s', async (_name, write) => {
    const phone = newPhone();
    const call = { sessionId: `ATUid_${phone}` };
    await sendTurn(gateway.app, fields({ ...call, phoneNumber: phone }));
    const menu = await sendTurn(gateway.app, fields({ ...call, phoneNumber: write(phone), text: '2' }));
    expect(menu.screen).toContain('Report a problem');
  });

  it('reads JSON and repeated fields too', async () => {
    const json = await request(gateway.app)
      .post('/at/dev/ussd')
      .send(fields({ sessionId: 'ATUid_json', phoneNumber: newPhone() }));
    expect(json.text).toContain('Choose language');
    const repeated = await request(gateway.app)
      .post('/at/dev/ussd')
      .type('form')
      .send(
        `${new URLSearchParams(fields({ sessionId: 'ATUid_repeated', phoneNumber: newPhone() })).toString()}&text=2`,
      );
    expect(repeated.text).toContain('Report a problem');
  });
});

describe('bad input', () => {
  const good = { sessionId: 'ATUid_bad', phoneNumber: '+254711999002', serviceCode: CODE, text: '' };

  it.each([
    ['no session id', { ...good, sessionId: '' }],
    ['a session id of 10 kB', { ...good, sessionId: 'x'.repeat(10_000) }],
    ['no phone', { ...good, phoneNumber: '' }],
    ['a phone that cannot be', { ...good, phoneNumber: '+2547' }],
    ['a sender name', { ...good, phoneNumber: 'SAFARICOM' }],
    ['no fields at all', {}],
    ['a code that nobody has', { ...good, serviceCode: '*999#' }],
  ])('ends with an apology on %s and creates nothing', async (_name, fields) => {
    const countRows = () =>
      gateway.deps.db
        .selectFrom('ussd_sessions')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
    const before = await countRows();
    const answer = await sendTurn(gateway.app, fields as Record<string, string>);
    expect(answer.prefix).toBe('END');
    expect(await countRows()).toEqual(before);
  });

  it('answers a body over 16 kB with an apology', async () => {
    const answer = await sendTurn(gateway.app, { ...good, text: 'x'.repeat(20_000) });
    expect(answer.prefix).toBe('END');
  });

  it('gives 404 for a wrong secret', async () => {
    await request(gateway.app).post('/at/wrong/ussd').type('form').send(good).expect(404);
    await request(gateway.app).post('/at/wrong/ussd/events').type('form').send(good).expect(404);
  });

  it('stores or asks again for NUL, lone surrogates, emoji and 10 kB of text', async () => {
    const phone = handset(gateway.app, newPhone());
    const menu = await (await phone.dial(CODE)).choose('English');
    const place = await toPlace(menu);
    let words = await place.type('Mtongwe');
    for (const text of ['No\0 water', 'No water \uD83D', 'No water 😀', `No water ${'x'.repeat(9_000)}`]) {
      const confirm = await words.type(text);
      expect(confirm.screen).toContain('Send this report?');
      words = await confirm.type('0');
    }
  });

  it('ends with an apology, an id in the log and no number when something throws inside a turn', async () => {
    const broken = await openGateway();
    try {
      await broken.deps.db.schema.alterTable('ussd_sessions').renameTo('ussd_sessions_gone').execute();
      const answer = await sendTurn(broken.app, { ...good, sessionId: 'ATUid_broken' });
      expect(answer).toEqual({ prefix: 'END', screen: expect.stringContaining('piga tena') });
      const line = broken.logged.find((logged) => logged.includes('a turn failed')) ?? '';
      expect(line).toContain('errorId');
      expect(broken.logged.join('')).not.toContain('254711999002');
    } finally {
      await broken.close();
    }
  });
});

describe('one strange caller', () => {
  it('does not end the calls of the others that are saved with hers', async () => {
    const strange = handset(gateway.app, newPhone());
    const menu = await (await strange.dial(CODE)).choose('English');
    const place = await toPlace(menu);
    const others = await Promise.all(
      Array.from({ length: 20 }, async () => (await handset(gateway.app, newPhone()).dial(CODE)).choose('English')),
    );
    const [hers, ...theirs] = await Promise.all([
      place.type('Mwa................\u{1F600}'),
      ...others.map((call) => call.choose('Rate a service')),
    ]);
    expect(hers?.isOver).toBe(false);
    for (const call of theirs) expect(call.screen).toContain('Where is the service?');
  });
});

describe('many callers at once', () => {
  it('gives 500 callers 500 right answers, each her own', async () => {
    const languages = ['Kiswahili', 'English'];
    // Wards whose name no other place has, so that typing it leads straight on.
    const leaves = [...programme().areas.values()].filter(({ children }) => children.length === 0);
    const areas = leaves.filter(({ names }) => findAreas(programme(), names.en).length === 1);
    const calls = await Promise.all(
      Array.from({ length: 500 }, async (_, index) => {
        const language = languages[index % 2] ?? 'English';
        const dialogue = await (await handset(gateway.app, newPhone()).dial(CODE)).choose(language);
        const labels =
          index % 2 === 0
            ? ['Ripoti tatizo', sw.ussd.consentAgree, 'Maji', 'Hakuna maji']
            : ['Report a problem', 'I agree', 'Water', 'No water'];
        let place = dialogue;
        for (const label of labels) place = await place.choose(label);
        // Each types a place of her own that nobody knows, and reads it back.
        const unknown = await place.type(`Qqq`);
        const area = areas[index % areas.length];
        const confirm = await (await unknown.type(area?.names.en ?? '')).type(`Caller number ${index} speaking`);
        return { index, area: area?.names.en, screen: confirm.screen };
      }),
    );
    for (const { index, area, screen } of calls) {
      expect(screen).toContain(index % 2 === 0 ? 'Tutume ripoti hii?' : 'Send this report?');
      expect(screen.split('\n')).toContain(area);
    }
    const stored = await gateway.deps.db
      .selectFrom('ussd_sessions')
      .select(sql<string>`state->'draft'->>'text'`.as('text'))
      .where(sql<boolean>`state->'draft'->>'text' like 'Caller number %'`)
      .execute();
    expect(new Set(stored.map(({ text }) => text)).size).toBe(500);
  });
});
