const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Shows a handset's messages in `box`, by time, and goes to the newest; leaves the box alone while nothing changed. */
export function showThread(box, { phone, received, sent }) {
  const version = `${phone} ${received.at(-1)?.id} ${received.length} ${sent.length}`;
  if (box.dataset.version === version) return;
  box.dataset.version = version;
  const messages = [...received, ...sent].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  box.querySelector('p').hidden = messages.length > 0;
  box.querySelector('ol').replaceChildren(...messages.map((message) => row(message, phone)));
  box.scrollTop = box.scrollHeight;
}

function row({ from, to, at, text }, phone) {
  const item = document.createElement('li');
  const about = document.createElement('p');
  const bubble = document.createElement('p');
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date().toDateString();
  item.className = from === phone ? 'sent' : 'received';
  about.textContent = `${from === phone ? `To ${to}` : `From ${from}`}, ${(isToday ? clock : calendar).format(moment)}`;
  bubble.className = 'bubble';
  bubble.textContent = text;
  item.append(about, bubble);
  return item;
}
