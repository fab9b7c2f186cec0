import type { ConsoleWords } from '../index.ts';

export const board: ConsoleWords['board'] = {};
