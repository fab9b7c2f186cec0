import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { insertEvent } from '../../src/db/grievances.ts';
import { transact } from '../../src/db/transact.ts';
import { listWebhooks } from '../../src/db/webhooks.ts';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import { type Actor, citizenOn, SYSTEM } from '../../src/grievances/actor.ts';
import { confirm } from '../../src/grievances/confirm.ts';
import { reject } from '../../src/grievances/reject.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import { createWebhook } from '../../src/webhooks/create-webhook.ts';
import { deliverWebhook } from '../../src/webhooks/deliver-webhook.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../src/webhooks/events.ts';
import { FAILURES_BEFORE_OFF, PAUSE_MS, WAITS_MS } from '../../src/webhooks/settle-delivery.ts';
import { tryWebhook } from '../../src/webhooks/try-webhook.ts';
import type { Wake } from '../../src/workers/job-names.ts';
import { JOBS } from '../../src/workers/jobs/index.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readHistory } from '../support/report.ts';
import { isSignedBy, openReceiver, type Receiver } from './receiver.ts';

const WARD = 'XK.04.28';
const OFFICE = `csw@${WARD}`;
const PHONE = '+38344100200';
const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };

let gateway: Gateway;
let receiver: Receiver;
beforeAll(async () => {
  gateway = await openGateway({ env: { WEBHOOK_LOOPBACK: 'on' } });
  receiver = await openReceiver();
});
afterAll(async () => {
  await receiver.close();
  await gateway.close();
});
beforeEach(async () => {
  await gateway.deps.db.deleteFrom('webhooks').execute();
  await gateway.deps.db.deleteFrom('webhook_notes').execute();
  receiver.always(204);
});

let serial = 0;
async function file(given: { category?: string; area?: string; about?: string; programme?: string } = {}) {
  serial += 1;
  const { programme = 'kosovo', category = 'SAS.DELAY', area = WARD, ...rest } = given;
  return fileReport(gateway, { programme, category, area, phone: PHONE, source: `webhook-${serial}`, ...rest });
}

async function subscribe(
  place: { office?: string; area?: string } = { office: OFFICE },
  events: readonly WebhookEvent[] = WEBHOOK_EVENTS,
) {
  return createWebhook(gateway.deps, { programme: 'kosovo', url: receiver.url, events, ...place });
}

/** What arrives while this is done and worked off. */
async function hears(work: () => Promise<unknown>) {
  const before = receiver.received.length;
  await work();
  await gateway.pass(0);
  return receiver.received.slice(before);
}

const namesOf = (received: readonly { type: string }[]) => received.map(({ type }) => type.replace('grievance.', ''));

