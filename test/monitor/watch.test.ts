import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { hasStopped } from '../../src/db/has-stopped.ts';
import { MIGRATIONS } from '../../src/db/migrations/index.ts';
import { indexPhone, type Phone } from '../../src/phone.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { checkWatches } from '../../src/workers/check-watches.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { found, insert, KILIFI_WATER, MOMBASA_WATER, programmeOf, type Raw } from './scene.ts';

const HOUR_MS = 3_600_000;

let gateway: Gateway;
let programme: Programme;
let people = 0;

beforeAll(async () => {
  // Monday, half past nine in Mombasa.
  gateway = await openGateway();
  programme = programmeOf(gateway);
});
afterAll(() => gateway.close());

const office = (code: string) => found(programme.offices.get(code));
const nameOf = (code: string) => office(code).names.en;

interface Watcher extends Person {
  readonly phone: string;
  told(): Promise<string[]>;
}

async function watcher(
  wanted: { role?: 'observer' | 'supervisor'; area?: string; phone?: null } = {},
): Promise<Watcher> {
  people += 1;
  const phone = `+25471680${String(people).padStart(4, '0')}`;
  const person = await openPerson(gateway, {
    programme: 'kenya-coast',
    role: wanted.role ?? 'observer',
    ...(wanted.area === undefined ? {} : { area: wanted.area }),
    ...(wanted.phone === null ? {} : { phone }),
  });
  return {
    ...person,
    phone,
    told: async () => (await gateway.inbox(phone)).filter((text) => text.startsWith('Majibu watch')),
  };
}

/** Sets a limit as the form does; `sms` unless told. */
async function watch(who: Person, fields: Readonly<Record<string, string>>): Promise<void> {
  const answer = await who.post('/monitor/watch', { office: '', measure: 'overdue', sms: 'yes', ...fields });
  expect([answer.status, answer.headers.location]).toEqual([303, '/monitor/watch?done=isSet']);
}

/** Open reports of an office, overdue since yesterday; nothing wakes them, so they stay as they are. */
async function overdue(code: string, count: number, about: string | null = null): Promise<string[]> {
  const rows = Array.from({ length: count }, () => {
    const id = uuidv7();
    const filedAt = new Date(gateway.deps.now().getTime() - 72 * HOUR_MS);
    return {
      id,
      reference: String(20_000_000 + Number.parseInt(id.slice(-6), 16)),
      programme_id: programme.id,
      kind: 'complaint' as const,
      stream: 'ordinary' as const,
      category_id: found(programme.categories.get('WATER.DRY')).id,
      area_id: office(code).area.id,
      office_id: office(code).id,
      owing_office_id: office(code).id,
      about_office_id: about === null ? null : office(about).id,
      status: 'routed' as const,
      channel: 'ussd' as const,
      language: 'en' as const,
      text: 'No water',
      source: `watch-${id}`,
      filed_at: filedAt,
      respond_by: new Date(filedAt.getTime() + 24 * HOUR_MS),
    };
  });
  await gateway.deps.db.insertInto('grievances').values(rows).execute();
  return rows.map(({ id }) => id);
}

async function end(ids: readonly string[]): Promise<void> {
  await gateway.deps.db.updateTable('grievances').set({ status: 'closed' }).where('id', 'in', ids).execute();
}

/** On to ten o'clock of the next day, with a look half an hour after midnight. */
async function nextDay(): Promise<void> {
  const local = new Date(gateway.deps.now().getTime() + 3 * HOUR_MS);
  await gateway.pass(24.5 - local.getUTCHours() - local.getUTCMinutes() / 60);
  await gateway.pass(9.5);
}

/** A page as she sees it; she has not been away for so long that she must sign in again. */
async function see(who: Person, path: string): Promise<string> {
  const seen = { seen_at: gateway.deps.now(), ends_at: new Date(gateway.deps.now().getTime() + 24 * HOUR_MS) };
  await gateway.deps.db.updateTable('account_sessions').set(seen).where('account_id', '=', who.id).execute();
  return (await who.get(path).expect(200)).text;
}

const home = (who: Person) => see(who, '/monitor');

