import { z } from 'zod';
import { countListedProjects } from '../../db/project-findings.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { importProjects } from '../../projects/import-projects.ts';
import { ProjectListError } from '../../projects/read-project-list.ts';
import { adminRoute } from '../admin/admin-route.ts';
import { PreviewPage } from '../projects/preview-page.tsx';
import { ProjectsPage } from '../projects/projects-page.tsx';
import { fieldOf } from '../read-form.ts';
import type { Answer, ConsoleRoute, SignedInVisit } from '../route.ts';

const listed = z.object({ query: z.object({ done: z.enum(['saved']).optional().catch(undefined) }) });

/** The public list of projects: pasted in, looked at, taken. */
export const PROJECT_ROUTES: readonly ConsoleRoute[] = [
  adminRoute('get', '/admin/projects', listed, async (deps, visit, { query }) =>
    showList(deps, visit, { done: query.done && wordsOf(visit.language).tools.projects.saved }),
  ),
  adminRoute('post', '/admin/projects', z.object({}), takeList),
];

type Shown = Partial<Pick<Parameters<typeof ProjectsPage>[0], 'csv' | 'keepsOthers' | 'problems' | 'error' | 'done'>>;

async function showList(deps: Pick<Deps, 'db'>, { caller, language }: SignedInVisit, shown: Shown): Promise<Answer> {
  const held = await countListedProjects(deps.db, caller.programme.id);
  const { csv = '', keepsOthers = false, problems = [], error, done } = shown;
  const props = { caller, language, held, csv, keepsOthers, problems, error, done };
  return { page: <ProjectsPage {...props} />, status: problems.length > 0 ? 422 : 200 };
}

async function takeList(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, language, form } = visit;
  const csv = fieldOf(form, 'list');
  const keepsOthers = fieldOf(form, 'keep') === 'yes';
  const step = fieldOf(form, 'step');
  if (step === 'again') return showList(deps, visit, { csv, keepsOthers });
  const look = async (isStale: boolean): Promise<Answer> => {
    const planned = await importProjects(deps, caller, csv, { keepsOthers, isDryRun: true });
    const page = <PreviewPage {...{ caller, language, csv, keepsOthers, planned, isStale }} />;
    return { page, status: isStale ? 409 : 200 };
  };
  try {
    if (step !== 'save') return await look(false);
    await importProjects(deps, caller, csv, { keepsOthers, seen: fieldOf(form, 'seen') });
    return { redirect: '/console/admin/projects?done=saved' };
  } catch (error) {
    if (error instanceof ProjectListError) return showList(deps, visit, { csv, keepsOthers, problems: error.problems });
    if (error instanceof AppError && error.code === 'conflict') return look(true);
    throw error;
  }
}
