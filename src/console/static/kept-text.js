const PREFIX = 'kept ';

/** Keeps what is typed into forms until it has been sent, in this tab only: it ends with the tab, and with signing out. */
export function start() {
  for (const { dataset } of document.querySelectorAll('[data-sent]')) sessionStorage.removeItem(PREFIX + dataset.sent);
  const forms = [...document.querySelectorAll('[data-keep]')];
  const unsent = new Set();
  for (const form of forms) {
    restore(form);
    form.addEventListener('input', () => {
      unsent.add(form);
      sessionStorage.setItem(PREFIX + form.dataset.keep, JSON.stringify(readFields(form)));
    });
    form.addEventListener('submit', () => unsent.clear());
  }
  addEventListener('beforeunload', (event) => {
    if (unsent.size > 0) event.preventDefault();
  });
}

/** Only what a person writes: choices are seen, what is hidden belongs to the page, and numbers of people are not kept here. */
function fieldsOf(form) {
  const fields = form.querySelectorAll('textarea[name], input[name][type="text"]');
  return [...fields].filter(({ dataset }) => dataset.unkept === undefined);
}

function readFields(form) {
  return Object.fromEntries(fieldsOf(form).map(({ name, value }) => [name, value]));
}

/**
 * Puts back what was typed where nothing stands now, or over what the page itself put there, and says so. What the page shows
 * as sent was only not told to be; what is wrong and shown again is already in its fields.
 */
function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(PREFIX + form.dataset.keep) ?? '{}');
  const said = new Set([...document.querySelectorAll('.thread .words')].map(({ textContent }) => textContent.trim()));
  const isUnsent = (words = '') => words.trim() !== '' && !said.has(words.trim());
  const isFree = ({ value }) => value === '' || form.dataset.edits !== undefined;
  const empty = fieldsOf(form).filter(
    (field) => isFree(field) && field.value !== kept[field.name] && isUnsent(kept[field.name]),
  );
  for (const field of empty) {
    field.value = kept[field.name];
    // The line below it counts again.
    field.dispatchEvent(new Event('input'));
  }
  if (empty.length === 0) return;
  const note = document.createElement('p');
  note.className = 'meta';
  note.setAttribute('role', 'status');
  form.prepend(note);
  // A status is read out when it changes, not when it comes.
  setTimeout(() => {
    note.textContent = form.dataset.restored;
  });
}
