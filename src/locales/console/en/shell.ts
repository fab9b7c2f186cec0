/** What every page of the console shares. */
export const shell = {};
