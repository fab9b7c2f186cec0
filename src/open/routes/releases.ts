import { listDigests, listReleases, readReleaseFile } from '../../db/releases.ts';
import { AppError } from '../../errors.ts';
import { FOREVER_SECONDS, type OpenRoute, PAGE_KEPT_SECONDS } from '../open-route.ts';
import { openHead } from '../release/make-digest.ts';
import { programmeOf } from './programmes.tsx';

/** The files of releases, their list, and the daily digests of the chain. */
export const RELEASE_ROUTES: readonly OpenRoute[] = [
  {
    path: '/:programme/releases.json',
    run: async (deps, visit) => {
      const programme = programmeOf(deps, visit);
      const listed = await listReleases(deps.db, programme.id);
      const items = listed.map(({ month, madeAt, sumsHash, files }) => ({
        month,
        made_at: madeAt.toISOString(),
        sums_sha256: sumsHash.toString('hex'),
        files: files.map(({ name, bytes }) => ({
          name,
          bytes,
          href: `/open/${programme.name}/releases/${month}/${name}`,
        })),
      }));
      return { keptSeconds: PAGE_KEPT_SECONDS, json: { programme: programme.name, licence: 'CC-BY-4.0', items } };
    },
  },
  {
    path: '/:programme/releases/:month/:file',
    run: async (deps, visit) => {
      const { id: programmeId } = programmeOf(deps, visit);
      const { month = '', file: name = '' } = visit.params;
      // PostgreSQL knows neither the year 0 nor a text with a zero in it.
      const isPossible = /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(month) && /^[\w.-]+$/.test(name);
      const file = isPossible ? await readReleaseFile(deps.db, { programmeId, month, name }) : undefined;
      if (file === undefined) throw new AppError('not_found', 'There is no such file.');
      const { mediaType: type, body, hash } = file;
      return { keptSeconds: FOREVER_SECONDS, file: { name: file.name, type, body, hash } };
    },
  },
  {
    path: '/:programme/chain.json',
    run: async (deps, visit) => {
      const programme = programmeOf(deps, visit);
      const days = await listDigests(deps.db, programme.id);
      const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null;
      const items = days.map(({ day, head, salt, releaseHash, digest }) => ({
        day,
        head: openHead({ head, salt }),
        release: hex(releaseHash),
        digest: hex(digest),
      }));
      return {
        keptSeconds: PAGE_KEPT_SECONDS,
        json: { format: 'majibu-chain-1', programme: programme.name, days: items },
      };
    },
  },
];
