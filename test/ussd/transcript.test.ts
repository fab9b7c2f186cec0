import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dialledThrough, hear } from '../../src/ussd/transcript.ts';

describe('hear', () => {
  it.each([
    ['the first answer', '', '1', { kind: 'answer', input: '1' }],
    ['a second answer', '1', '1*2', { kind: 'answer', input: '2' }],
    ['the same choice twice is a new answer', '1', '1*1', { kind: 'answer', input: '1' }],
    ['an empty answer', '1', '1*', { kind: 'answer', input: '' }],
    ['a typed star stays inside', '1', '1*As*ha', { kind: 'answer', input: 'As*ha' }],
    ['leading zeros stay', '1', '1*0123', { kind: 'answer', input: '0123' }],
    ['an exact repeat', '1*2', '1*2', { kind: 'repeat' }],
    ['the first dial again', '', '', { kind: 'repeat' }],
    ['a shorter transcript', '1*2', '1', { kind: 'earlier' }],
    ['an emptied transcript', '1*2', '', { kind: 'earlier' }],
    ['another beginning', '1*2', '3*2*1', { kind: 'earlier' }],
    ['digits that only look like the beginning', '1*2', '1*23', { kind: 'earlier' }],
  ] as const)('%s', (_name, consumed, transcript, expected) => {
    expect(hear(consumed, transcript)).toEqual(expected);
  });

  it('gives back what was typed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (consumed, input) => {
        expect(hear(consumed, `${consumed}*${input}`)).toEqual({ kind: 'answer', input });
      }),
    );
  });
});

describe('dialledThrough', () => {
  it.each([
    ['', []],
    ['1', ['1']],
    ['1*2*3', ['1', '2', '3']],
  ])('%j', (transcript, expected) => {
    expect(dialledThrough(transcript)).toEqual(expected);
  });
});
