import type { Actor, Channel, Role } from '../db/schema.ts';
import type { Area, Language, Office, Programme, Stream } from '../routing/programme.ts';

/** Who is asking, as the rest of the program needs her: her role, and the place that the role is tied to. */
export interface Caller {
  /** Row id of the API key or of the account. */
  readonly id: string;
  readonly role: Role;
  readonly programme: Programme;
  /** Officials only. */
  readonly office: Office | null;
  /** Supervisors, and focal points who answer for a part of the programme only. */
  readonly area: Area | null;
  /** Focal points only: the sealed stream they work. */
  readonly stream: Stream | null;
  /** How she reaches us: a program with a key, a browser, or a registered phone. */
  readonly channel: Channel;
}

/** A caller with an account: a person. */
export interface AccountCaller extends Caller {
  readonly name: string;
  readonly signIn: string;
  readonly language: Language;
}

/** The caller as the history of a grievance names her. */
export function actorOf(caller: Caller): Actor {
  return { kind: 'official', id: caller.id, channel: caller.channel };
}
