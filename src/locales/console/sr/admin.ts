import type { ConsoleWords } from '../index.ts';

export const admin: ConsoleWords['admin'] = {};
