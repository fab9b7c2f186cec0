import { z } from 'zod';
import { listReleases } from '../../db/releases.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

export const listReleasesRoute = defineRoute({
  method: 'get',
  path: '/releases',
  summary: 'The open data of the programme: a release for each month that is over, never changed, newest first',
  ability: 'look_up',
  status: 200,
  input: z.object({ query: z.strictObject({}) }),
  response: SCHEMAS.ReleaseList,
  handle: async (deps, { programme }) => {
    const releases = await listReleases(deps.db, programme.id);
    return {
      items: releases.map(({ month, madeAt, sumsHash, files }) => ({
        month,
        made_at: madeAt.toISOString(),
        sums_sha256: sumsHash.toString('hex'),
        files: files.map(({ name, bytes }) => ({
          name,
          bytes,
          href: `/open/${programme.name}/releases/${month}/${name}`,
        })),
      })),
      next_cursor: null,
    };
  },
});
