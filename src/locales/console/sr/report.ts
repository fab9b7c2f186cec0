import type { ConsoleWords } from '../index.ts';

export const report: ConsoleWords['report'] = {};