describe('a limit for one office', () => {
  it('is told once when it is passed, not twice, and once when it is kept again', async () => {
    const amina = await watcher();
    const silent = await watcher();
    await gateway.pass(0);
    await watch(amina, { office: MOMBASA_WATER, limit: '2' });
    await watch(silent, { office: MOMBASA_WATER, limit: '3' });
    await gateway.pass(0.1);
    expect(await amina.told()).toEqual([]);
    expect(await home(amina)).not.toContain('Beyond your limits');

    const ids = await overdue(MOMBASA_WATER, 3);
    // Looked at today already; tomorrow again.
    await gateway.pass(1);
    expect(await amina.told()).toEqual([]);
    await gateway.pass(24);
    const passed = `Majibu watch: ${nameOf(MOMBASA_WATER)}: 3 overdue. Your limit: 2.`;
    expect(await amina.told()).toEqual([passed]);
    expect(await home(amina)).toContain(`${nameOf(MOMBASA_WATER)}: 3 overdue on 24 Nov. Your limit: 2.`);
    // Three are not more than three.
    expect([await silent.told(), (await home(silent)).includes('Beyond your limits')]).toEqual([[], false]);

    await overdue(MOMBASA_WATER, 1);
    await gateway.pass(24);
    await gateway.pass(24);
    expect(await amina.told()).toEqual([passed]);
    expect(await silent.told()).toHaveLength(1);

    await end(ids);
    await gateway.pass(24);
    const back = `Majibu watch: ${nameOf(MOMBASA_WATER)} is back within your limit of 2: 1 overdue.`;
    expect(await amina.told()).toEqual([passed, back]);
    expect(await home(amina)).not.toContain('Beyond your limits');
    expect(await see(amina, '/monitor/watch')).toContain(`${nameOf(MOMBASA_WATER)}: 1 overdue, on 27 Nov.`);
    await gateway.pass(24);
    expect(await amina.told()).toHaveLength(2);
  });

  it('is told once also where two processes look at the same time', async () => {
    const amina = await watcher();
    await overdue(KILIFI_WATER, 2);
    await watch(amina, { office: KILIFI_WATER, limit: '0' });
    gateway.waiting.splice(0);
    await gateway.deps.db.deleteFrom('snapshots').execute();
    await gateway.pass(0);
    await gateway.deps.db.updateTable('watches').set({ checked_on: null }).execute();
    await Promise.all([1, 2, 3].map(() => checkWatches(gateway.deps, programme.id)));
    await gateway.work();
    expect(await amina.told()).toEqual([`Majibu watch: ${nameOf(KILIFI_WATER)}: 2 overdue. Your limit: 0.`]);
  });

  it('waits for the end of quiet hours', async () => {
    const amina = await watcher();
    await watch(amina, { office: 'water_company@KE.002', limit: '0' });
    await gateway.pass(0);
    await overdue('water_company@KE.002', 1);
    // To half past midnight: a new day, and looked at.
    const local = new Date(gateway.deps.now().getTime() + 3 * HOUR_MS);
    await gateway.pass(24.5 - local.getUTCHours() - local.getUTCMinutes() / 60);
    expect(await see(amina, '/monitor/watch')).toContain('1 overdue on');
    expect(await amina.told()).toEqual([]);
    await gateway.pass(6);
    expect(await amina.told()).toEqual([]);
    await gateway.pass(0.6);
    expect(await amina.told()).toHaveLength(1);
  });
});

