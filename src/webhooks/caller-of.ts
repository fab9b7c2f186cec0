import type { Caller } from '../accounts/caller.ts';
import type { Webhook } from '../db/webhooks.ts';
import type { Programme } from '../routing/programme.ts';

/**
 * A subscription as the rules of `accounts/scope.ts` know callers: one of an office sees what an official of it sees, one of an area
 * what its supervisor sees. So it never hears of a sealed report, nor of one about an office in its line.
 */
export function callerOf(programme: Programme, webhook: Pick<Webhook, 'id' | 'office_id' | 'area_id'>): Caller {
  const { areas, offices } = programme.byId;
  return {
    id: webhook.id,
    role: webhook.office_id === null ? 'supervisor' : 'official',
    programme,
    office: offices.get(webhook.office_id ?? '') ?? null,
    area: areas.get(webhook.area_id ?? '') ?? null,
    stream: null,
    channel: 'api',
  };
}
