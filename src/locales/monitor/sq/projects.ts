import type { MonitorWords } from '../index.ts';

export const projects: MonitorWords['projects'] = {
  navigation: 'Projektet',
  results: 'Rezultatet shkurt',
  each: 'Projektet, një nga një',
  projects: 'Projekte',
  page: (page, pages) => `Faqja ${page} nga ${pages}`,
};
