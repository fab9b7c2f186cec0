import type { Desk } from '../index.ts';

export const pages: Desk['pages'] = {};
