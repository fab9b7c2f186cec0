/** Public projects against what residents found; the words of the page are in the tools of the console. */
export const projects = { navigation: 'Projects' };
