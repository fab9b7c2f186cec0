import { z } from 'zod';

/** How a client calls its request, so that it may send it again when no answer came. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'Must be 1 to 200 visible ASCII characters.')
    .optional()
    .describe('The same value from the same key never does the same thing twice: send it again when no answer came.'),
});
