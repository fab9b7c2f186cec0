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
  await_citizen: ['official', 'supervisor', 'focal', 'admin'],
  assign: ['official', 'supervisor', 'admin'],
  hand_back: ['official', 'supervisor', 'admin'],
  merge: ['official', 'supervisor', 'triage', 'admin'],
  refer: ['focal'],
  unmask: ['focal'],
  read_board: ['supervisor', 'triage', 'admin'],
  read_triage: ['triage', 'admin'],
  read_letters: ['supervisor', 'triage', 'observer', 'admin'],
  monitor: ['supervisor', 'observer', 'admin'],
  read_cards: ['official', 'supervisor', 'observer', 'admin'],
  keep_cards: ['official', 'supervisor', 'admin'],
  convene: ['supervisor', 'admin'],
  hold_votes: ['admin'],
  administer: ['admin'],
};

describe('mayDo', () => {
  it.each(ABILITIES)('%s', (ability) => {
    expect(ROLES.filter((role) => mayDo(role, ability))).toEqual(ALLOWED[ability]);
  });
});

it('shows words to everyone but observers', () => {
  expect(ROLES.filter((role) => !GRANTS[role].readsText)).toEqual(['observer']);
});

it('keeps a report about an office from everyone who may sit in it', () => {
  expect(ROLES.filter((role) => GRANTS[role].canBeAccused)).toEqual(['official', 'supervisor', 'triage', 'admin']);
});

it('shows a sealed stream to focal points only', () => {
  expect(ROLES.filter((role) => GRANTS[role].sees === 'stream')).toEqual(['focal']);
});
