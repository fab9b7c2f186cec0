import { findKeyByHash } from '../db/api-keys.ts';
import type { ApiKey } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Programme } from '../routing/programme.ts';
import type { Caller } from './caller.ts';
import { hashToken } from './token.ts';

const BEARER = /^Bearer +(\S+)$/i;

/**
 * Who sent this `Authorization` header (RFC 6750). Whatever is in it costs one hash and one look at an index: an answer
 * tells nothing about how near a wrong key was, and a revoked one looks like one that never was.
 *
 * @throws {AppError} `unauthorized`, or `unavailable` when this process does not hold the key's programme
 */
export async function authenticate(
  deps: Pick<Deps, 'db' | 'programmes'>,
  authorization: string | undefined,
): Promise<Caller> {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (token === undefined) {
    throw new AppError('unauthorized', 'Send a key: `Authorization: Bearer mjb_...`. An administrator makes one.');
  }
  const key = await findKeyByHash(deps.db, hashToken(token));
  if (!key) throw new AppError('unauthorized', 'This key is unknown or was revoked. An administrator makes a new one.');
  const programme = deps.programmes.byId(key.programme_id);
  if (!programme)
    throw new AppError('unavailable', 'The programme of this key is not loaded yet. Try again in a minute.');
  return toCaller(key, programme);
}

function toCaller(key: ApiKey, programme: Programme): Caller {
  const { areas, offices } = programme.byId;
  return {
    id: key.id,
    role: key.role,
    programme,
    office: key.office_id === null ? null : (offices.get(key.office_id) ?? null),
    area: key.area_id === null ? null : (areas.get(key.area_id) ?? null),
    stream: key.stream,
    channel: 'api',
  };
}
