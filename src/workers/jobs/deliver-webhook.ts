import { deliverWebhook } from '../../webhooks/deliver-webhook.ts';
import type { Job } from '../job.ts';

/** Something happened that a county's own system subscribed to, or an attempt to tell it is due again. The row holds its back-off. */
export const deliverWebhookJob: Job = {
  name: 'deliver-webhook',
  queue: 'webhooks',
  attempts: 1,
  backoffMs: 1_000,
  run: deliverWebhook,
};
