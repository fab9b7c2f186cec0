import { describe, expect, it } from '@jest/globals';
import { ABILITIES, type Ability, GRANTS, mayDo } from '../../src/accounts/scope.ts';
import { ROLES, type Role } from '../../src/db/schema.ts';

/** Written out a second time on purpose: a change of the table must be meant. */
const ALLOWED: Readonly<Record<Ability, readonly Role[]>> = {
  look_up: ['official', 'supervisor', 'triage', 'focal', 'observer', 'admin'],
  read: ['official', 'supervisor', 'triage', 'focal', 'observer', 'admin'],
  read_response_times: ['official', 'supervisor', 'triage', 'focal', 'observer', 'admin'],
  read_ratings: ['official', 'supervisor', 'triage', 'observer', 'admin'],
  file: ['official', 'supervisor', 'triage', 'focal', 'admin'],
  acknowledge: ['official', 'supervisor', 'focal', 'admin'],
  reply: ['official', 'supervisor', 'focal', 'admin'],
  resolve: ['official', 'supervisor', 'focal', 'admin'],
  reopen: ['official', 'supervisor', 'focal', 'admin'],
  note: ['official', 'supervisor', 'triage', 'focal', 'admin'],
  transfer: ['official', 'supervisor', 'triage', 'focal', 'admin'],
  reject: ['official', 'supervisor', 'triage', 'focal', 'admin'],
};

describe('mayDo', () => {
  it.each(ABILITIES)('%s', (ability) => {
    expect(ROLES.filter((role) => mayDo(role, ability))).toEqual(ALLOWED[ability]);
  });
});

it('shows words to everyone but observers', () => {
  expect(ROLES.filter((role) => !GRANTS[role].readsText)).toEqual(['observer']);
});

it('shows a sealed stream to focal points only', () => {
  expect(ROLES.filter((role) => GRANTS[role].sees === 'stream')).toEqual(['focal']);
});
