import type { Area, Programme } from '../../routing/programme.ts';

/** Where the public page of a place is. */
export function placePath(programme: Pick<Programme, 'name'>, { code }: Pick<Area, 'code'>): string {
  return `/open/${programme.name}/places/${encodeURIComponent(code)}`;
}
