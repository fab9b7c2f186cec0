import type { ConsoleWords } from '../index.ts';

export const signIn: ConsoleWords['signIn'] = {};
