import type { OpenRoute } from '../open-route.ts';
import { PLACE_ROUTES } from './places.tsx';
import { PROGRAMME_ROUTES } from './programmes.tsx';
import { RELEASE_ROUTES } from './releases.ts';

/** Every public address below `/open`. */
export const OPEN_ROUTES: readonly OpenRoute[] = [...RELEASE_ROUTES, ...PROGRAMME_ROUTES, ...PLACE_ROUTES];
