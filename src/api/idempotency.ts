import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../accounts/caller.ts';
import type { Deps } from '../deps.ts';

/** How a client calls its request, so that it may send it again when no answer came. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'Must be 1 to 200 visible ASCII characters.')
    .optional()
    .describe('The same value from the same key never does the same thing twice: send it again when no answer came.'),
});

/**
 * The name under which a request is remembered: the same for the same `Idempotency-Key` of one API key, for ever; another each
 * time where none was given. Keyed, because programs make such keys of what they have, a telephone number among it.
 */
export function nameRequest(
  { config }: Pick<Deps, 'config'>,
  caller: Caller,
  headers: z.output<typeof idempotencyHeaders>,
): string {
  const key = headers['idempotency-key'];
  const name = key === undefined ? randomUUID() : createHmac('sha256', config.indexKey).update(key).digest('hex');
  return `api-${caller.id}-${name}`;
}
