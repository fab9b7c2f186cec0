import type { Role } from '../db/schema.ts';

/** Whose SMS and calls are an official's: one person, one phone. Others are only written to, and may share one with them. */
export function usesPhone(role: Role): boolean {
  return role === 'official' || role === 'supervisor';
}
