const EVERY_MS = 60_000;
const LONGEST_MS = 15 * 60_000;
/** A page that nobody touches asks no more: asking counts as using the session, which would never end by itself. */
const UNTOUCHED_MS = 30 * 60_000;

/** Keeps the figures of a page true while it is looked at. */
export function start() {
  const part = document.querySelector('[data-live]');
  let waitMs = EVERY_MS;
  let touchedAt = Date.now();
  let timer;

  const plan = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, waitMs);
  };
  const ask = async () => {
    if (Date.now() - touchedAt < UNTOUCHED_MS)
      waitMs = (await refresh(part)) ? EVERY_MS : Math.min(2 * waitMs, LONGEST_MS);
    plan();
  };
  const touch = () => {
    touchedAt = Date.now();
  };
  for (const event of ['pointerdown', 'keydown', 'scroll']) addEventListener(event, touch, { passive: true });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return clearTimeout(timer);
    touch();
    void ask();
  });
  plan();
}

/** Asks once. Says whether there was an answer. */
async function refresh(part) {
  try {
    const answer = await fetch(part.dataset.live, { redirect: 'manual', signal: AbortSignal.timeout(20_000) });
    // The way to sign in: it is for the page, not for the figures.
    if (answer.type === 'opaqueredirect' || answer.status === 401) return location.reload();
    if (!answer.ok) return false;
    show(part, await answer.json());
    return true;
  } catch {
    return false;
  }
}

/** Writes the figures that changed, and says so; what has the focus stays as it is until it is left. */
function show(part, figures) {
  const changed = [...part.querySelectorAll('[data-count]')].filter(
    ({ dataset, textContent }) =>
      figures[dataset.count] !== undefined && textContent !== String(figures[dataset.count]),
  );
  if (changed.length === 0) return;
  for (const figure of changed) {
    if (figure.closest('a') === document.activeElement) continue;
    figure.textContent = figures[figure.dataset.count];
    figure
      .closest('li')
      .classList.toggle('counts--late', figure.dataset.bad !== undefined && figures[figure.dataset.count] > 0);
  }
  part.querySelector('[data-live-words]').hidden = false;
}
