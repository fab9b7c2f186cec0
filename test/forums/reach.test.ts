import { expect, it } from '@jest/globals';
import { topOf } from '../../src/forums/reach.ts';
import { readShipped } from '../sms/shipped-programmes.ts';

it("is a supervisor's area, an administrator's programme, and nothing for a supervisor whose area is no more", async () => {
  const programme = (await readShipped())('kenya-coast');
  const area = programme.areas.get('KE.001') ?? null;
  expect(topOf({ role: 'supervisor', area, programme })).toBe(area);
  expect(topOf({ role: 'admin', area: null, programme })).toBe(programme.root);
  expect(() => topOf({ role: 'supervisor', area: null, programme })).toThrow('This account has no place.');
});
