import type { ConsoleWords } from '../index.ts';

export const intake: ConsoleWords['intake'] = {};
