import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Grievance, GrievanceStatus } from '../../src/db/schema.ts';
import { AppError } from '../../src/errors.ts';
import type { Change, Situation } from '../../src/grievances/change-grievance.ts';
import { firstOffice } from '../../src/grievances/deadlines.ts';
import { decideHandBack } from '../../src/grievances/hand-back.ts';
import { mayGoToTriage } from '../../src/grievances/pass-on.ts';
import { decideDispute, decideReopen } from '../../src/grievances/reopen.ts';
import { decideTransfer } from '../../src/grievances/transfer.ts';
import { nextStatus } from '../../src/grievances/transitions.ts';
import { isAccused, rungAbove } from '../../src/routing/ladder.ts';
import type { Category, Office, Programme } from '../../src/routing/programme.ts';
import { areaOf, makeCategory, makeOffice, makeProgramme, withOffices } from '../routing/make-programme.ts';

const NOW = new Date('2026-11-23T06:30:00Z');
const KINDS = ['ward', 'water', 'county', 'desk'];
const bare = makeProgramme({
  names: { en: 'Coast' },
  level: 'coast',
  inside: [
    {
      names: { en: 'Mombasa' },
      level: 'county',
      inside: [
        { names: { en: 'Tudor' }, level: 'ward' },
        { names: { en: 'Likoni' }, level: 'ward' },
      ],
    },
  ],
});

/** An office of a random programme; `parent` is the number of another one, of itself, or of none. */
interface Drawn {
  readonly kind: string;
  readonly area: string;
  readonly parent: number;
}

const MOST_OFFICES = 8;
const office = fc.record({
  kind: fc.constantFrom(...KINDS),
  area: fc.constantFrom(...bare.areas.keys()),
  parent: fc.integer({ min: 0, max: MOST_OFFICES }),
});
const offices = fc.array(office, { minLength: 1, maxLength: MOST_OFFICES });
const step = fc.oneof(
  fc.record({ do: fc.constant('transfer'), to: fc.nat(MOST_OFFICES), isFinal: fc.boolean() }),
  fc.record({ do: fc.constantFrom('hand back', 'escalate', 'dispute', 'reopen', 'reject') }),
  fc.record({ do: fc.constant('load'), offices }),
);
type Step = { do: string; to?: number; isFinal?: boolean; offices?: Drawn[] };

function build(drawn: readonly Drawn[]): Programme {
  const made: { -readonly [Key in keyof Office]: Office[Key] }[] = drawn.map(({ kind, area }, n) =>
    makeOffice(`office-${n}`, kind, areaOf(bare, area)),
  );
  // Also circles, which no programme should have: the rule must hold whatever is loaded.
  for (const [n, { parent }] of drawn.entries()) (made[n] ?? { parent: null }).parent = made[parent] ?? null;
  const programme = withOffices(bare, made);
  const byId = { areas: new Map([...bare.areas.values()].map((area) => [area.id, area])), offices: programme.offices };
  return { ...programme, byId: { ...programme.byId, ...byId } };
}

const CATEGORY: Category = {
  ...makeCategory(...KINDS),
  targets: { clock: 'elapsed', firstAnswerHours: 8, resolveHours: 24, legalDays: null },
};

function fileAbout(programme: Programme, accused: Office, at: string): Grievance {
  const area = areaOf(bare, at);
  const first = firstOffice(programme, CATEGORY, area, { filedAt: NOW, aboutOffice: accused });
  return {
    stream: 'ordinary',
    status: first ? 'routed' : 'filed',
    office_id: first?.office.id ?? null,
    about_office_id: accused.id,
    area_id: area.id,
    passed_by: [],
    filed_at: NOW,
    routed_at: null,
    level: 0,
  } as unknown as Grievance;
}

/** What a step comes to; null: it is not possible now. */
function decide(situation: Situation, { do: action, to = 0, isFinal = false }: Step): Change | null {
  const { grievance, programme } = situation;
  const accused = programme.byId.offices.get(grievance.about_office_id ?? '') ?? null;
  switch (action) {
    case 'transfer':
      return decideTransfer(situation, { office: `office-${to}`, reason: 'Theirs', isFinal });
    case 'hand back':
      return decideHandBack(situation, { reason: 'Not ours' });
    case 'escalate': {
      const higher = situation.office && rungAbove(situation.office, accused);
      return higher && { action: 'escalate', set: { office_id: higher.id } };
    }
    case 'dispute':
      return decideDispute({ ...situation, grievance: { ...grievance, status: 'resolved' } }, { reason: null });
    case 'reopen':
      return decideReopen({ ...situation, grievance: { ...grievance, status: 'closed' } }, { reason: 'Again' });
    default:
      return { action: 'reject' };
  }
}

/** The report after a step, as `changeWithin` would leave it. */
function take(grievance: Grievance, programme: Programme, wanted: Step): Grievance {
  const status: GrievanceStatus =
    wanted.do === 'dispute' ? 'resolved' : wanted.do === 'reopen' ? 'closed' : grievance.status;
  const office = programme.byId.offices.get(grievance.office_id ?? '') ?? null;
  try {
    const change = decide({ grievance, programme, category: CATEGORY, office, now: NOW }, wanted);
    const next = change && nextStatus(status, change.action);
    return next ? ({ ...grievance, ...change.set, status: next } as Grievance) : grievance;
  } catch (error) {
    if (error instanceof AppError) return grievance;
    throw error;
  }
}

describe('a report about an office', () => {
  it('never comes to it or to one under it, whatever is done, also where the ladder changes meanwhile', () => {
    let moves = 0;
    fc.assert(
      fc.property(
        offices,
        fc.nat(MOST_OFFICES - 1),
        fc.constantFrom(...bare.areas.keys()),
        fc.array(step, { maxLength: 12 }),
        (drawn, n, at, steps) => {
          let programme = build(drawn);
          const accused = programme.offices.get(`office-${n % drawn.length}`);
          if (!accused) throw new Error('no such office');
          let grievance = fileAbout(programme, accused, at);
          expectElsewhere(programme, grievance);
          for (const wanted of steps as Step[]) {
            if (wanted.offices) {
              // The accused office stays in the programme, whatever becomes of the others.
              programme = build([...wanted.offices, ...drawn].slice(0, Math.max(drawn.length, 1)));
              continue;
            }
            const before = grievance;
            grievance = take(grievance, programme, wanted);
            if (grievance.office_id === before.office_id) continue;
            moves += 1;
            expectElsewhere(programme, grievance);
          }
        },
      ),
      { numRuns: 5_000 },
    );
    expect(moves).toBeGreaterThan(2_000);
  });

  it('is never left where nobody may see it', () => {
    fc.assert(
      fc.property(offices, fc.nat(MOST_OFFICES - 1), fc.array(step, { maxLength: 12 }), (drawn, n, steps) => {
        const programme = build(drawn);
        const accused = programme.offices.get(`office-${n % drawn.length}`);
        if (!accused) throw new Error('no such office');
        let grievance = fileAbout(programme, accused, 'A.1.1');
        if (grievance.office_id === null) return;
        for (const wanted of steps as Step[]) {
          if (wanted.offices) continue;
          grievance = take(grievance, programme, wanted);
          if (grievance.office_id !== null) continue;
          expect(mayGoToTriage({ grievance, programme, category: CATEGORY, office: null, now: NOW })).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

function expectElsewhere(programme: Programme, grievance: Grievance): void {
  const at = programme.byId.offices.get(grievance.office_id ?? '');
  const accused = programme.byId.offices.get(grievance.about_office_id ?? '') ?? null;
  if (at) expect(isAccused(at, accused)).toBe(false);
}
