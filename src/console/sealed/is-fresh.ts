import type { SignedIn } from '../../accounts/find-session.ts';

/** A phone or a browser may lie open that long. */
const FRESH_MS = 30 * 60_000;

/** Whether her one-time code was given so lately in this session that a sealed report may be opened without another one. */
export function isFresh({ provedAt }: Pick<SignedIn, 'provedAt'>, now: Date): boolean {
  return provedAt !== null && now.getTime() - provedAt.getTime() <= FRESH_MS;
}
