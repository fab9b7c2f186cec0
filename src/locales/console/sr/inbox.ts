import type { ConsoleWords } from '../index.ts';

export const inbox: ConsoleWords['inbox'] = {};
