import type { Actor, Role } from '../db/schema.ts';
import type { Area, Office, Programme, Stream } from '../routing/programme.ts';

/** Who is asking, as the rest of the program needs her: her role, and the place that the role is tied to. */
export interface Caller {
  /** Row id of the API key. */
  readonly id: string;
  readonly role: Role;
  readonly programme: Programme;
  /** Officials only. */
  readonly office: Office | null;
  /** Supervisors only. */
  readonly area: Area | null;
  /** Focal points only: the sealed stream they work. */
  readonly stream: Stream | null;
}

/** The caller as the history of a grievance names her. */
export function actorOf(caller: Caller): Actor {
  return { kind: 'official', id: caller.id, channel: 'api' };
}
