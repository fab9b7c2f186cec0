import type { GrievanceKey } from '../../db/grievances.ts';
import type { Deps } from '../../deps.ts';
import { acknowledge } from '../../grievances/acknowledge.ts';
import type { Actor } from '../../grievances/actor.ts';
import { addNote } from '../../grievances/add-note.ts';
import type { ApprovedUse } from '../../grievances/approved-texts.ts';
import { awaitCitizen } from '../../grievances/await-citizen.ts';
import { refer } from '../../grievances/refer.ts';
import { reject } from '../../grievances/reject.ts';
import { reopen } from '../../grievances/reopen.ts';
import { reply } from '../../grievances/reply.ts';
import { resolve } from '../../grievances/resolve.ts';
import { transfer } from '../../grievances/transfer.ts';
import { type Action, nextStatus } from '../../grievances/transitions.ts';
import type { ConsoleWords } from '../../locales/console/index.ts';
import type { ReportView } from '../report/report-view.ts';
import { OTHER_SERVICE, type SealedTyped } from './sealed-typed.ts';

type Named = keyof ConsoleWords['sealed']['actions'];

/** As it stands in an address: `/console/sealed/48217736/resolve`. */
export type SealedActionName = Exclude<Named, 'number' | 'decide'>;

/** What is filled in, in this order. */
export type SealedField = 'texts' | 'service' | 'consent' | 'office' | 'note';

interface SealedActionSpec {
  /** In the table of transitions: whether it is possible now. */
  readonly action: Action;
  readonly fields: readonly SealedField[];
  /** For which of the approved texts one is chosen. */
  readonly use?: ApprovedUse;
  /** Who the note is for says what it holds. */
  readonly noteLabel?: 'noteLabel' | 'doneLabel' | 'whyLabel';
  readonly run: (deps: Deps, actor: Actor, key: GrievanceKey, typed: SealedTyped) => Promise<unknown>;
}

/** Everything that can be done to a sealed report on these pages but to ask for its number, in the order offered. */
export const SEALED_ACTIONS: Readonly<Record<SealedActionName, SealedActionSpec>> = {
  acknowledge: { action: 'acknowledge', fields: [], run: acknowledge },
  reply: {
    action: 'reply',
    fields: ['texts'],
    use: 'reply',
    run: (deps, actor, key, { approved }) => reply(deps, actor, key, { approved }),
  },
  ask: {
    action: 'await_citizen',
    fields: ['texts'],
    use: 'ask',
    run: (deps, actor, key, { approved }) => awaitCitizen(deps, actor, key, { approved }),
  },
  note: {
    action: 'note',
    fields: ['note'],
    noteLabel: 'noteLabel',
    run: (deps, actor, key, { note }) => addNote(deps, actor, key, { text: note }),
  },
  refer: {
    action: 'note',
    fields: ['service', 'consent'],
    run: async (deps, actor, key, { service, otherService, consent }) =>
      consent && refer(deps, actor, key, { service: service === OTHER_SERVICE ? otherService : service, consent }),
  },
  resolve: {
    action: 'resolve',
    fields: ['texts', 'note'],
    use: 'resolve',
    noteLabel: 'doneLabel',
    run: (deps, actor, key, { approved, note }) => resolve(deps, actor, key, { approved, note }),
  },
  reject: {
    action: 'reject',
    fields: ['texts', 'note'],
    use: 'reject',
    noteLabel: 'whyLabel',
    run: (deps, actor, key, { approved, note }) => reject(deps, actor, key, { approved, note }),
  },
  transfer: {
    action: 'transfer',
    fields: ['office', 'note'],
    noteLabel: 'whyLabel',
    run: (deps, actor, key, { office, note }) => transfer(deps, actor, key, { office, reason: note }),
  },
  reopen: {
    action: 'reopen',
    fields: ['note'],
    noteLabel: 'whyLabel',
    run: (deps, actor, key, { note }) => reopen(deps, actor, key, { reason: note }),
  },
};

/** Every action by its name. */
export const SEALED_ACTION_NAMES = Object.keys(SEALED_ACTIONS).filter(isSealedActionName);

/** Whether a part of an address names an action. */
export function isSealedActionName(name: string): name is SealedActionName {
  return Object.hasOwn(SEALED_ACTIONS, name);
}

/** What can be done to a sealed report in its present state, in the order offered. */
export function possibleSealedActions({ grievance }: Pick<ReportView, 'grievance'>): SealedActionName[] {
  return SEALED_ACTION_NAMES.filter((name) => {
    if (name === 'ask' && grievance.objected_at !== null) return false;
    return nextStatus(grievance.status, SEALED_ACTIONS[name].action) !== null;
  });
}
