import type { ConsoleWords } from '../index.ts';

export const shell: ConsoleWords['shell'] = {};
