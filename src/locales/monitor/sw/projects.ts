import type { MonitorWords } from '../index.ts';

export const projects: MonitorWords['projects'] = {
  navigation: 'Miradi',
  results: 'Matokeo kwa ufupi',
  each: 'Miradi, mmoja mmoja',
  projects: 'Miradi',
  page: (page, pages) => `Ukurasa ${page} wa ${pages}`,
};
