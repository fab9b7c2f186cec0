import type { MonitorWords } from '../index.ts';

export const projects: MonitorWords['projects'] = {
  navigation: 'Projekti',
  results: 'Ishodi ukratko',
  each: 'Projekti, jedan po jedan',
  projects: 'Projekti',
  page: (page, pages) => `Strana ${page} od ${pages}`,
};
