import type { MonitorWords } from '../index.ts';

export const projects: MonitorWords['projects'] = { navigation: 'Projektet' };
