import type { Desk } from '../index.ts';
import { pages } from './pages.ts';
import { time } from './time.ts';
import { watch } from './watch.ts';
import { work } from './work.ts';

export const sw: Desk = { work, time, pages, watch };
