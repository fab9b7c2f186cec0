const KEY = 'majibu-simulator';

/**
 * What the gateway cannot tell us again: added numbers, sent texts by number, and which handset was shown. Kept until
 * this tab is closed.
 */
export function readStore() {
  const empty = { added: [], sent: {}, shown: undefined };
  try {
    return { ...empty, ...JSON.parse(sessionStorage.getItem(KEY)) };
  } catch {
    return empty;
  }
}

/** A browser that keeps nothing is no failure: the page works until it is reloaded. */
export function writeStore(stored) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(stored));
  } catch {
    // See above.
  }
}
