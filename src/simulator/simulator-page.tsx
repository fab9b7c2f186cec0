import type { VNode } from 'preact';
import { Layout } from '../pages/layout.tsx';
import { NoProgramme } from '../pages/no-programme.tsx';
import type { Programme } from '../routing/programme.ts';
import { handsetNumbers } from './handset-numbers.ts';
import { PhoneBody } from './phone-body.tsx';
import { programmeLabel } from './programme-label.ts';
import { WithoutScript } from './without-script.tsx';

/** What the phone in the browser needs to know. */
export interface SimulatorPageProps {
  readonly programmes: readonly Programme[];
  /** Why the page may hold it: see `createSimulatorRouter`. */
  readonly callbackSecret: string;
}

const HANDSETS_PER_PROGRAMME = 2;

/** `/simulator`: everything the script needs is in the page, so that it has no templates of its own. */
export function SimulatorPage({ programmes, callbackSecret }: SimulatorPageProps): VNode {
  if (programmes.length === 0) {
    return (
      <Layout title="Simulator" path="/simulator" hasSimulator={true}>
        <h1>A phone in the browser</h1>
        <NoProgramme />
      </Layout>
    );
  }
  return (
    <Layout
      title="Simulator"
      path="/simulator"
      hasSimulator={true}
      styles={['/simulator/static/phone.css']}
      script="/simulator/static/phone.js"
    >
      <h1>A phone in the browser</h1>
      <p>
        Dial a programme’s code, or text its short code, as a citizen would. The phone speaks to this gateway’s real
        callbacks; nothing reaches a telephone network.
      </p>
      <WithoutScript programmes={programmes} callbackSecret={callbackSecret} />
      <div id="simulator" class="simulator" data-secret={callbackSecret}>
        <Handsets programmes={programmes} />
        <PhoneBody programmes={programmes} />
        <Messages programmes={programmes} />
        <About />
      </div>
      <p id="announcement" class="hidden" role="status" />
    </Layout>
  );
}

function Handsets({ programmes }: Pick<SimulatorPageProps, 'programmes'>): VNode {
  const handsets = programmes.flatMap((programme) =>
    handsetNumbers(programme.region, HANDSETS_PER_PROGRAMME).map((phone) => ({ phone, programme })),
  );
  return (
    <section class="handsets">
      <fieldset>
        <legend class="title">Phones</legend>
        <div id="handsets" class="strip">
          {handsets.map(({ phone, programme }) => (
            <label key={phone} class="handset">
              <input type="radio" name="handset" value={phone} data-short-code={programme.shortCode} />
              <span>
                <span class="owner">{programmeLabel(programme)}</span> <code>{phone}</code> <strong class="news" />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <details>
        <summary>Add a phone</summary>
        <form id="add" novalidate>
          <label for="new-number">Number with country code</label>
          <div class="row">
            <input id="new-number" type="tel" autocomplete="off" aria-describedby="add-problem" />
            <button class="button" type="submit">
              Add
            </button>
          </div>
          <p id="add-problem" class="problem" role="alert" />
        </form>
      </details>
    </section>
  );
}

function Messages({ programmes }: Pick<SimulatorPageProps, 'programmes'>): VNode {
  return (
    <section class="messages" aria-labelledby="messages-title">
      <h2 id="messages-title">Messages</h2>
      <section id="thread" class="thread" tabindex={0} aria-label="Messages of this phone">
        <p class="quiet">No messages yet. Receipts and answers arrive here.</p>
        <ol />
      </section>
      <p id="inbox-problem" class="problem" role="status" />
      <form id="compose">
        <label for="to">Text to</label>
        <select id="to">
          {programmes.map((programme) => (
            <option key={programme.id} value={programme.shortCode}>
              {`${programme.shortCode} ${programmeLabel(programme)}`}
            </option>
          ))}
        </select>
        <label for="draft">Message</label>
        <textarea id="draft" rows={3} aria-describedby="compose-problem" />
        <button class="button" type="submit">
          Send SMS
        </button>
        <p id="compose-problem" class="problem" role="alert" />
      </form>
    </section>
  );
}

function About(): VNode {
  return (
    <section class="about">
      <h2>How it works</h2>
      <ul>
        <li>
          <b>Keys.</b> Type digits, <kbd>*</kbd> and <kbd>#</kbd> on your keyboard, words too. <kbd>Enter</kbd> calls or
          sends, <kbd>Esc</kbd> cancels.
        </li>
        <li>
          <b>Several phones.</b> Each keeps its own call and messages. Switch while one is in a call; it waits.
        </li>
        <li>
          <b>The small figure</b> under the screen counts its characters as the network does. Past the limit a real
          phone would cut the text off.
        </li>
        <li>
          <b>It is real.</b> A report made here is stored, routed and answered like any other.
        </li>
      </ul>
    </section>
  );
}