describe('whom no SMS reaches', () => {
  it('is whoever did not ask, said STOP, or has no phone; each sees it all the same', async () => {
    const [unasked, stopped, phoneless] = [await watcher(), await watcher(), await watcher({ phone: null })];
    await watch(unasked, { office: MOMBASA_WATER, limit: '0', sms: '' });
    await watch(stopped, { office: MOMBASA_WATER, limit: '0' });
    await watch(phoneless, { office: MOMBASA_WATER, limit: '0' });
    const index = indexPhone(gateway.deps.config.indexKey, stopped.phone as Phone);
    await gateway.deps.db
      .insertInto('citizens')
      .values({
        id: uuidv7(),
        programme_id: programme.id,
        phone_sealed: Buffer.alloc(40),
        phone_index: index,
        opted_out_at: gateway.deps.now(),
        created_at: gateway.deps.now(),
      })
      .execute();
    expect(await hasStopped(gateway.deps.db, programme.id, index)).toBe(true);
    await nextDay();
    for (const who of [unasked, stopped, phoneless]) {
      expect([await who.told(), (await home(who)).includes('Beyond your limits now')]).toEqual([[], true]);
    }
    expect(await see(stopped, '/monitor/watch')).toContain('STOP was sent from your phone');
    expect(await see(phoneless, '/monitor/watch')).toContain('Your account has no phone');
    const { count } = await gateway.deps.db
      .selectFrom('messages')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('account_id', 'in', [unasked.id, stopped.id, phoneless.id])
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(0);
  });

  it('is whose account is closed, or whose role has no figures any more', async () => {
    const [gone, moved] = [await watcher(), await watcher()];
    await watch(gone, { office: MOMBASA_WATER, limit: '0' });
    await watch(moved, { office: MOMBASA_WATER, limit: '0' });
    const { db } = gateway.deps;
    await db.updateTable('accounts').set({ disabled_at: gateway.deps.now() }).where('id', '=', gone.id).execute();
    await db.updateTable('accounts').set({ role: 'triage' }).where('id', '=', moved.id).execute();
    await gateway.pass(0.2);
    expect([await gone.told(), await moved.told()]).toEqual([[], []]);
    await moved.get('/monitor/watch').expect(403);
  });
});

describe('a limit for every office', () => {
  it('is one SMS, however many passed it', async () => {
    const amina = await watcher();
    await gateway.pass(0.1);
    await watch(amina, { limit: '0' });
    await watch(amina, { office: MOMBASA_WATER, limit: '0' });
    await nextDay();
    // Mombasa's twice: once for each limit.
    expect(await amina.told()).toEqual([
      'Majibu watch: 4 times a limit of yours was passed, 0 times one is kept again. Please see your watch list.',
    ]);
    expect(await home(amina)).toContain('Watch list (4)');
  });

  it('is of her area for a supervisor, without what is about an office', async () => {
    const salma = await watcher({ role: 'supervisor', area: 'KE.003' });
    await overdue('county_roads_dept@KE.003', 5, KILIFI_WATER);
    await gateway.pass(0.1);
    await watch(salma, { limit: '0' });
    expect((await salma.post('/monitor/watch', { office: MOMBASA_WATER, measure: 'overdue', limit: '0' })).status).toBe(
      422,
    );
    await nextDay();
    expect(await salma.told()).toEqual([`Majibu watch: ${nameOf(KILIFI_WATER)}: 2 overdue. Your limit: 0.`]);
    // Whose area it is no more is not hers to hear of, and that is no news.
    await gateway.deps.db
      .updateTable('accounts')
      .set({ area_id: found(programme.areas.get('KE.005')).id })
      .where('id', '=', salma.id)
      .execute();
    await nextDay();
    expect(await salma.told()).toHaveLength(1);
    expect(await home(salma)).not.toContain('Beyond your limits');
    // Nor did it come back: it is as overdue as before.
    expect(await see(salma, '/monitor/watch')).not.toContain('Back within your limits');
  });
});

