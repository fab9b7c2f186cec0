import type { VNode } from 'preact';
import { showReference } from '../../grievances/reference.ts';
import { placeLabel } from '../../grievances/texts.ts';
import { localeOf } from '../../locales/index.ts';
import { accusedOffice } from '../../routing/accused.ts';
import { possibleActions } from './actions.ts';
import { chargesOf } from './held.ts';
import { pathOf, type ReportView } from './report-view.ts';

interface Fact {
  readonly key: string;
  readonly value: string;
  /** Where it can be changed; null: not here, or not by her. */
  readonly change?: string | null;
}

/** What is known of a report besides what was said. */
export function Facts({ view }: { readonly view: ReportView }): VNode {
  const { words } = view;
  const charges = chargesOf(view);
  return (
    <>
      <h2 class="govuk-heading-m">{words.about}</h2>
      <List facts={factsOf(view)} words={words} />
      {charges.length === 0 ? null : (
        <>
          <h3 class="govuk-heading-s">{words.held}</h3>
          <List facts={charges.map(({ name, time }) => ({ key: name, value: time }))} words={words} />
        </>
      )}
    </>
  );
}

function List({ facts, words }: { readonly facts: readonly Fact[]; readonly words: ReportView['words'] }): VNode {
  return (
    <dl class="govuk-summary-list">
      {facts.map(({ key, value, change }) => (
        <div key={key} class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value">{value}</dd>
          {change ? (
            <dd class="govuk-summary-list__actions no-print">
              <a class="govuk-link" href={change}>
                {words.change}
                <span class="govuk-visually-hidden"> {key}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

function factsOf(view: ReportView): Fact[] {
  const { grievance, words, readsText } = view;
  return [
    { key: words.state, value: stateOf(view) },
    ...mergedInto(view),
    ...whatAndWhere(view),
    { key: words.people, value: words.others(grievance.joiners) },
    ...whose(view),
    { key: words.language, value: localeOf(view.citizenLanguage).self },
    { key: words.cameBy, value: cameBy(view) },
    ...(readsText
      ? [{ key: words.phone, value: grievance.citizen_id === null ? words.phoneNone : words.phoneHidden }]
      : []),
    ...dates(view),
  ];
}

function stateOf({ grievance: { status, outcome }, words }: ReportView): string {
  const state = words.statuses[status];
  return status === 'closed' && outcome !== null ? `${state}. ${words.outcomes[outcome]}` : state;
}

/** The number it goes on under, where it says the same as another one. */
function mergedInto({ grievance, events, words }: ReportView): Fact[] {
  const into = events.findLast(({ type }) => type === 'merged')?.data.into;
  if (grievance.merged_into_id === null || typeof into !== 'string') return [];
  return [{ key: words.mergedInto, value: showReference(into) }];
}

function whatAndWhere({ programme, category, area, voice, words, grievance, readsText }: ReportView): Fact[] {
  const names = [...(category.parent ? [category.parent] : []), category].map((one) => voice.name(one.names));
  const accused = readsText ? accusedOffice(programme, grievance.about_office_id) : null;
  return [
    { key: words.category, value: names.join(': ') },
    ...(accused ? [{ key: words.concerns, value: voice.name(accused.names) }] : []),
    ...(area ? [{ key: words.place, value: placeLabel(programme, voice, area) }] : []),
  ];
}

function whose(view: ReportView): Fact[] {
  const { grievance, office, voice, words, names, readsText } = view;
  const possible = possibleActions(view);
  const link = (action: 'transfer' | 'assign') => (possible.includes(action) ? `${pathOf(grievance)}/${action}` : null);
  const assignee = grievance.assignee_id === null ? undefined : names.get(grievance.assignee_id);
  return [
    { key: words.office, value: office ? voice.name(office.names) : words.noOffice, change: link('transfer') },
    ...(readsText && office ? [{ key: words.assignee, value: assignee ?? words.nobody, change: link('assign') }] : []),
  ];
}

function cameBy({ grievance, words, voice }: ReportView): string {
  const how = grievance.channel === 'console' ? words.atCounter : words.channels[grievance.channel];
  return [how, voice.moment(grievance.filed_at), ...(grievance.is_for_other ? [words.forOther] : [])].join(', ');
}

function dates({ grievance, words, voice }: ReportView): Fact[] {
  const named: [string, Date | null][] = [
    [words.respondBy, grievance.first_answered_at === null ? grievance.respond_by : null],
    [words.answeredAt, grievance.first_answered_at],
    [words.resolveBy, grievance.resolve_by],
    [words.legalBy, grievance.legal_by],
  ];
  return named.flatMap(([key, at]) => (at === null ? [] : [{ key, value: voice.moment(at) }]));
}