describe('what is told', () => {
  it('is each step of a report of the office, signed, in codes and times only', async () => {
    const { secret } = await subscribe();
    const filed = await file();
    const key = { id: filed.id };
    const { deps } = gateway;
    const heard = await hears(async () => {
      await gateway.work();
      await acknowledge(deps, OFFICIAL, key);
      await reply(deps, OFFICIAL, key, { text: 'canary-words of the office' });
      await resolve(deps, OFFICIAL, key, { text: 'canary-words of the end' });
      await transact(deps, (tx) => confirm(deps, tx, citizenOn('sms'), key));
    });
    expect(namesOf(heard)).toEqual(['routed', 'acknowledged', 'replied', 'resolved', 'closed']);
    for (const each of heard) expect(isSignedBy(secret, each)).toBe(true);
    for (const each of heard) expect(isSignedBy(`whsec_${Buffer.alloc(32).toString('base64')}`, each)).toBe(false);
    // Neither the time nor the id of one can be put on another: what is sent again later is known as old.
    const [first, second] = heard;
    for (const name of ['webhook-timestamp', 'webhook-id', 'webhook-signature'] as const) {
      const forged = { ...second, headers: { ...second?.headers, [name]: `${first?.headers[name]}0`.slice(-40) } };
      expect(isSignedBy(secret, forged as NonNullable<typeof second>)).toBe(false);
    }
    expect(new Set(heard.map(({ id }) => id)).size).toBe(5);
    expect(heard[0]?.data).toEqual({
      event_id: expect.any(String),
      programme: 'kosovo',
      reference: filed.reference,
      kind: 'complaint',
      category: 'SAS.DELAY',
      area: WARD,
      office: OFFICE,
      previous_office: null,
      status: 'routed',
      outcome: null,
      filed_at: filed.filed_at.toISOString(),
      respond_by: expect.any(String),
      resolve_by: expect.any(String),
      first_answered_at: null,
      resolved_at: null,
    });
    expect(heard[4]?.data).toMatchObject({ status: 'closed', outcome: 'confirmed' });
    const everything = JSON.stringify(heard.map(({ body, headers }) => ({ body, headers })));
    for (const canary of ['canary', 'water', PHONE, '44100200']) expect(everything.toLowerCase()).not.toContain(canary);
  });

  it('is the same again after a failure, under the same id and with the time of the new attempt', async () => {
    const { secret } = await subscribe();
    receiver.script(503);
    const first = await hears(() => file());
    expect(first).toHaveLength(1);
    const again = await hears(() => gateway.pass(0.01));
    expect(again).toHaveLength(1);
    expect([again[0]?.id, again[0]?.body]).toEqual([first[0]?.id, first[0]?.body]);
    expect(Number(again[0]?.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(first[0]?.headers['webhook-timestamp']),
    );
    expect(again.every((each) => isSignedBy(secret, each))).toBe(true);
    expect(await hears(() => gateway.pass(24))).not.toContainEqual(expect.objectContaining({ id: first[0]?.id }));
  });

  it('says that a report leaves the office, to whom it leaves and to whom it comes', async () => {
    await subscribe();
    const filed = await file();
    await gateway.pass(0);
    const target = 'csw@XK.04.34';
    const heard = await hears(async () => {
      await transfer(gateway.deps, OFFICIAL, { id: filed.id }, { office: target, reason: 'canary' });
      await acknowledge(gateway.deps, OFFICIAL, { id: filed.id });
    });
    expect(namesOf(heard)).toEqual(['transferred']);
    expect(heard[0]?.data).toMatchObject({ office: target, previous_office: OFFICE, reference: filed.reference });
  });

  it('says that a report leaves the office for triage too', async () => {
    const target = 'csw@XK.04.34';
    const filed = await file();
    await gateway.pass(0);
    const pass = (office: string) => transfer(gateway.deps, OFFICIAL, { id: filed.id }, { office, reason: 'canary' });
    await pass(target);
    await subscribe({ office: target });
    await subscribe({ area: WARD }, ['transferred']);
    // The first office has passed it on before: it goes to triage, not back.
    const heard = await hears(() => pass(OFFICE));
    expect(await readHistory(gateway, filed.id)).toEqual(['filed', 'routed', 'transferred', 'sent_to_triage']);
    expect(namesOf(heard)).toEqual(['transferred', 'transferred']);
    for (const { data } of heard) {
      expect(data).toMatchObject({
        office: null,
        previous_office: target,
        reference: filed.reference,
        status: 'filed',
      });
    }
  });

  it('is nothing of a report for which no office was found at first', async () => {
    await subscribe({ area: WARD });
    const filed = await file();
    const event = { type: 'sent_to_triage', officeId: null, data: {}, at: gateway.deps.now() };
    const heard = await hears(() => insertEvent(gateway.deps.db, filed, SYSTEM, event));
    expect(namesOf(heard)).not.toContain('transferred');
    expect(namesOf(heard)).toContain('filed');
  });

  it('is only what was asked for', async () => {
    await subscribe({ office: OFFICE }, ['rejected']);
    const filed = await file();
    const heard = await hears(async () => {
      await gateway.work();
      await acknowledge(gateway.deps, OFFICIAL, { id: filed.id });
      await reject(gateway.deps, OFFICIAL, { id: filed.id }, { reason: 'canary' });
    });
    expect(namesOf(heard)).toEqual(['rejected']);
  });

  it('is nothing from before the subscription', async () => {
    await file();
    await gateway.work();
    expect(await hears(() => subscribe())).toEqual([]);
  });

  it('comes to each of two subscriptions once', async () => {
    await subscribe();
    await subscribe({ area: 'XK.04' });
    const heard = await hears(() => file());
    expect(namesOf(heard).sort()).toEqual(['filed', 'routed', 'routed']);
  });
});

describe('what is never told', () => {
  it.each<[string, Parameters<typeof file>[0]]>([
    ['a sealed report', { category: 'SAFE.CHILD' }],
    ['another place', { area: 'XK.04.34' }],
    ['another programme', { programme: 'kenya-coast', category: 'WATER.DRY', area: 'KE.001' }],
    ['a report about the office itself', { about: OFFICE }],
  ])('%s, to an office', async (_what, report) => {
    await subscribe();
    expect(await hears(() => file(report))).toEqual([]);
  });

  it('a sealed report, or one about an office in or around it, to an area', async () => {
    await subscribe({ area: WARD });
    expect(await hears(() => file({ category: 'SAFE.CHILD' }))).toEqual([]);
    expect(await hears(() => file({ about: OFFICE }))).toEqual([]);
    expect(namesOf(await hears(() => file()))).toEqual(['filed', 'routed']);
  });

  it('notes nothing where nobody subscribes', async () => {
    await file();
    await gateway.work();
    expect(await gateway.deps.db.selectFrom('webhook_notes').select('seq').execute()).toEqual([]);
  });

  it('what has become sealed, or is erased, before it was told', async () => {
    await subscribe();
    receiver.script(500);
    const filed = await file();
    expect(await hears(() => gateway.work())).toHaveLength(1);
    await gateway.deps.db.updateTable('grievances').set({ stream: 'child' }).where('id', '=', filed.id).execute();
    expect(await hears(() => gateway.pass(1))).toEqual([]);
    const states = await gateway.deps.db.selectFrom('webhook_deliveries').select('state').execute();
    expect(states).toEqual([{ state: 'withdrawn' }]);
  });
});

describe('when nobody listens', () => {
  it('tries for a day, gives up, and shows it', async () => {
    const { id } = await subscribe({ office: OFFICE }, ['routed']);
    receiver.always(500);
    const first = await hears(() => file());
    const tries = await hears(async () => {
      for (const wait of WAITS_MS) await gateway.pass(wait / 3_600_000 + 0.001);
      await gateway.pass(24);
    });
    const attempts = [...first, ...tries].filter((each) => each.id === first[0]?.id);
    expect(attempts).toHaveLength(10);
    const [listed] = (await listWebhooks(gateway.deps.db)).filter((each) => each.id === id);
    expect(listed).toMatchObject({ given_up: 1, waiting: 0, last_failure: 'status_500', off_at: null });
  });

  it('is switched off after too many failures, says so once, and is on again when a test gets through', async () => {
    const { id } = await subscribe();
    receiver.always(500);
    const before = gateway.logged.length;
    const set = {
      failures: FAILURES_BEFORE_OFF - 2,
      failing_since: new Date(gateway.deps.now().getTime() - 86_400_000),
    };
    await gateway.deps.db.updateTable('webhooks').set(set).execute();
    expect(await hears(() => file())).toHaveLength(1);
    expect(gateway.logged.slice(before).filter((line) => line.includes('was switched off'))).toEqual([]);
    // After so many failures each further one is followed by a minute's rest.
    expect(await hears(() => gateway.pass(0.01))).toEqual([]);
    expect(await hears(() => gateway.pass(0.01))).toHaveLength(1);
    const said = gateway.logged.slice(before).filter((line) => line.includes('was switched off'));
    expect(said).toHaveLength(1);
    expect(said[0]).not.toContain(receiver.url);
    expect(await hears(() => file())).toEqual([]);
    receiver.always(204);
    expect(await tryWebhook(gateway.deps, id)).toEqual({ isOk: true });
    expect(receiver.received.at(-1)).toMatchObject({ type: 'test', data: { webhook: id } });
    expect(namesOf(await hears(() => file()))).toEqual(['routed']);
  });

  it('is switched off at once where the answer is 410', async () => {
    await subscribe();
    receiver.script(410);
    await hears(() => file());
    expect(await hears(() => file())).toEqual([]);
  });

  it('lets the rest wait after three failures in a row, and loses none of it', async () => {
    await subscribe({ office: OFFICE }, ['routed']);
    receiver.always('reset');
    const heard = await hears(async () => {
      for (let count = 0; count < 8; count += 1) await file();
      await gateway.work();
    });
    expect(heard).toHaveLength(3);
    receiver.always(204);
    const later = await hears(() => gateway.pass(1));
    expect(new Set([...later.map(({ id }) => id)]).size).toBe(8);
  });
});

it('rests after three requests without an answer too, however few of them a run has time for', async () => {
  const { id } = await subscribe({ office: OFFICE }, ['routed']);
  for (let count = 0; count < 8; count += 1) await routeGrievance(gateway.deps, (await file()).id);
  receiver.always('hang');
  const before = receiver.received.length;
  const atOnce: string[] = [];
  const wake: Wake = (job, row, options) => void (options?.delayMs === undefined && atOnce.push(`${job} ${row}`));
  const run = () => deliverWebhook({ ...gateway.deps, wake, timeoutMs: 200, runMs: 1 }, id);
  const paused = async () => (await listWebhooks(gateway.deps.db)).find((each) => each.id === id)?.paused_until;
  for (const woken of [1, 2, 2]) {
    expect(await paused()).toBeNull();
    await run();
    expect(atOnce).toEqual(Array.from({ length: woken }, () => `deliver-webhook ${id}`));
  }
  expect(await paused()).toEqual(new Date(gateway.deps.now().getTime() + PAUSE_MS));
  await run();
  expect(receiver.received.length - before).toBe(3);
});

it('has a queue of its own, in which nobody waits for a message', () => {
  const inQueue = (name: string) => JOBS.filter(({ queue }) => queue === name).map((job) => job.name);
  expect(inQueue('webhooks')).toEqual(['deliver-webhook']);
  expect(inQueue('outbound')).toEqual(['send-sms']);
});

it('keeps its secret sealed: the database and the log do not hold it', async () => {
  const { id, secret } = await subscribe();
  const row = await gateway.deps.db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const stored = JSON.stringify(row) + row.secret_sealed.toString('latin1') + gateway.logged.join('\n');
  expect(stored).not.toContain(secret.slice(6));
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

it('is refused where it leads inward', async () => {
  const config = { ...gateway.deps.config, allowsLoopbackWebhooks: false };
  const wanted = { programme: 'kosovo', office: OFFICE, events: WEBHOOK_EVENTS };
  const make = (url: string) => createWebhook({ ...gateway.deps, config }, { ...wanted, url });
  await expect(make('https://127.0.0.1/')).rejects.toMatchObject({ code: 'invalid' });
  await expect(make('https://[fd00::1]/')).rejects.toMatchObject({ code: 'invalid' });
  await expect(make(receiver.url)).rejects.toMatchObject({ code: 'invalid' });
  expect(await listWebhooks(gateway.deps.db)).toEqual([]);
});