describe('an office that she may not see any more', () => {
  const ROADS = 'county_roads_dept@KE.002';

  /** What was found for her, without a look. */
  async function hits(who: Person, ended: Readonly<Record<string, number | null>>): Promise<void> {
    const { db, now } = gateway.deps;
    const { id } = await db
      .selectFrom('watches')
      .select('id')
      .where('account_id', '=', who.id)
      .executeTakeFirstOrThrow();
    const rows = Object.entries(ended).map(([code, back]) => ({
      id: uuidv7(),
      watch_id: id,
      office_id: office(code).id,
      passed_at: now(),
      value: 9,
      back_at: back === null ? null : now(),
      back_value: back,
    }));
    await db.insertInto('watch_hits').values(rows).execute();
  }

  async function retire(code: string, at: Date | null): Promise<void> {
    const { db, programmes } = gateway.deps;
    await db
      .updateTable('offices')
      .set({ retired_at: at })
      .where('programme_id', '=', programme.id)
      .where('code', '=', code)
      .execute();
    await db
      .updateTable('programmes')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', programme.id)
      .execute();
    await programmes.reload();
  }

  it('is not said to be back where it is there no more', async () => {
    const amina = await watcher();
    await overdue(ROADS, 1);
    await gateway.pass(0.1);
    await watch(amina, { office: ROADS, limit: '0' });
    await nextDay();
    const passed = `Majibu watch: ${nameOf(ROADS)}: 1 overdue. Your limit: 0.`;
    expect([await amina.told(), (await home(amina)).includes('Beyond your limits')]).toEqual([[passed], true]);
    await retire(ROADS, gateway.deps.now());
    // At once, and after the next look.
    expect(await home(amina)).not.toContain('Beyond your limits');
    await nextDay();
    const page = await see(amina, '/monitor/watch');
    expect(page).toContain('No office is beyond a limit of yours.');
    expect(page).not.toContain('Back within your limits');
    expect(await amina.told()).toEqual([passed]);
    const ended = await gateway.deps.db
      .selectFrom('watch_hits')
      .innerJoin('watches', 'watches.id', 'watch_id')
      .select(['value', 'back_value', 'back_at'])
      .where('account_id', '=', amina.id)
      .execute();
    expect(ended).toEqual([{ value: 1, back_value: null, back_at: expect.any(Date) }]);
    await retire(ROADS, null);
    // There again, and as overdue as it was: a new passing.
    await nextDay();
    expect(await amina.told()).toEqual([passed, passed]);
  });

  it('is not named to an observer who became a supervisor of another area, not even until the next look', async () => {
    const juma = await watcher();
    await gateway.pass(0.1);
    await watch(juma, { limit: '1000' });
    await hits(juma, { [MOMBASA_WATER]: null, [KILIFI_WATER]: null });
    await hits(juma, { [ROADS]: 2, [KILIFI_WATER]: 3 });
    const everywhere = [await home(juma), await see(juma, '/monitor/watch')];
    for (const page of everywhere) expect(page).toContain(`${nameOf(MOMBASA_WATER)}: 9 overdue`);
    expect(everywhere[1]).toContain(`${nameOf(ROADS)}: 2 overdue`);
    await gateway.deps.db
      .updateTable('accounts')
      .set({ role: 'supervisor', area_id: found(programme.areas.get('KE.003')).id })
      .where('id', '=', juma.id)
      .execute();
    const [first, list] = [await home(juma), await see(juma, '/monitor/watch')];
    expect(first).toContain('Watch list (1)');
    expect(list).toContain(`${nameOf(KILIFI_WATER)}: 9 overdue`);
    expect(list).toContain(`${nameOf(KILIFI_WATER)}: 3 overdue`);
    for (const page of [first, list]) {
      for (const code of [MOMBASA_WATER, ROADS]) expect(page).not.toContain(nameOf(code));
    }
  });

  it('was ended with the figure it began with: what is kept of that is no figure any more', async () => {
    const amina = await watcher();
    await watch(amina, { limit: '5' });
    await hits(amina, { [MOMBASA_WATER]: 9, [KILIFI_WATER]: 5 });
    const { db } = gateway.deps;
    await db.transaction().execute(async (tx) => MIGRATIONS['20261123T0375-end-hits-without-value']?.up(tx));
    const page = await see(amina, '/monitor/watch');
    expect(page).toContain(`${nameOf(KILIFI_WATER)}: 5 overdue`);
    expect(page).not.toContain(`${nameOf(MOMBASA_WATER)}: 9 overdue`);
  });
});

