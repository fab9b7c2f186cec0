import { ROLES } from '../db/schema.ts';
import { AppError } from '../errors.ts';
import { LANGUAGES, STREAMS } from '../routing/programme.ts';
import type { PersonProblem, PersonProblemWord } from './person.ts';

/** A problem and where it stands: the first line of a file is 1, null is a form. */
export interface PlacedProblem extends PersonProblem {
  readonly line: number | null;
}

/** People who cannot be taken as they were typed: nothing was changed. `problems` lists everything that is wrong. */
export class PeopleError extends AppError {
  readonly problems: readonly PlacedProblem[];

  constructor(problems: readonly PlacedProblem[]) {
    const issues = problems.map((each) => ({ path: each.column, message: explain(each) }));
    super('invalid', ['Nothing was changed.', ...issues.map(({ message }) => `  - ${message}`)].join('\n'), { issues });
    this.name = 'PeopleError';
    this.problems = problems;
  }
}

const SEALED = STREAMS.filter((stream) => stream !== 'ordinary');

const MENDS: Readonly<Record<PersonProblemWord, string>> = {
  missing: 'is missing',
  too_long: 'has more than 80 characters or a line break',
  bad_sign_in: 'must be 3 to 60 of a-z, 0-9, dot, hyphen, underscore and @',
  unknown_role: `must be one of ${ROLES.join(', ')}`,
  unknown_office: 'is no office of the programme; its code is in GET /api/v1/offices',
  unknown_area: 'is no area of the programme; areas.csv holds the codes',
  unknown_stream: `must be one of ${SEALED.join(', ')}`,
  unknown_language: `must be one of those that the programme offers, out of ${LANGUAGES.join(', ')}`,
  not_with_role: 'does not go with the role; leave it empty',
  bad_phone: 'is no telephone number; write it with its country code, +254...',
  bad_order: 'must be a whole number from 0 to 999',
  sign_in_taken: 'is the name of somebody else in this gateway; take another',
  phone_taken: 'is the phone of another official of this programme: one person, one phone',
  own_role: 'of your own account cannot be changed by you; ask another administrator',
  repeated: 'stands on another line of the file as well; remove one or correct it',
};

/** `line 14: office "XK.99" is no office of the programme`. A number is never repeated. */
function explain({ line, column, problem, value }: PlacedProblem): string {
  const shown = value === '' || column === 'phone' ? column : `${column} ${JSON.stringify(value.slice(0, 60))}`;
  return `${line === null ? '' : `line ${line}: `}${shown} ${MENDS[problem]}`;
}
