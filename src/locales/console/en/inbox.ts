/** Inbox, search, filters, deadlines as sentences, states. */
export const inbox = {};
