import type { ConsoleRoute } from '../route.ts';

/** Every address of the console. A new group of pages: one file and one line here. */
export const CONSOLE_ROUTES: readonly ConsoleRoute[] = [];
