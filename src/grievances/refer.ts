import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Helpline, Programme, Stream } from '../routing/programme.ts';
import type { Actor } from './actor.ts';
import { type Change, changeGrievance, type Situation } from './change-grievance.ts';

/** How the person agreed. A guardian agrees for a child who cannot. */
export const CONSENT_WAYS = ['spoken', 'written', 'guardian'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** The longest name of a service that is not one of the programme's helplines, in characters. */
export const LONGEST_SERVICE = 60;

/**
 * Passes somebody on to a service that can help, with her consent: her report stays here, and nothing of it is sent to anybody.
 * She reads that a service knows of her, as she has allowed.
 *
 * @param input.service the number of a helpline of the report's stream, or the name of another service
 * @throws {AppError} `invalid`, naming the field; `not_found`
 */
export async function refer(
  deps: Deps,
  actor: Actor,
  key: GrievanceKey,
  input: { service: string; consent: ConsentWay },
): Promise<Grievance> {
  return changeGrievance(deps, key, actor, (situation) => decideRefer(situation, input));
}

function decideRefer(
  { grievance, programme }: Situation,
  { service: named, consent }: { service: string; consent: ConsentWay },
): Change {
  if (grievance.stream === 'ordinary')
    throw new AppError('not_found', 'There is no sealed report with this reference.');
  const name = named.trim();
  if (name === '' || name.length > LONGEST_SERVICE) {
    throw invalid('service', `Name the service in 1 to ${LONGEST_SERVICE} characters.`);
  }
  const helpline = helplinesOf(programme, grievance.stream).find(({ phone }) => phone === name);
  return {
    action: 'note',
    event: 'referred',
    data: { service: helpline ? `${helpline.names.en} ${helpline.phone}` : name, consent, approved: 'referred' },
    // Of a sealed stream this becomes words that say nothing, where she has allowed any.
    tell: { purpose: 'news', text: ({ locale }, { reference }) => locale.sms.news(reference, programme.ussdCode) },
  };
}

/** The programme's helplines for a stream. */
export function helplinesOf(programme: Pick<Programme, 'helplines'>, stream: Stream): readonly Helpline[] {
  return programme.helplines.filter(({ streams }) => streams.includes(stream));
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path, message }] });
}
