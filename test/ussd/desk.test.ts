import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import { reply } from '../../src/grievances/reply.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import { deskOf } from '../../src/locales/desk/index.ts';
import { nextRung } from '../../src/routing/ladder.ts';
import { addAccount } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';
import type { Citizen } from '../support/story.ts';
import { atChoices, OFFICIAL, onAir, openScene, type Scene, SETTINGS, shown, whole } from './scene.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

describe.each(SETTINGS)('an official on the phone in $programme, in $language', (setting) => {
  const { work } = deskOf(setting.language);
  let scene: Scene;
  beforeAll(() => {
    scene = openScene(gateway, setting, 5_001);
  });

  /** A report with an office, its reporter, and an official of that office whose phone is registered. */
  async function atWork() {
    const citizen = scene.newCitizen();
    const { reference } = await scene.report(citizen);
    const row = await scene.row(reference);
    const office = scene.programme.byId.offices.get(row.office_id ?? '');
    if (!office) throw new Error('no office has it');
    const official = scene.newCitizen();
    const account = await addAccount(gateway, {
      programme: setting.programme,
      role: 'official',
      office: office.code,
      phone: official.phone,
      language: setting.language,
      name: 'Ali Hassan',
    });
    // Hers, and no other's: what waits for nobody in particular is on the lists of all.
    await gateway.deps.db.updateTable('grievances').set({ assignee_id: account }).where('id', '=', row.id).execute();
    await others(account);
    await citizen.news();
    return { citizen, reference, row, office, official, account };
  }

  /** Whatever else the office has is somebody else's. */
  async function others(account: string): Promise<void> {
    const other = await addAccount(gateway, { programme: setting.programme, role: 'admin' });
    await gateway.deps.db
      .updateTable('grievances')
      .set({ assignee_id: other })
      .where((row) => row.or([row('assignee_id', 'is', null), row('assignee_id', '<>', account)]))
      .execute();
  }

  /** From dialling to her report, without a question about her language. */
  async function opened(official: Citizen, due = 1): Promise<Dialogue> {
    const menu = await official.dial(scene.programme.ussdCode);
    const list = await menu.choose(onAir(work.menu(due)));
    expect(list.screen).toContain(onAir(work.list));
    return list.choose(/./);
  }

  const pressed = async (official: Citizen, verb: keyof typeof work.choices) =>
    (await atChoices(await opened(official))).choose(onAir(work.choices[verb]));

  it('sees how much waits for her, the report itself, and what can be done with it', async () => {
    const { official, reference, citizen } = await atWork();
    const text = await whole(await opened(official));
    expect(text).toContain(shown(reference));
    expect(text).toContain('Nothing has come out for three days');
    expect(text).toContain(onAir(work.state.routed));
    for (const label of Object.values(work.choices)) expect(text).toContain(onAir(label));
    expect(text).not.toContain(citizen.phone.slice(1));
  });

  it('is a citizen too: every other entry is there', async () => {
    const { official } = await atWork();
    const menu = await whole(await official.dial(scene.programme.ussdCode));
    for (const entry of [scene.ussd.menuReport, scene.ussd.menuMine, scene.ussd.menuInfo]) {
      expect(menu).toContain(onAir(entry));
    }
    const nobody = await whole(await scene.menu(scene.newCitizen()));
    expect(nobody).not.toContain(onAir(work.menu(0)).split('0')[0]);
  });

  it('acknowledges with one key, reads the due date, and the citizen hears of it', async () => {
    const { official, reference, citizen, account } = await atWork();
    const done = await pressed(official, 'acknowledge');
    const row = await scene.row(reference);
    expect(row.status).toBe('acknowledged');
    expect(await whole(done)).toContain(onAir(work.answerBy(scene.voice.moment(row.respond_by ?? new Date(0)))));
    expect(await citizen.news()).toHaveLength(1);
    const event = await gateway.deps.db
      .selectFrom('grievance_events')
      .select(['actor_id', 'channel', 'source'])
      .where('grievance_id', '=', row.id)
      .where('type', '=', 'acknowledged')
      .executeTakeFirstOrThrow();
    expect(event).toEqual({ actor_id: account, channel: 'ussd', source: expect.stringMatching(/^at-ATUid_.+-\d+$/) });
    // On to the next one, which is still this one: it is acknowledged, not answered.
    expect((await done.choose(onAir(work.next))).screen).toContain(onAir(work.list));
  });

  it.each([
    ['reply', 'replied', { text: 'We come at two' }],
    ['ask', 'asked', { text: 'We come at two' }],
  ] as const)('types to the citizen (%s), and it goes out at once', async (verb, type, data) => {
    const { official, reference, citizen } = await atWork();
    const asked = await pressed(official, verb);
    expect(asked.screen).toContain(onAir(work.prompts[verb]));
    const again = await asked.type('?!');
    expect(again.screen).toContain(onAir(scene.voice.locale.again.short));
    await again.type('We come at two');
    expect(await scene.eventData(reference, type)).toEqual(data);
    expect(await citizen.news()).toEqual([expect.stringContaining('We come at two')]);
  });

  it.each([
    ['resolve', 'resolved', 'resolved'],
    ['pass', 'handed_back', null],
  ] as const)('has a last look before %s, which nothing is sent without', async (verb, type, status) => {
    const { official, reference, row } = await atWork();
    const look = await (await pressed(official, verb)).type('The pump was changed');
    expect(await whole(look)).toContain(onAir(work.looks[verb]));
    expect(await whole(look)).toContain('The pump was changed');
    const back = await (await (await pressed(official, verb)).type('The pump was changed')).choose(
      onAir(scene.ussd.cancel),
    );
    expect(back.screen).toContain(shown(reference));
    expect(await scene.eventData(reference, type)).toBeUndefined();

    const done = await (await (await pressed(official, verb)).type('The pump was changed')).choose(
      onAir(scene.ussd.confirmSend),
    );
    // Nothing waits for her any more.
    expect(done.isOver).toBe(true);
    const after = await scene.row(reference);
    if (status) expect(after.status).toBe(status);
    else expect(after.office_id).not.toBe(row.office_id);
    expect(JSON.stringify(await scene.eventData(reference, type))).toContain('The pump was changed');
  });

  it('reads what the citizen wrote since', async () => {
    const { official, citizen, reference } = await atWork();
    const message = await (await atChoices(await scene.state(citizen, reference))).choose(onAir(scene.ussd.addMessage));
    await message.type('It is behind the school');
    expect(await whole(await opened(official))).toContain(onAir(work.later('It is behind the school')));
  });

  it('is told who was faster, and that nothing was changed', async () => {
    const { official, reference, row, citizen } = await atWork();
    const report = await atChoices(await opened(official));
    const rival = await addAccount(gateway, { programme: setting.programme, role: 'admin', name: 'Fatuma Said' });
    await acknowledge(gateway.deps, { ...OFFICIAL, id: rival }, { id: row.id });
    expect(await whole(await report.choose(onAir(work.choices.acknowledge)))).toContain('Fatuma Said');

    const write = await pressed(official, 'reply');
    await gateway.pass(1 / 60);
    await reply(gateway.deps, { ...OFFICIAL, id: rival }, { id: row.id }, { text: 'One answer' });
    const held = await whole(await write.type('Another answer'));
    expect(held).toContain('Fatuma Said');
    expect(held).toContain(onAir(work.did.replied));
    const answers = await gateway.deps.db
      .selectFrom('grievance_events')
      .select('type')
      .where('grievance_id', '=', row.id)
      .where('type', '=', 'replied')
      .execute();
    expect(answers).toHaveLength(1);
    expect((await citizen.news()).join()).not.toContain('Another answer');
    expect((await scene.row(reference)).status).toBe('acknowledged');
  });

  it('can do nothing with a report that has left her office, nor once she is disabled in mid-call', async () => {
    const { official, row, office, account } = await atWork();
    const gone = await atChoices(await opened(official));
    const higher = nextRung(office);
    await transfer(
      gateway.deps,
      OFFICIAL,
      { id: row.id },
      { office: higher?.code ?? '', reason: 'theirs', isFinal: true },
    );
    expect((await gone.choose(onAir(work.choices.acknowledge))).screen).toBe(onAir(work.notYours));

    const second = await atWork();
    const call = await atChoices(await opened(second.official));
    const { db } = gateway.deps;
    await db.updateTable('accounts').set({ disabled_at: new Date() }).where('id', '=', second.account).execute();
    expect((await call.choose(onAir(work.choices.acknowledge))).screen).toBe(onAir(work.notYours));
    expect((await scene.row(second.reference)).status).toBe('routed');
    const menu = await whole(await second.official.dial(scene.programme.ussdCode));
    expect(menu).not.toContain(onAir(work.menu(1)));
    expect(account).not.toBe(second.account);
  });

  it('sees nothing of a sealed report, not even in the count', async () => {
    const { official, office } = await atWork();
    const reporter = scene.newCitizen();
    const { reference } = await scene.report(reporter, { category: setting.sealed });
    // As if it had come to her very office, and to her.
    const officeId = scene.programme.offices.get(office.code)?.id ?? null;
    await gateway.deps.db
      .updateTable('grievances')
      .set({ office_id: officeId, assignee_id: null })
      .where('reference', '=', reference)
      .execute();
    const list = await (await official.dial(scene.programme.ussdCode)).choose(onAir(work.menu(1)));
    expect([...(await whole(list)).matchAll(/\d\. /g)]).toHaveLength(1);
  });
});

