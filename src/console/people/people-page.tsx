import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { ListedAccount } from '../../db/accounts.ts';
import { ROLES } from '../../db/schema.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { Button, Select, TextField } from '../parts/fields.tsx';

interface PeopleProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly people: readonly ListedAccount[];
  /** Whether anybody has an account at all. */
  readonly isEmpty: boolean;
  readonly filter: { readonly q: string; readonly role: string };
  readonly done: string | undefined;
}

/** Everybody who may sign in or answer from a phone. */
export function PeoplePage({ caller, language, people, isEmpty, filter, done }: PeopleProps): VNode {
  const { people: words } = wordsOf(language);
  const roles = ROLES.map((role) => ({ value: role, text: words.roles[role] }));
  return (
    <AdminFrame caller={caller} language={language} title={words.title} done={done}>
      <div class="actions">
        <a class="govuk-button" href="/console/admin/people/new">
          {words.add}
        </a>
        <a class="govuk-link" href="/console/admin/people/import">
          {words.bring}
        </a>
        <a class="govuk-link" href="/console/admin/people.csv">
          {words.take}
        </a>
      </div>
      <form class="filters" method="get" action="/console/admin/people">
        <TextField name="q" type="search" label={words.find} hint={words.findHint} value={filter.q} />
        <Select
          name="role"
          label={words.role}
          value={filter.role}
          choices={[{ value: '', text: words.allRoles }, ...roles]}
        />
        <Button text={words.find} look="quiet" />
      </form>
      {people.length === 0 ? (
        <div class="panel">
          <p>{isEmpty ? words.nobody : words.noHits}</p>
        </div>
      ) : (
        <table class="rows">
          <caption>{words.count(people.length)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.place}</th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <Row key={person.id} caller={caller} language={language} person={person} />
            ))}
          </tbody>
        </table>
      )}
    </AdminFrame>
  );
}

function Row({
  caller,
  language,
  person,
}: Pick<PeopleProps, 'caller' | 'language'> & { readonly person: ListedAccount }): VNode {
  const { people: words } = wordsOf(language);
  return (
    <tr>
      <td class="wide">
        <a class="govuk-link" href={`/console/admin/people/${person.id}`}>
          {person.name}
        </a>
        <p class="meta">{person.sign_in}</p>
      </td>
      <td>{words.roles[person.role]}</td>
      <td>{placeOf(caller, language, person)}</td>
      <td>
        {statesOf(language, person).map((state) => (
          <p key={state} class="meta">
            {state}
          </p>
        ))}
      </td>
    </tr>
  );
}

/** What somebody works for, in words: her office, her area, her stream. */
export function placeOf(
  { programme }: Pick<AccountCaller, 'programme'>,
  language: Language,
  { office, area, stream }: Pick<ListedAccount, 'office' | 'area' | 'stream'>,
): string {
  const { streams } = wordsOf(language).people;
  const places = [programme.offices.get(office ?? ''), programme.areas.get(area ?? '')];
  const names = places.flatMap((place) => (place ? [nameIn(place.names, language)] : []));
  return [...(stream === null || stream === 'ordinary' ? [] : [streams[stream]]), ...names].join(', ');
}

function statesOf(language: Language, person: ListedAccount): string[] {
  const { people: words } = wordsOf(language);
  if (person.disabled_at !== null) return [words.disabled];
  return [
    ...(person.hasPassword ? [] : [words.notSetUp]),
    ...(person.hasPassword && !person.hasTotp && (person.role === 'focal' || person.role === 'admin')
      ? [words.noSecond]
      : []),
    ...(person.hasPhone ? [words.hasPhone] : []),
  ];
}
