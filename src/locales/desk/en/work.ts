/** What officials do from a phone: the verbs they send, the echo of each, and their menu. */
export const work = {};
