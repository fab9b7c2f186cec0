import type { z } from 'zod';
import type { Action, Scorecard } from '../db/schema.ts';
import type { ListedScorecard } from '../db/scorecards.ts';
import { nameIn, type Office, type Programme } from '../routing/programme.ts';
import type { ComparedScore, Voices } from '../scorecards/compare-scores.ts';
import { presentNamed } from './present.ts';
import type { SCHEMAS } from './schemas.ts';

type Shape<Name extends keyof typeof SCHEMAS> = z.output<(typeof SCHEMAS)[Name]>;
type Card = Pick<Scorecard, 'id' | 'unit_id' | 'office_id' | 'from_on' | 'until_on' | 'met_on' | 'closed_at'>;

/** A card as a list shows it. */
export function presentCard(
  programme: Programme,
  card: Card,
  { open, overdue, kept, broken }: Pick<ListedScorecard, 'open' | 'overdue' | 'kept' | 'broken'>,
): Shape<'ScoreCard'> {
  // A unit is retired, never removed.
  const unit = programme.byId.units.get(card.unit_id);
  if (!unit) throw new Error(`a score card of a unit that is not there: ${card.unit_id}`);
  return {
    id: card.id,
    unit: presentNamed(unit),
    area: presentNamed(unit.area),
    office: presentKnown(programme.byId.offices.get(card.office_id)),
    from: card.from_on,
    until: card.until_on,
    met_on: card.met_on,
    closed_at: card.closed_at?.toISOString() ?? null,
    promised: { open, overdue, kept, broken },
  };
}

/** One line: what users say, what providers say, and how they differ. */
export function presentLine(line: ComparedScore): Shape<'WholeScoreCard'>['lines'][number] {
  const { indicator } = line;
  return {
    indicator:
      indicator === null ? null : { code: indicator.code, name: nameIn(indicator.names, 'en'), scale: indicator.scale },
    users: presentVoices(line.users),
    by_phone: line.byPhone,
    at_meeting: line.atMeeting,
    providers: presentVoices(line.providers),
    difference: line.difference === null ? null : round(line.difference),
    gap: line.gap,
  };
}

/** What was agreed on a card, and what became of it. @param today the local day, ISO */
export function presentAction(
  programme: Programme,
  action: Action,
  today: string,
): Shape<'WholeScoreCard'>['actions'][number] {
  return {
    id: action.id,
    what: action.what,
    office: presentKnown(programme.byId.offices.get(action.office_id)),
    post: action.post || null,
    due_on: action.due_on,
    state: action.state,
    overdue: isOverdue(action, today),
    answer: action.answer || null,
    answered_at: action.answered_at?.toISOString() ?? null,
  };
}

/** The interface meeting; null: not held yet. */
export function presentMeetingOf(card: Scorecard): Shape<'WholeScoreCard'>['meeting'] {
  if (card.met_on === null) return null;
  const { met_on: heldOn, venue, women, men, groups, notes } = card;
  return { held_on: heldOn, venue, women, men, groups: { ...groups }, notes: notes || null };
}

/** How many actions of a card are in each state. @param today the local day, ISO */
export function countActions(
  actions: readonly Action[],
  today: string,
): Pick<ListedScorecard, 'open' | 'overdue' | 'kept' | 'broken'> {
  const count = (is: (action: Action) => boolean) => actions.filter(is).length;
  return {
    open: count(({ state }) => state === 'open'),
    overdue: count((action) => isOverdue(action, today)),
    kept: count(({ state }) => state === 'kept'),
    broken: count(({ state }) => state === 'broken'),
  };
}

/** An office that may be no more. */
export function presentKnown(office: Office | undefined): Shape<'Named'> | null {
  return office === undefined ? null : presentNamed(office);
}

function isOverdue({ state, due_on: dueOn }: Action, today: string): boolean {
  return state === 'open' && dueOn < today;
}

function presentVoices(voices: Voices | null): Shape<'WholeScoreCard'>['lines'][number]['users'] {
  return voices === null ? null : { people: voices.people, given: [...voices.given], mean: round(voices.mean) };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
