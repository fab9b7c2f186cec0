import { z } from 'zod';
import { watchedOfficeIds } from '../../accounts/watched-office-ids.ts';
import { accountRoute, type ConsoleRoute } from '../../console/route.ts';
import { listPassed } from '../../db/watches.ts';
import { FIELDS, FiguresErrorPage, FiguresPage } from '../figures/figures-page.tsx';
import { type FiguresView, viewFigures } from '../figures/figures-view.ts';
import { readPageFigures } from '../figures/read-page-figures.ts';
import { viewingOf } from '../figures/viewing.ts';
import { answerDownload, type Files } from '../parts/answer-download.tsx';
import { linesOfTable } from '../parts/figure-table.ts';
import { linesOfHeat } from '../parts/heat.ts';
import { LineChart } from '../parts/line-chart.tsx';
import { sayScope } from '../parts/say-scope.ts';
import { BarPicture, HeatPicture } from '../parts/table-pictures.tsx';
import { readScope } from '../scope/read-scope.ts';
import { knownOf, scopeQuery } from '../scope/scope-query.ts';

const PATH = '/monitor';

/** How long people wait, as a page, as tables and as pictures. */
const showFigures = accountRoute({
  method: 'get',
  path: '/',
  needs: 'monitor',
  input: z.object({ query: scopeQuery }),
  handle: async (deps, { caller, language }, { query }) => {
    const now = deps.now();
    const asked = knownOf(query, { fields: FIELDS, hasPeriod: true });
    const page = { caller, language, now, here: { path: PATH, asked } };
    const read = readScope(caller, language, asked, now);
    if ('errors' in read) return { page: <FiguresErrorPage {...page} errors={read.errors} />, status: 422 };
    const { scope } = read;
    const figures = await readPageFigures(deps, caller, scope);
    const view = viewFigures(viewingOf({ caller, language, here: page.here, scope }), figures);
    const file = answerDownload(asked, 'response-times', { ...filesOf(view), of: sayScope(language, scope) });
    if (file !== null) return file;
    const { nearest, isBehind, whole } = figures;
    return {
      page: (
        <FiguresPage
          {...page}
          scope={scope}
          view={whole.received === 0 ? null : view}
          nearest={nearest}
          isBehind={isBehind}
          passed={await listPassed(deps.db, { accountId: caller.id, officeIds: watchedOfficeIds(caller) })}
        />
      ),
    };
  },
});

function filesOf({
  summaryTable,
  months,
  league,
  unranked,
  areas,
  categories,
  outcomes,
  heat,
  chart,
}: FiguresView): Files {
  const barred = [league, areas, categories, outcomes].filter((table) => table !== null);
  const tables = [summaryTable, months, ...barred, ...(unranked === null ? [] : [unranked])];
  return {
    tables: {
      ...Object.fromEntries(tables.map((table) => [table.name, () => linesOfTable(table)])),
      late: () => linesOfHeat(heat),
    },
    charts: {
      months: () => <LineChart {...chart} />,
      ...Object.fromEntries(barred.map((table) => [table.name, () => <BarPicture table={table} />])),
      late: () => <HeatPicture table={heat} />,
    },
  };
}

export const FIGURES_ROUTES: readonly ConsoleRoute[] = [showFigures];
