import type { Desk } from '../index.ts';

export const time: Desk['time'] = {};