describe('what is measured', () => {
  const WARD_OFFICE = 'ward_admin@KE.001.002.0006';
  const raw = (part: Partial<Raw>): Raw => ({
    office: found(programme.offices.get(WARD_OFFICE)),
    area: found(programme.offices.get(WARD_OFFICE)).area,
    category: found(programme.categories.get('WATER.DRY')),
    about: null,
    stream: 'ordinary',
    filedAt: new Date(gateway.deps.now().getTime() - 24 * HOUR_MS),
    answered: true,
    resolved: false,
    late: false,
    escalated: false,
    rejected: false,
    outcome: null,
    answerElapsed: 600,
    answerWorked: 600,
    resolveElapsed: 700,
    resolveWorked: 700,
    ...part,
  });

  it('is the median of working days, of ten answers at least, where half of the reports have one', async () => {
    const amina = await watcher();
    await watch(amina, { office: WARD_OFFICE, measure: 'answer_days', limit: '4,5' });
    // Nine answers after five days each: too few.
    await insert(
      gateway,
      programme,
      Array.from({ length: 9 }, () => raw({ answerWorked: 5 * 480 })),
    );
    await nextDay();
    expect(await amina.told()).toEqual([]);
    // The tenth; what was filed half a year ago does not count.
    const old = new Date(gateway.deps.now().getTime() - 180 * 24 * HOUR_MS);
    await insert(gateway, programme, [
      raw({ answerWorked: 5 * 480 }),
      ...Array.from({ length: 30 }, () => raw({ answerWorked: 60, filedAt: old })),
    ]);
    await nextDay();
    const [told = ''] = await amina.told();
    const days = Number(/: ([\d.]+) working days to the first answer\. Your limit: 4\.5\.$/.exec(told)?.[1]);
    // As near as the stated error of buckets, and one decimal.
    expect(Math.abs(days - 5)).toBeLessThanOrEqual(5 * 0.049 + 0.05);
    // Most are not answered any more: what half of the people wait nobody knows, so nothing is said to be back.
    await insert(
      gateway,
      programme,
      Array.from({ length: 30 }, () => raw({ answered: false })),
    );
    await nextDay();
    expect(await amina.told()).toHaveLength(1);
    expect(await home(amina)).toContain('working days to the first answer');
  });

  it('is the share of outcomes that are disputed', async () => {
    const amina = await watcher();
    await watch(amina, { office: WARD_OFFICE, measure: 'disputed', limit: '30' });
    const outcomes = ['disputed', 'disputed', 'disputed', 'disputed', 'confirmed', 'silent'] as const;
    const some = [...outcomes, ...outcomes].map((outcome) => raw({ resolved: true, outcome }));
    await insert(gateway, programme, some.slice(0, 9));
    await nextDay();
    expect(await amina.told()).toEqual([]);
    await insert(gateway, programme, some.slice(9));
    await nextDay();
    expect(await amina.told()).toEqual([`Majibu watch: ${nameOf(WARD_OFFICE)}: 66.7 % disputed. Your limit: 30.`]);
  });
});

describe('the watch list', () => {
  it('says what is wrong with a limit and keeps what was typed', async () => {
    const amina = await watcher();
    const answer = await amina.post('/monitor/watch', { office: 'nobody', measure: 'speed', limit: 'ten' }).expect(422);
    for (const said of [
      'Choose an office from the list.',
      'Choose what is measured.',
      'value="ten"',
      '<title>Error:',
    ]) {
      expect(answer.text).toContain(said);
    }
    for (const limit of ['', '-1', '101', '1e1', '0.25']) {
      await amina.post('/monitor/watch', { office: '', measure: 'disputed', limit }).expect(422);
    }
    expect((await amina.get('/monitor/watch')).text).toContain('You have set no limit yet.');
  });

  it('is hers alone: nobody else sees or removes a limit of it', async () => {
    const [amina, juma] = [await watcher(), await watcher()];
    await watch(amina, { office: MOMBASA_WATER, limit: '7' });
    const page = await amina.get('/monitor/watch?done=isSet').expect(200);
    const [, path = ''] = /action="(\/monitor\/watch\/[0-9a-f-]+\/remove)"/.exec(page.text) ?? [];
    await juma.post(path).expect(303);
    expect((await juma.get('/monitor/watch')).text).not.toContain('/remove"');
    expect((await amina.get('/monitor/watch')).text).toContain(path);
    await amina.post(path).expect(303);
    await amina.post(path).expect(303);
    expect((await amina.get('/monitor/watch?done=isRemoved')).text).toContain('You have set no limit yet.');
  });

  it('ends at fifty limits', async () => {
    const amina = await watcher();
    for (let count = 0; count < 50; count += 1) await watch(amina, { limit: String(1_000 + count), sms: '' });
    const answer = await amina.post('/monitor/watch', { office: '', measure: 'overdue', limit: '9' }).expect(422);
    expect(answer.text).toContain('You have 50 limits already.');
  });
});
