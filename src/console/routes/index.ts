import type { ConsoleRoute } from '../route.ts';
import { BOARD_ROUTES } from './board.tsx';
import { PROGRAMME_ROUTES } from './programme.tsx';

/** Every address of the console. A new group of pages: one file and one line here. */
export const CONSOLE_ROUTES: readonly ConsoleRoute[] = [...BOARD_ROUTES, ...PROGRAMME_ROUTES];
