import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldForAir, measure } from '../../src/encoding.ts';
import { letterProblem } from '../../src/routing/name-problem.ts';
import type { Language } from '../../src/routing/programme.ts';

describe('letterProblem', () => {
  it.each<[Language, string]>([
    ['sq', 'Prishtinë, Gjakovë, çdo'],
    ['sr', 'Đakovica, Žitište, Ćuprija'],
    ['en', 'Water company’s bill – “too high” 5 € [all]'],
    ['bn', 'পানির বিল'],
    ['bn', 'KMSS ৳'],
  ])('%s: takes %s', (language, name) => {
    expect(letterProblem(name, language)).toBeNull();
  });

  it('lets no name of a language of Latin letters through that is not GSM-7 on the air', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const isPlain = measure(foldForAir(name)).encoding === 'gsm7';
        expect(letterProblem(name, 'sr') === null).toBe(isPlain);
      }),
    );
  });
});
