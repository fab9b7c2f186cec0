import type { Migration } from 'kysely';
import * as createTables from './20261122T1600-create-tables.ts';
import * as addCitizenSide from './20261122T1930-add-citizen-side.ts';
import * as addOfficeSide from './20261122T2230-add-office-side.ts';
import * as protectEvents from './20261122T2240-protect-events.ts';
import * as addFigures from './20261123T0200-add-figures.ts';
import * as addReleases from './20261123T0210-add-releases.ts';
import * as addWebhooks from './20261123T0220-add-webhooks.ts';
import * as addScorecards from './20261123T0230-add-scorecards.ts';
import * as addForums from './20261123T0240-add-forums.ts';
import * as addWatch from './20261123T0250-add-watch.ts';
import * as joinRollups from './20261123T0300-join-rollups.ts';
import * as listReports from './20261123T0320-list-reports.ts';
import * as forgetPeople from './20261123T0330-forget-people.ts';
import * as addReleasedAreas from './20261123T0350-add-released-areas.ts';
import * as indexCounted from './20261123T0360-index-counted.ts';
import * as noteStaleFigures from './20261123T0370-note-stale-figures.ts';
import * as endHitsWithoutValue from './20261123T0375-end-hits-without-value.ts';
import * as nameQuestions from './20261123T0380-name-questions.ts';
import * as tellTriage from './20261123T0400-tell-triage.ts';
import * as endOldLists from './20261123T0410-end-old-lists.ts';

/** Every migration in order, by name. A new one: one file and one line here; never edit one that has been released. */
export const MIGRATIONS: Record<string, Migration> = {
  '20261122T1600-create-tables': createTables,
  '20261122T1930-add-citizen-side': addCitizenSide,
  '20261122T2230-add-office-side': addOfficeSide,
  '20261122T2240-protect-events': protectEvents,
  '20261123T0200-add-figures': addFigures,
  '20261123T0210-add-releases': addReleases,
  '20261123T0220-add-webhooks': addWebhooks,
  '20261123T0230-add-scorecards': addScorecards,
  '20261123T0240-add-forums': addForums,
  '20261123T0250-add-watch': addWatch,
  '20261123T0300-join-rollups': joinRollups,
  '20261123T0320-list-reports': listReports,
  '20261123T0330-forget-people': forgetPeople,
  '20261123T0350-add-released-areas': addReleasedAreas,
  '20261123T0360-index-counted': indexCounted,
  '20261123T0370-note-stale-figures': noteStaleFigures,
  '20261123T0375-end-hits-without-value': endHitsWithoutValue,
  '20261123T0380-name-questions': nameQuestions,
  '20261123T0400-tell-triage': tellTriage,
  '20261123T0410-end-old-lists': endOldLists,
};
