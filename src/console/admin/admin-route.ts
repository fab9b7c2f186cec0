import type { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Answer, accountRoute, type ConsoleRoute, type SignedInVisit } from '../route.ts';

/** An address of administration: an administrator's, and nobody else's. */
export function adminRoute<Input extends z.ZodType>(
  method: 'get' | 'post',
  path: string,
  input: Input,
  handle: (deps: Deps, visit: SignedInVisit, input: z.output<Input>) => Promise<Answer>,
): ConsoleRoute {
  return accountRoute({ method, path, needs: 'administer', input, handle });
}
