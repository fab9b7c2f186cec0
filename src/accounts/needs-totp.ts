import type { Role } from '../db/schema.ts';

/** Whose account opens sealed reports or everybody's: a password alone is not enough for it. Others may have a second factor. */
export function needsTotp(role: Role): boolean {
  return role === 'focal' || role === 'admin';
}
