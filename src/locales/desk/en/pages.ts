/** Calls to urgent sealed reports; nothing of the report itself. */
export const pages = {};
