import type { Desk } from '../index.ts';

export const work: Desk['work'] = {};
