/** Public projects against what residents found; the words of the page are in the tools of the console. */
export const projects = {
  navigation: 'Projects',
  results: 'Results, in short',
  each: 'Projects, one by one',
  projects: 'Projects',
  page: (page: string, pages: string) => `Page ${page} of ${pages}`,
};
