import type { MonitorWords } from '../index.ts';
import { figures } from './figures.ts';
import { frame } from './frame.ts';
import { lines } from './lines.ts';
import { projects } from './projects.ts';
import { reach } from './reach.ts';
import { watch } from './watch.ts';
import { work } from './work.ts';

export const sr: MonitorWords = { frame, figures, watch, lines, reach, work, projects };
