/** Calls to urgent sealed reports; nothing of the report itself, not even its reference: others may read this phone. */
export const pages = {
  /** To a focal point. */
  called: (address: string) => `Majibu: an urgent report waits for you. Please sign in now: ${address}`,
  /** To an administrator, who cannot open it. */
  nobodyOpened: (address: string) =>
    `Majibu: an urgent report waits, and nobody has opened it. Please reach a focal point now, or see who is named: ${address}`,
};
