import { v7 as uuidv7 } from 'uuid';
import { findWebhook } from '../db/webhooks.ts';
import { AppError } from '../errors.ts';
import { type DeliveryDeps, sendTo } from './deliver-webhook.ts';
import type { Posted } from './post.ts';
import { markWorking } from './settle-delivery.ts';

/**
 * Sends one signed event of the type `test` at once. Where it gets through, a subscription that was switched off is on again.
 *
 * @throws {AppError} `not_found`
 */
export async function tryWebhook(
  deps: Pick<DeliveryDeps, 'config' | 'db' | 'now' | 'resolve'>,
  id: string,
): Promise<Posted> {
  const webhook = await findWebhook(deps.db, id);
  if (!webhook) throw new AppError('not_found', 'There is no webhook with this id. `majibu webhook list` shows them.');
  const body = JSON.stringify({ type: 'test', timestamp: deps.now().toISOString(), data: { webhook: id } });
  const posted = await sendTo(deps, webhook, { id: uuidv7(), body });
  if (posted.isOk) await markWorking(deps.db, id, deps.now());
  return posted;
}
