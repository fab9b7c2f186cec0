/**
 * The code of an error of Node or PostgreSQL (`ENOENT`, `23505`, an exit code); undefined where it has none. Does not ask
 * for `instanceof Error`: Node's own errors fail that test inside Jest.
 */
export function errorCode(error: unknown): string | number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' || typeof error.code === 'number' ? error.code : undefined;
}

/** Whether one row is at fault and not the database: SQLSTATE classes 22 (data), 23 (constraint), 54 (too large). */
export function isDataError(error: unknown): boolean {
  return /^(?:22|23|54)/.test(String(errorCode(error) ?? ''));
}
