import { z } from 'zod';
import { AdminPage } from '../admin/admin-page.tsx';
import { adminRoute } from '../admin/admin-route.ts';
import type { ConsoleRoute } from '../route.ts';
import { CATEGORY_ROUTES } from './categories.tsx';
import { HOLIDAY_ROUTES } from './holidays.tsx';
import { OFFICE_ROUTES } from './offices.tsx';
import { PEOPLE_ROUTES } from './people.tsx';
import { PROJECT_ROUTES } from './projects.tsx';
import { REPLIES_ROUTES } from './replies.tsx';
import { TEXT_ROUTES } from './texts.tsx';

/** Everything that is an administrator's. */
export const ADMINISTRATION_ROUTES: readonly ConsoleRoute[] = [
  adminRoute('get', '/admin', z.object({}), async (_deps, { caller, language }) => ({
    page: <AdminPage caller={caller} language={language} />,
  })),
  ...OFFICE_ROUTES,
  ...CATEGORY_ROUTES,
  ...TEXT_ROUTES,
  ...HOLIDAY_ROUTES,
  ...PEOPLE_ROUTES,
  ...REPLIES_ROUTES,
  ...PROJECT_ROUTES,
];
