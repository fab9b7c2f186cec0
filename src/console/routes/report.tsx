import { z } from 'zod';
import { findPassedOn } from '../../db/report-page.ts';
import { parseReference } from '../../grievances/reference.ts';
import { ACTION_NAMES, ACTIONS, isActionName } from '../report/actions.ts';
import { answerAction, showAction } from '../report/answer-action.tsx';
import { GonePage } from '../report/gone-page.tsx';
import { onReport } from '../report/on-report.tsx';
import { ReportPage } from '../report/report-page.tsx';
import { readView } from '../report/report-view.ts';
import { savedFor } from '../report/saved-choices.ts';
import { accountRoute, type ConsoleRoute } from '../route.ts';

const params = z.object({ reference: z.string() });
const input = z.object({ params });
const done = z
  .string()
  .optional()
  .transform((word) => (word !== undefined && isActionName(word) ? word : null));
const withDone = z.object({ params, query: z.object({ done }).catch({ done: null }) });

/** One report, and everything that can be done to it. */
export const REPORT_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/reports/:reference',
    needs: 'read',
    input: withDone,
    handle: (deps, visit, { params: { reference }, query: { done: what } }) =>
      onReport(deps, visit, { typed: reference }, async (report) => {
        const view = await readView(deps, visit, report);
        return { page: <ReportPage view={view} replies={await savedFor(deps, view)} done={what} /> };
      }),
  }),
  accountRoute({
    method: 'get',
    path: '/reports/:reference/gone',
    needs: 'read',
    input: withDone,
    handle: async (deps, visit, { params: { reference }, query: { done: what } }) => {
      const parsed = parseReference(reference);
      const { caller } = visit;
      const asked = { programmeId: caller.programme.id, accountId: caller.id };
      const passed = parsed.ok ? await findPassedOn(deps.db, { ...asked, reference: parsed.reference }) : undefined;
      if (passed) return { page: <GonePage visit={visit} passed={passed} done={what} now={deps.now()} /> };
      return onReport(deps, visit, { typed: reference }, async (report) => ({
        redirect: `/console/reports/${report.reference}`,
      }));
    },
  }),
  ...ACTION_NAMES.flatMap((name) => {
    const described = { path: `/reports/:reference/${name}`, needs: ACTIONS[name].needs, input };
    return [
      accountRoute({
        ...described,
        method: 'get',
        handle: (deps, visit, { params: { reference } }) => showAction(deps, visit, name, reference),
      }),
      accountRoute({
        ...described,
        method: 'post',
        handle: (deps, visit, { params: { reference } }) => answerAction(deps, visit, name, reference),
      }),
    ];
  }),
];
