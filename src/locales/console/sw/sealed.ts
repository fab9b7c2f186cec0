import type { ConsoleWords } from '../index.ts';

export const sealed: ConsoleWords['sealed'] = {};
