import { measure } from './budget.js';
import { openGateway, Problem } from './gateway.js';
import { createHandset } from './handset.js';
import { startPolling } from './polling.js';
import { readStore, writeStore } from './store.js';
import { showThread } from './thread.js';

const page = Object.fromEntries([...document.querySelectorAll('[id]')].map((element) => [element.id, element]));
const codes = [...document.querySelectorAll('[data-code]')].map((button) => button.dataset.code);
const gateway = openGateway(page.simulator.dataset.secret);
const stored = readStore();
const handsets = new Map();
let current;

/** Changes a text only where it differs: a live region speaks at every change. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function addHandset(label) {
  const { value: phone, dataset } = label.querySelector('input');
  stored.sent[phone] ??= [];
  handsets.set(
    phone,
    createHandset({ phone, shortCode: dataset.shortCode, sent: stored.sent[phone], codes, gateway, changed }),
  );
}

/** A row like that of the programme whose numbers begin most alike, so that it texts to that programme. */
function addOwnNumber(phone) {
  const alike = (label) => [...phone].findIndex((digit, index) => digit !== label.querySelector('input').value[index]);
  const rows = [...page.handsets.children].sort((one, other) => alike(other) - alike(one));
  const row = rows[0].cloneNode(true);
  row.querySelector('input').value = phone;
  write(row.querySelector('.owner'), 'Your own');
  write(row.querySelector('code'), phone);
  write(row.querySelector('.news'), '');
  page.handsets.append(row);
  addHandset(row);
}

function select(phone) {
  current = handsets.get(phone);
  const radio = page.handsets.querySelector(`[value="${phone}"]`);
  radio.checked = true;
  radio.parentElement.scrollIntoView({ block: 'nearest' });
  page.to.value = current.shortCode;
  stored.shown = phone;
  changed(current);
}

function changed(handset) {
  if (handset === current) {
    if (!document.hidden) handset.unread = 0;
    showPhone();
    showMessages();
  }
  const news = [handset.call && !handset.call.isOver && 'in a call', handset.unread && `${handset.unread} new`];
  const label = page.handsets.querySelector(`[value="${handset.phone}"]`).parentElement;
  write(label.querySelector('.news'), news.filter(Boolean).join(', '));
  writeStore(stored);
}

function showPhone() {
  const { call } = current;
  const [state, go, stop] = call?.isOver
    ? ['Call ended', 'Call again', 'Close']
    : call
      ? [call.isBusy ? 'Waiting…' : 'In a call', 'Send', 'Cancel']
      : ['', 'Call', 'Clear'];
  write(page.number, current.phone);
  write(page.state, state);
  write(page.go, go);
  write(page.stop, stop);
  write(page.screen, call ? call.text || `Calling ${call.dialled}` : '');
  write(page.problem, current.problem);
  const size = call?.body ? measure(call.body) : null;
  write(page.budget, size ? `${size.used} of ${size.limit}${size.used > size.limit ? ', too long' : ''}` : '');
  write(page.line.querySelector('label'), call ? 'Your answer' : 'Number to dial');
  page['quick-dial'].hidden = call !== null;
  page.line.hidden = call?.isOver ?? false;
  page.go.setAttribute('aria-disabled', call?.isBusy ?? false);
  page.entry.readOnly = call?.isBusy ?? false;
  page.entry.inputMode = call ? 'text' : 'tel';
  if (page.entry.value !== current.entry) page.entry.value = current.entry;
  if (document.activeElement?.closest('[hidden]')) focusPhone();
}

function showMessages() {
  showThread(page.thread, current);
  write(page['compose-problem'], current.draftProblem);
  page.draft.readOnly = current.isSending;
  if (page.draft.value !== current.draft) page.draft.value = current.draft;
}

/** Where typing goes on. On a touch screen not into the line: a keyboard would cover the keypad. */
function focusPhone() {
  if (current.call?.isOver) page.stop.focus();
  else if (matchMedia('(pointer: coarse)').matches) page.screen.focus({ preventScroll: true });
  else page.entry.focus();
}

function press(key) {
  if (current.call?.isBusy) return;
  if (current.call?.isOver) current.stop();
  current.update({ entry: key === 'Backspace' ? current.entry.slice(0, -1) : current.entry + key });
}

function stop() {
  current.stop();
  focusPhone();
}

page.line.addEventListener('submit', (event) => {
  event.preventDefault();
  current.go();
  focusPhone();
});
page.entry.addEventListener('input', () => {
  // A pasted line break: no phone could type it here.
  current.update({ entry: page.entry.value.replaceAll('\n', ' ') });
});
page.phone.addEventListener('keydown', (event) => {
  const isInLine = event.target === page.entry;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape') stop();
  else if (event.key === 'Enter' && !event.target.closest('button')) {
    event.preventDefault();
    current.go();
  } else if (!isInLine && /^([\d*#]|Backspace)$/.test(event.key)) press(event.key);
});
page.phone.addEventListener('click', (event) => {
  const { id, dataset } = event.target.closest('button') ?? event.target;
  if (dataset.key) press(dataset.key);
  else if (id === 'erase') press('Backspace');
  else if (id === 'stop') stop();
  else if (dataset.code) {
    current.dial(dataset.code);
    focusPhone();
  }
});
// A key under the mouse leaves the focus where one types.
page.phone.addEventListener('mousedown', (event) => {
  if (event.target.closest('button')) event.preventDefault();
});

page.handsets.addEventListener('change', (event) => select(event.target.value));
page.add.addEventListener('submit', async (event) => {
  event.preventDefault();
  const phone = page['new-number'].value.replace(/[^\d+]/g, '').replace(/^00/, '+');
  write(page['add-problem'], '');
  try {
    await gateway.received(phone);
    if (!handsets.has(phone)) {
      addOwnNumber(phone);
      stored.added.push(phone);
    }
    select(phone);
    page.add.reset();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const words = 'No telephone can have this number. Write it with its country code, such as ';
    write(page['add-problem'], error.status === 422 ? `${words}${current.phone}.` : error.message);
  }
});

page.compose.addEventListener('submit', (event) => {
  event.preventDefault();
  current.sendText(page.to.value);
});
page.to.addEventListener('change', () => {
  current.shortCode = page.to.value;
});
page.draft.addEventListener('input', () => {
  Object.assign(current, { draft: page.draft.value, draftId: null });
});

function announce(handset, fresh) {
  if (fresh.length === 0) return;
  const { from, text } = fresh.at(-1);
  const words = handset === current ? `New message from ${from}: ${text}` : `New message on ${handset.phone}`;
  write(page.announcement, words);
}

document.addEventListener('visibilitychange', () => changed(current));

for (const label of page.handsets.children) addHandset(label);
stored.added.forEach(addOwnNumber);
select(handsets.has(stored.shown) ? stored.shown : handsets.keys().next().value);
startPolling({
  poll: async () => {
    for (const handset of handsets.values()) {
      if (handset === current || handset.isInUse || !handset.isLoaded) announce(handset, await handset.receive());
    }
  },
  showFailure: (isFailing) =>
    write(page['inbox-problem'], isFailing ? 'New messages cannot be fetched. Trying again.' : ''),
});
