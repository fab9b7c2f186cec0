import type { VNode } from 'preact';
import type { Programme } from '../routing/programme.ts';
import { programmeLabel } from './programme-label.ts';

const KEYS = [
  ['1', ''],
  ['2', 'abc'],
  ['3', 'def'],
  ['4', 'ghi'],
  ['5', 'jkl'],
  ['6', 'mno'],
  ['7', 'pqrs'],
  ['8', 'tuv'],
  ['9', 'wxyz'],
  ['*', ''],
  ['0', ''],
  ['#', ''],
] as const;

/** The handset itself: screen, quick dial, the line to type in, and the keys. */
export function PhoneBody({ programmes }: { programmes: readonly Programme[] }): VNode {
  return (
    <section id="phone" class="phone" aria-label="Phone">
      <p class="maker" aria-hidden="true">
        majibu
      </p>
      <div class="lcd">
        <p class="bar">
          <span id="number" />
          <span id="state" />
        </p>
        <div id="screen" class="screen" role="status" tabindex={-1}>
          Waiting for the script of this page.
        </div>
        <QuickDial programmes={programmes} />
        <form id="line" autocomplete="off">
          <label for="entry">Number to dial</label>
          <textarea id="entry" rows={1} autocapitalize="off" spellcheck={false} enterkeyhint="send" inputmode="tel" />
        </form>
        <p id="budget" class="budget" />
      </div>
      <p id="problem" class="problem" role="alert" />
      <div class="keys">
        <button id="go" class="go" type="submit" form="line">
          Call
        </button>
        <button id="erase" type="button" aria-label="Delete the last character">
          ⌫
        </button>
        <button id="stop" class="stop" type="button">
          Clear
        </button>
        {KEYS.map(([key, letters]) => (
          <button key={key} type="button" data-key={key}>
            {key}
            {letters === '' ? null : <small aria-hidden="true">{letters}</small>}
          </button>
        ))}
      </div>
    </section>
  );
}

function QuickDial({ programmes }: { programmes: readonly Programme[] }): VNode {
  return (
    <fieldset id="quick-dial" class="quick">
      <legend>Quick dial</legend>
      {programmes.map((programme) => (
        <button key={programme.id} type="button" data-code={programme.ussdCode}>
          {programmeLabel(programme)} <code>{programme.ussdCode}</code>
        </button>
      ))}
    </fieldset>
  );
}
