import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GRIEVANCE_STATUSES, type GrievanceStatus } from '../../src/db/schema.ts';
import { ACTIONS, type Action, isOpen, nextStatus, whyNot } from '../../src/grievances/transitions.ts';

const SHORT: Record<string, GrievanceStatus | null> = {
  fil: 'filed',
  rou: 'routed',
  ack: 'acknowledged',
  awa: 'awaiting_citizen',
  res: 'resolved',
  rej: 'rejected',
  clo: 'closed',
  '-': null,
};

/** Columns: filed, routed, acknowledged, awaiting_citizen, resolved, rejected, closed. */
const MATRIX: Record<Action, string> = {
  route: '          rou  -    -    -    -    -    -',
  acknowledge: '    -    ack  -    -    -    -    -',
  reply: '          -    ack  ack  ack  -    -    -',
  note: '           fil  rou  ack  awa  res  rej  clo',
  transfer: '       rou  rou  rou  rou  -    -    -',
  escalate: '       -    rou  rou  -    -    -    -',
  await_citizen: '  -    awa  awa  -    -    -    -',
  go_on: '          -    -    -    ack  -    -    -',
  citizen_message: 'fil  rou  ack  ack  res  rej  clo',
  resolve: '        -    res  res  res  -    -    -',
  reject: '         rej  rej  rej  rej  -    -    -',
  confirm: '        -    -    -    -    clo  -    -',
  dispute: '        -    -    -    -    rou  -    rou',
  close_silent: '   -    -    -    -    clo  -    -',
  reopen: '         -    -    -    -    rou  rou  rou',
  return_to_triage: '-   fil  fil  fil  fil  fil  fil',
  merge: '          clo  clo  clo  clo  -    -    -',
};

const walk = ACTIONS.flatMap((action) => {
  const row = MATRIX[action].trim().split(/\s+/);
  return GRIEVANCE_STATUSES.map((status, at) => [action, status, SHORT[row[at] ?? ''] ?? null] as const);
});

describe('nextStatus', () => {
  it('is walked over every action and status', () => {
    expect(walk).toHaveLength(17 * 7);
  });

  it.each(walk)('%s from %s: %s', (action, status, expected) => {
    expect(nextStatus(status, action)).toBe(expected);
  });

  it('stays within the statuses whatever is tried, and leaves no grievance without a way on', () => {
    const actions = fc.array(fc.constantFrom(...ACTIONS), { maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...GRIEVANCE_STATUSES), actions, (start, tried) => {
        const end = tried.reduce<GrievanceStatus>((status, action) => nextStatus(status, action) ?? status, start);
        expect(GRIEVANCE_STATUSES).toContain(end);
        expect(ACTIONS.some((action) => (nextStatus(end, action) ?? end) !== end)).toBe(true);
      }),
    );
  });

  it('leads back to filed only by way of triage, and to closed only from resolved or by a merge', () => {
    for (const [action, status, next] of walk) {
      if (next === 'filed' && status !== 'filed') expect(action).toBe('return_to_triage');
      if (next === 'closed' && action !== 'merge') expect(['resolved', 'closed']).toContain(status);
    }
  });
});

describe('isOpen', () => {
  it.each([
    ['filed', true],
    ['routed', true],
    ['acknowledged', true],
    ['awaiting_citizen', true],
    ['resolved', false],
    ['rejected', false],
    ['closed', false],
  ] as const)('%s: %s', (status, open) => {
    expect(isOpen(status)).toBe(open);
  });
});

describe('whyNot', () => {
  it.each([
    ['acknowledged', 'acknowledge', 'This grievance is already acknowledged.'],
    [
      'filed',
      'resolve',
      'This grievance is filed and not yet with an office and cannot be resolved: that is possible only while it is with an office and not yet acknowledged, acknowledged, or waiting for the citizen.',
    ],
    [
      'closed',
      'confirm',
      'This grievance is closed and cannot be confirmed by the citizen: that is possible only while it is resolved.',
    ],
  ] as const)('%s, %s', (status, action, sentence) => {
    expect(whyNot(status, action)).toBe(sentence);
  });

  it('has one sentence for every refusal, without a word of the machine', () => {
    for (const [action, status, next] of walk) {
      if (next !== null) continue;
      expect(whyNot(status, action)).toMatch(/^This grievance is [a-z ,:]+\.$/);
    }
  });
});
