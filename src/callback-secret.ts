import { timingSafeEqual } from 'node:crypto';

/**
 * Says whether a text is one of `secrets`, in a time that depends on neither where nor how much they differ. It does tell
 * how long they are, which is no secret.
 */
export function createSecretCheck(secrets: readonly string[]): (given: string) => boolean {
  const known = secrets.filter((secret) => secret !== '').map((secret) => Buffer.from(secret, 'utf8'));
  return (given) => {
    const candidate = Buffer.from(given, 'utf8');
    // Every secret is compared, also after a match.
    return known.map((each) => each.length === candidate.length && timingSafeEqual(each, candidate)).includes(true);
  };
}
