import type { AccountCaller } from '../../accounts/caller.ts';
import type { MonitorWords } from '../../locales/monitor/index.ts';
import { seesWhole } from '../scope/sees.ts';

/** A page of figures, as the navigation between them shows it. */
export interface MonitorPage {
  readonly path: string;
  title(words: MonitorWords): string;
  /** Who has it, of those who may see the monitor; everybody unless told. */
  isFor?(caller: AccountCaller): boolean;
}

/** The pages of figures, in order. A new one: one line here, and its route in `routes/index.ts`. */
export const MONITOR_PAGES: readonly MonitorPage[] = [
  { path: '/monitor', title: ({ figures }) => figures.navigation },
  { path: '/monitor/backlog', title: ({ work }) => work.backlogNav },
  { path: '/monitor/time', title: ({ work }) => work.timeNav },
  { path: '/monitor/ratings', title: ({ reach }) => reach.ratingsNav },
  { path: '/monitor/reach', title: ({ reach }) => reach.reachNav },
  { path: '/monitor/lines', title: ({ lines }) => lines.linesNav, isFor: seesWhole },
  { path: '/monitor/projects', title: ({ projects }) => projects.navigation },
  { path: '/monitor/report', title: ({ frame }) => frame.report, isFor: seesWhole },
  { path: '/monitor/watch', title: ({ watch }) => watch.watchNav },
  { path: '/monitor/views', title: ({ watch }) => watch.viewsNav },
];
