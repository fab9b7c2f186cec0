import type { z } from 'zod';
import { scopeQuery } from '../scope/scope-query.ts';

/** What the address of the report card may say: as every page of figures, and one unit by its code. */
export const ratingsQuery = scopeQuery.extend({ unit: scopeQuery.shape.area });
export type RatingsQuery = z.output<typeof ratingsQuery>;
