import { saveProjectCheck } from '../../db/projects.ts';
import { type Run, remember } from './effect.ts';

/** What she found at a public project. One answer per person and project: the last one counts. */
export const checkProject: Run<'check-project'> = async (deps, tx, call, state, { project, answer }) => {
  const citizen = await remember(deps, tx, call, { language: state.language });
  await saveProjectCheck(tx.db, {
    programmeId: call.programme.id,
    code: project,
    citizenId: citizen.id,
    answer,
    language: state.language,
    channel: 'ussd',
    now: deps.now(),
  });
  return { state: { ...state, citizenId: citizen.id } };
};