it('counts what is hers and lists what is due first', async () => {
  const scene = openScene(gateway, SETTINGS[0] ?? fail(), 7_001);
  const citizen = scene.newCitizen();
  const first = await scene.row((await scene.report(citizen)).reference);
  await gateway.pass(1);
  const second = await scene.row((await scene.report(citizen)).reference);
  const office = scene.programme.byId.offices.get(first.office_id ?? '')?.code ?? '';
  const official = scene.newCitizen();
  const at = { programme: scene.programme.name, role: 'official', office } as const;
  const account = await addAccount(gateway, { ...at, phone: official.phone, language: 'sw' });
  const { db } = gateway.deps;
  const both = [first.id, second.id];
  await db.updateTable('grievances').set({ assignee_id: null, status: 'closed' }).where('id', 'not in', both).execute();
  await db.updateTable('grievances').set({ assignee_id: account }).where('id', 'in', both).execute();
  const { work } = deskOf('sw');
  const list = await (await official.dial(scene.programme.ussdCode)).choose(onAir(work.menu(2)));
  expect(await whole(await list.type('1'))).toContain(shown(first.reference));
  const again = await (await official.dial(scene.programme.ussdCode)).choose(onAir(work.menu(2)));
  expect(await whole(await again.type('2'))).toContain(shown(second.reference));
});

function fail(): never {
  throw new Error('no setting');
}
