import { z } from 'zod';
import { visibleGrievances } from '../../accounts/scope.ts';
import { listSealed } from '../../db/sealed-queue.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { accountRoute, type ConsoleRoute } from '../route.ts';
import { answerAsk, answerDecide, showNumberItself, showNumberPage } from '../sealed/answer-number.tsx';
import { answerSealedAction, showSealed, showSealedAction } from '../sealed/answer-sealed.tsx';
import { findSealed } from '../sealed/on-sealed.ts';
import { QueuePage } from '../sealed/queue-page.tsx';
import { SEALED_ACTION_NAMES } from '../sealed/sealed-actions.ts';

const PAGE_ROWS = 50;

const params = z.object({ reference: z.string() });
const input = z.object({ params });
const queue = z.object({
  query: z.object({
    show: z.enum(['open', 'ended']).catch('open'),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    find: z.string().max(40).catch(''),
  }),
});
const { actions } = wordsOf('en').sealed;
const done = z
  .string()
  .optional()
  .transform((word) => (word !== undefined && isAction(word) ? word : null));
const withDone = z.object({ params, query: z.object({ done }).catch({ done: null }) });

function isAction(word: string): word is keyof typeof actions {
  return Object.hasOwn(actions, word);
}

/** The queue of a sealed stream and its reports, for its focal points alone. */
export const SEALED_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/sealed',
    needs: 'unmask',
    input: queue,
    handle: async (deps, visit, { query: { show, page, find } }) => {
      const { caller, language } = visit;
      const found = find === '' ? undefined : await findSealed(deps, visit, find);
      if (found) return { redirect: `/console/sealed/${found.reference}` };
      const isEnded = show === 'ended';
      const rows = await listSealed(deps.db, {
        where: [visibleGrievances(caller)],
        isEnded,
        reader: caller.id,
        offset: (page - 1) * PAGE_ROWS,
        limit: PAGE_ROWS + 1,
      });
      const shown = { rows: rows.slice(0, PAGE_ROWS), hasMore: rows.length > PAGE_ROWS, page, isEnded };
      const missing = find === '' ? null : find;
      return {
        page: <QueuePage caller={caller} language={language} {...shown} missing={missing} now={deps.now()} />,
        ...(missing === null ? {} : { status: 404 }),
      };
    },
  }),
  accountRoute({
    method: 'get',
    path: '/sealed/:reference',
    needs: 'unmask',
    input: withDone,
    handle: (deps, visit, { params: { reference }, query }) => showSealed(deps, visit, reference, query.done),
  }),
  accountRoute({
    method: 'get',
    path: '/sealed/:reference/number',
    needs: 'unmask',
    input,
    handle: (deps, visit, { params: { reference } }) => showNumberPage(deps, visit, reference),
  }),
  accountRoute({
    method: 'post',
    path: '/sealed/:reference/number',
    needs: 'unmask',
    input,
    handle: (deps, visit, { params: { reference } }) => answerAsk(deps, visit, reference),
  }),
  accountRoute({
    method: 'get',
    path: '/sealed/:reference/number/shown',
    needs: 'unmask',
    input,
    handle: (deps, visit, { params: { reference } }) => showNumberItself(deps, visit, reference),
  }),
  accountRoute({
    method: 'post',
    path: '/sealed/:reference/decide',
    needs: 'unmask',
    input,
    handle: (deps, visit, { params: { reference } }) => answerDecide(deps, visit, reference),
  }),
  ...SEALED_ACTION_NAMES.flatMap((name) => {
    const described = { path: `/sealed/:reference/${name}`, needs: 'unmask', input } as const;
    return [
      accountRoute({
        ...described,
        method: 'get',
        handle: (deps, visit, { params: { reference } }) => showSealedAction(deps, visit, name, reference),
      }),
      accountRoute({
        ...described,
        method: 'post',
        handle: (deps, visit, { params: { reference } }) => answerSealedAction(deps, visit, name, reference),
      }),
    ];
  }),
];
