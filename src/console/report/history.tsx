import type { VNode } from 'preact';
import type { ThreadEvent } from '../../db/report-page.ts';
import type { ReportView } from './report-view.ts';
import { sayEvent, sayWho } from './say-event.ts';
import { eventsFor } from './thread-items.ts';

/** Every event with who did it and how, folded away. */
export function History({ view }: { readonly view: ReportView }): VNode {
  const { words, voice } = view;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.history}</span>
      </summary>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
          </tr>
        </thead>
        <tbody>
          {eventsFor(view).map((event) => (
            <tr key={event.id}>
              <td>{voice.moment(event.at)}</td>
              <td>{[...new Set([sayWho(view, event), howOf(view, event)])].join(', ')}</td>
              <td class="wide">{sayEvent(view, event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** What the clock did came by no way. */
function howOf({ words }: ReportView, { actor_kind: kind, channel }: ThreadEvent): string {
  return kind === 'system' ? words.automatic : words.channels[channel];
}
