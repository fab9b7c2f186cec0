import { transact } from '../db/transact.ts';
import { giveUpAll, updateDelivery, type WebhookDelivery } from '../db/webhook-deliveries.ts';
import { countFailure, updateWebhook, type Webhook } from '../db/webhooks.ts';
import type { Deps } from '../deps.ts';
import type { Posted } from './post.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What lies between two attempts, a day in all; after the last one a delivery is given up. */
export const WAITS_MS: readonly number[] = [
  5_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  8 * HOUR_MS + 24 * MINUTE_MS,
];
/** For a whole subscription, where one attempt after the other fails. */
export const PAUSE_MS = MINUTE_MS;
/** So many failed attempts since one got through, over a day at least, and a subscription is switched off. */
export const FAILURES_BEFORE_OFF = 50;
/** Whoever answers this wants no more (Standard Webhooks). */
const GONE = 'status_410';

type SettleDeps = Pick<Deps, 'db' | 'log' | 'now' | 'wake'>;

/** Writes down what came of an attempt. Whether the subscription is switched off by it. */
export async function settleDelivery(
  deps: SettleDeps,
  webhookId: string,
  delivery: Pick<WebhookDelivery, 'id' | 'attempts'>,
  posted: Posted,
): Promise<boolean> {
  const now = deps.now();
  if (posted.isOk) {
    await transact(deps, async ({ db }) => {
      const attempts = delivery.attempts + 1;
      await updateDelivery(db, delivery.id, { state: 'delivered', attempts, settled_at: now, last_failure: null });
      await markWorking(db, webhookId, now);
    });
    return false;
  }
  return fail(deps, webhookId, delivery, posted.reason, now);
}

/** A subscription's address has answered as it should: what failed before is forgotten, and it is on. */
export async function markWorking(db: Deps['db'], webhookId: string, now: Date): Promise<void> {
  const set = {
    failures: 0,
    failing_since: null,
    last_failure: null,
    paused_until: null,
    off_at: null,
    last_ok_at: now,
  };
  await updateWebhook(db, webhookId, set);
}

/** The report is not one any more that is told of. */
export async function withdrawDelivery({ db, now }: Pick<Deps, 'db' | 'now'>, id: string): Promise<void> {
  await updateDelivery(db, id, { state: 'withdrawn', settled_at: now() });
}

async function fail(
  deps: SettleDeps,
  webhookId: string,
  { id, attempts: before }: Pick<WebhookDelivery, 'id' | 'attempts'>,
  reason: string,
  now: Date,
): Promise<boolean> {
  const attempts = before + 1;
  const waitMs = WAITS_MS[attempts - 1];
  const webhook = await transact(deps, async ({ db, wake }) => {
    await updateDelivery(db, id, {
      attempts,
      last_failure: reason,
      ...(waitMs === undefined
        ? { state: 'given_up', settled_at: now }
        : { next_at: new Date(now.getTime() + waitMs) }),
    });
    if (waitMs !== undefined) wake('deliver-webhook', webhookId, { delayMs: waitMs });
    const failing = await countFailure(db, webhookId, { reason, now });
    if (!failing || !isBeyondHope(failing, reason, now)) return undefined;
    await giveUpAll(db, webhookId, now);
    return updateWebhook(db, webhookId, { off_at: now });
  });
  if (!webhook) return false;
  const { failures, failing_since: since } = webhook;
  deps.log.error(
    { webhook: webhookId, failures, since, reason },
    'a webhook was switched off: it hears of nothing any more. Mend the other end, then: majibu webhook test ID switches it on again',
  );
  return true;
}

function isBeyondHope({ failures, failing_since: since }: Webhook, reason: string, now: Date): boolean {
  if (reason === GONE) return true;
  return failures >= FAILURES_BEFORE_OFF && since !== null && now.getTime() - since.getTime() >= DAY_MS;
}
