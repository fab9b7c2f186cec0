import type { MonitorWords } from '../index.ts';

export const projects: MonitorWords['projects'] = {
  navigation: 'প্রকল্প',
  results: 'ফল, সংক্ষেপে',
  each: 'প্রকল্প, একটি একটি করে',
  projects: 'প্রকল্প',
  page: (page, pages) => `${pages} পাতার ${page} নম্বর`,
};
