import { type Asked, scopeQuery } from '../scope/scope-query.ts';

/** An address that says nothing: of pages that are not of a period. */
export const NO_QUERY: Asked = scopeQuery.parse({});
