import { AppError } from '../../errors.ts';
import type { Programme } from '../../routing/programme.ts';
import { type OpenDeps, type OpenRoute, type OpenVisit, PAGE_KEPT_SECONDS } from '../open-route.ts';
import { ListPage } from '../pages/list-page.tsx';
import { ProgrammePage } from '../pages/programme-page.tsx';
import { readOverview } from '../pages/read-overview.ts';

/** The programmes, and what is published of each. */
export const PROGRAMME_ROUTES: readonly OpenRoute[] = [
  {
    path: '/',
    run: async ({ programmes }, { language, path }) => ({
      keptSeconds: PAGE_KEPT_SECONDS,
      page: <ListPage language={language} path={path} programmes={programmes.all()} />,
    }),
  },
  {
    path: '/:programme',
    run: async (deps, visit) => {
      const programme = programmeOf(deps, visit);
      const overview = await readOverview(deps, programme);
      const { language, path } = visit;
      return { keptSeconds: PAGE_KEPT_SECONDS, page: <ProgrammePage {...{ language, path, programme, overview }} /> };
    },
  },
];

/** @throws {AppError} `not_found` */
export function programmeOf({ programmes }: OpenDeps, { params }: OpenVisit): Programme {
  const programme = programmes.byName(params.programme ?? '');
  if (programme === undefined) throw new AppError('not_found', 'There is no such programme.');
  return programme;
}
