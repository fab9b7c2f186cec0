import { listOwnReports, type OwnReport, readOwnReport } from '../../db/own-reports.ts';
import { dueOf } from '../../grievances/deadlines.ts';
import { showReference } from '../../grievances/reference.ts';
import { isOpen } from '../../grievances/transitions.ts';
import type { Screen, View } from '../screen.ts';

/** Her ordinary reports, newest first. Sealed ones are never listed: the phone may be in another hand. */
export const mineListScreen: Screen<readonly OwnReport[]> = {
  name: 'mine-list',
  load: (db, { citizenId }) => (citizenId === null ? Promise.resolve([]) : listOwnReports(db, citizenId)),
  show: ({ programme, voice, data }) => ({
    text: data.length === 0 ? voice.locale.ussd.noMine : voice.locale.ussd.mine,
    choices: data.map((report) => ({
      value: report.reference,
      label: voice.locale.ussd.mineItem(showReference(report.reference), categoryName(programme, voice, report)),
    })),
  }),
  choose: (_view, value) => ({ to: { screen: 'mine-state', cursor: value } }),
};

/** One report: its state, who has it, until when, and the last answer. */
export const mineStateScreen: Screen<OwnReport | null> = {
  name: 'mine-state',
  load: async (db, { citizenId, cursor }) =>
    citizenId === null || cursor === undefined ? null : ((await readOwnReport(db, citizenId, cursor)) ?? null),
  show: ({ programme, voice, data: report }) => {
    const { ussd, status } = voice.locale;
    if (!report) return { text: ussd.noMine };
    const office = programme.byId.offices.get(report.office_id ?? '');
    const due = dueOf(report);
    const lines = [
      ussd.state(showReference(report.reference), categoryName(programme, voice, report), status[report.status]),
    ];
    if (office && due && isOpen(report.status))
      lines.push(ussd.stateOffice(voice.name(office.names), voice.moment(due)));
    if (report.last_answer !== null) lines.push(ussd.stateAnswer(report.last_answer));
    return { text: lines.join('\n') };
  },
};

function categoryName(programme: View['programme'], voice: View['voice'], report: OwnReport): string {
  const category = programme.byId.categories.get(report.category_id);
  return category ? voice.name(category.names) : '';
}
