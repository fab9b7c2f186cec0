import { performance } from 'node:perf_hooks';
import { nextDelivery, type WebhookDelivery } from '../db/webhook-deliveries.ts';
import { claimWebhook, findWebhook, updateWebhook, type Webhook } from '../db/webhooks.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Reach } from './address.ts';
import { type Posted, post } from './post.ts';
import { openSecret, signatureHeaders } from './secret.ts';
import { PAUSE_MS, settleDelivery, withdrawDelivery } from './settle-delivery.ts';
import { spreadNotes } from './spread-notes.ts';

/** Longer than the longest run: whoever claimed a subscription this long ago is dead. */
const CLAIMED_MS = 120_000;
/** After so long the next wake-up goes on: a worker that is told to stop waits for this one. */
const MOST_RUN_MS = 15_000;
/** So many failures in a row, and the rest waits a minute, then after each further one: whoever is down is not asked a thousand times. */
const FAILURES_IN_A_ROW = 3;

export type DeliveryDeps = Pick<Deps, 'config' | 'db' | 'log' | 'now' | 'programmes' | 'wake'> & {
  /** How hosts are found, where not by the system. */
  readonly resolve?: Reach['resolve'];
  /** How long one request, and the run, may take, where not as long as usual. */
  readonly timeoutMs?: number;
  readonly runMs?: number;
};

/**
 * Delivers what waits for one subscription, after looking at what has happened in its programme. At least once: who receives knows
 * an event again by its `webhook-id`. One process at a time for a subscription; harmless when run twice or late.
 *
 * @param id the subscription's row id
 */
export async function deliverWebhook(deps: DeliveryDeps, id: string): Promise<void> {
  const webhook = await findWebhook(deps.db, id);
  if (!webhook || webhook.off_at !== null) return;
  const programme = deps.programmes.byId(webhook.programme_id);
  if (!programme) throw new AppError('unavailable', 'The programme of this webhook is not loaded yet.');
  for (const other of await spreadNotes(deps, programme)) {
    if (other !== id) deps.wake('deliver-webhook', other);
  }
  const now = deps.now();
  const claimed = await claimWebhook(deps.db, id, { now, until: new Date(now.getTime() + CLAIMED_MS) });
  if (!claimed) return;
  let isLeft = false;
  try {
    isLeft = await deliverDue(deps, claimed);
  } finally {
    await updateWebhook(deps.db, id, { claimed_until: null });
  }
  if (isLeft) deps.wake('deliver-webhook', id);
}

/** Sends what is due, the oldest first. Whether some of it is left for the next run. */
async function deliverDue(deps: DeliveryDeps, webhook: Webhook): Promise<boolean> {
  const startedAt = performance.now();
  // Those of earlier runs too: who lets every request wait for its whole time fails only once or twice in a run.
  let failed = webhook.failures;
  while (performance.now() - startedAt < (deps.runMs ?? MOST_RUN_MS)) {
    const delivery = await nextDelivery(deps.db, webhook.id, deps.now());
    if (!delivery) return false;
    if (!delivery.isTold) {
      await withdrawDelivery(deps, delivery.id);
      continue;
    }
    const posted = await sendTo(deps, webhook, delivery);
    const isOff = await settleDelivery(deps, webhook.id, delivery, posted);
    if (isOff) return false;
    failed = posted.isOk ? 0 : failed + 1;
    if (failed >= FAILURES_IN_A_ROW) {
      await updateWebhook(deps.db, webhook.id, { paused_until: new Date(deps.now().getTime() + PAUSE_MS) });
      return false;
    }
  }
  return true;
}

/** One signed request. */
export async function sendTo(
  { config, now, resolve, timeoutMs }: Pick<DeliveryDeps, 'config' | 'now' | 'resolve' | 'timeoutMs'>,
  webhook: Pick<Webhook, 'id' | 'url' | 'secret_sealed'>,
  { id, body }: Pick<WebhookDelivery, 'id' | 'body'>,
): Promise<Posted> {
  const secret = openSecret(config, webhook.secret_sealed, webhook.id);
  const reach = { allowsLoopback: config.allowsLoopbackWebhooks, ...(resolve === undefined ? {} : { resolve }) };
  const headers = signatureHeaders(secret, { id, at: now(), body });
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  return post(reach, { url: new URL(webhook.url), headers, body, ...limit });
}
