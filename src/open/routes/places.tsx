import { AppError } from '../../errors.ts';
import { type OpenRoute, PAGE_KEPT_SECONDS } from '../open-route.ts';
import { PlacePage } from '../place/place-page.tsx';
import { readPlace } from '../place/read-place.ts';
import { programmeOf } from './programmes.tsx';

/** What everybody may know of a place: its projects, its next meetings, its services. */
export const PLACE_ROUTES: readonly OpenRoute[] = [
  {
    path: '/:programme/places/:code',
    run: async (deps, visit) => {
      const programme = programmeOf(deps, visit);
      const area = programme.areas.get(visit.params.code ?? '');
      if (area === undefined) throw new AppError('not_found', 'There is no such place in this programme.');
      const place = await readPlace(deps, programme, area);
      const { language } = visit;
      return { keptSeconds: PAGE_KEPT_SECONDS, page: <PlacePage {...{ programme, language, place }} /> };
    },
  },
];
