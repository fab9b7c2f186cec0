import { describe, expect, it } from '@jest/globals';
import { createSecretCheck } from '../src/callback-secret.ts';

describe('createSecretCheck', () => {
  const isSecret = createSecretCheck(['the-old-secret', 'the-new-secret-which-is-longer']);

  it.each(['the-old-secret', 'the-new-secret-which-is-longer'])('knows %s', (given) => {
    expect(isSecret(given)).toBe(true);
  });

  it.each(['', 'the', 'the-old-secret ', 'The-old-secret', 'the-old-secret,the-new-secret-which-is-longer'])(
    'does not know "%s"',
    (given) => {
      expect(isSecret(given)).toBe(false);
    },
  );

  it('takes an empty secret for none', () => {
    expect(createSecretCheck([''])('')).toBe(false);
    expect(createSecretCheck([])('')).toBe(false);
  });
});
