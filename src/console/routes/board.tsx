import { z } from 'zod';
import { visibleGrievances } from '../../accounts/scope.ts';
import { readBoard, readOfficialLoads, readTriage } from '../../db/board.ts';
import { BoardPage } from '../board/board-page.tsx';
import { TriagePage } from '../board/triage-page.tsx';
import { accountRoute, type ConsoleRoute } from '../route.ts';

const DAY_MS = 86_400_000;
const TRIAGE_SHOWN = 50;

/** What supervisors watch, and what waits for somebody to choose an office. */
export const BOARD_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/board',
    needs: 'read_board',
    input: z.object({}),
    handle: async (deps, { caller, language }) => {
      const now = deps.now();
      const where = [visibleGrievances(caller)];
      const offices = await readBoard(deps.db, { where, now, soon: new Date(now.getTime() + DAY_MS) });
      const officeIds = offices.map(({ office_id: id }) => id);
      const people = await readOfficialLoads(deps.db, { officeIds, where, now });
      return { page: <BoardPage caller={caller} language={language} offices={offices} people={people} now={now} /> };
    },
  }),
  accountRoute({
    method: 'get',
    path: '/triage',
    needs: 'read_triage',
    input: z.object({}),
    handle: async (deps, { caller, language }) => {
      const rows = await readTriage(deps.db, { where: [visibleGrievances(caller)], limit: TRIAGE_SHOWN });
      const isCut = rows.length === TRIAGE_SHOWN;
      return {
        page: <TriagePage caller={caller} language={language} rows={rows} isCut={isCut} now={deps.now()} />,
      };
    },
  }),
];
