import type { Selectable } from 'kysely';
import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { OfficesTable } from '../../db/schema.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { foldName } from '../../routing/fold-name.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { showHours } from '../../routing/show-hours.ts';
import { storedHours } from '../../routing/stored-settings.ts';
import { Button, TextField } from '../parts/fields.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { isChanged, type Versions } from './read-versions.ts';

interface OfficesProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly versions: Versions;
  /** What to look for; empty: all. */
  readonly words: string;
}

/** Every office of the programme, with the way to change it. */
export function OfficesPage({ caller, language, versions, words }: OfficesProps): VNode {
  const { admin } = wordsOf(language);
  const offices = versions.held.offices.filter((office) => isWanted(caller, office, words));
  return (
    <AdminFrame caller={caller} language={language} title={admin.offices}>
      <p class="govuk-body">{admin.onTop}</p>
      <form class="filters" method="get" action="/console/admin/offices">
        <TextField name="q" type="search" label={admin.find} hint={admin.findHint} value={words} />
        <Button text={admin.find} look="quiet" />
      </form>
      {offices.length === 0 ? (
        <div class="panel">
          <p>{admin.noHits(words)}</p>
          <p>
            <a class="govuk-link" href="/console/admin/offices">
              {admin.showAll}
            </a>
          </p>
        </div>
      ) : (
        <table class="rows">
          <caption class="govuk-visually-hidden">{admin.offices}</caption>
          <thead>
            <tr>
              <th scope="col">{admin.names}</th>
              <th scope="col">{admin.area}</th>
              <th scope="col">{admin.hours}</th>
            </tr>
          </thead>
          <tbody>
            {offices.map((office) => (
              <OfficeRow key={office.id} caller={caller} language={language} versions={versions} office={office} />
            ))}
          </tbody>
        </table>
      )}
    </AdminFrame>
  );
}

type Office = Selectable<OfficesTable>;

function isWanted({ programme }: AccountCaller, office: Office, words: string): boolean {
  if (office.retired_at !== null) return false;
  const area = programme.byId.areas.get(office.area_id);
  const said = [...Object.values(office.names), ...Object.values(area?.names ?? {}), office.code];
  return said.some((name) => foldName(name).includes(foldName(words)));
}

function OfficeRow({ caller, language, versions, office }: Omit<OfficesProps, 'words'> & { office: Office }): VNode {
  const { admin } = wordsOf(language);
  const area = caller.programme.byId.areas.get(office.area_id);
  const { hours } = caller.programme.calendar;
  return (
    <tr>
      <td class="wide">
        <a class="govuk-link" href={`/console/admin/offices/${encodeURIComponent(office.code)}`}>
          {nameIn(office.names, language)}
        </a>
        <p class="meta">
          {office.code}{' '}
          {isChanged(versions, 'office', office.code) ? (
            <strong class="tag tag--quiet">{admin.changedHere}</strong>
          ) : null}
        </p>
      </td>
      <td>{area ? nameIn(area.names, language) : ''}</td>
      <td>
        {office.hours === null ? admin.programmeHours(showHours(hours)) : showHours(storedHours.parse(office.hours))}
      </td>
    </tr>
  );
}
