import type { OpenRelease } from './open-release.ts';

type Line = readonly [files: string, column: string, values: string, meaning: string];

const BOTH = 'areas.csv offices.csv';
const TOLD = 'number, few, most or empty';

/** What every column of a release means; the first line names the columns of this list itself. */
export function dictionary({ rules, time_zone: timeZone }: OpenRelease): Line[] {
  const { fewest, rounded_to: step, closed_days_after_month: days } = rules;
  return [
    ['files', 'column', 'values', 'meaning'],
    [BOTH, 'programme', 'text', 'short name of the programme'],
    [BOTH, 'month', 'yyyy-mm', `month in which the reports were filed, by the clock of ${timeZone}`],
    ['areas.csv', 'level', 'text', 'level of the area, e.g. county or ward'],
    ['areas.csv', 'area', 'code', 'area that the reports are about, with everything below it'],
    ['areas.csv', 'area_name', 'text', 'its name in English'],
    ['areas.csv', 'within', 'code', 'area that it is a part of; empty: it is the whole programme'],
    ['areas.csv', 'category', 'code', 'top category of the reports; empty: all together'],
    ['areas.csv', 'category_name', 'text', 'its name in English'],
    ['offices.csv', 'office', 'code', 'office that owed the first answer'],
    ['offices.csv', 'office_name', 'text', 'its name in English'],
    ['offices.csv', 'area', 'code', 'area of the office'],
    [
      BOTH,
      'received',
      'number',
      `reports received, rounded to ${step}; a line is missing where there were fewer than ${fewest}, none included, or where it would give away another`,
    ],
    [BOTH, 'answered', TOLD, 'of these, how many had a first answer'],
    [BOTH, 'resolved', TOLD, 'of these, how many the office said to have solved'],
    [BOTH, 'late', TOLD, 'of these, how many were not answered or not solved within the promised time'],
    [BOTH, 'confirmed', TOLD, 'of these, how many the reporter said to be solved'],
    [BOTH, 'disputed', TOLD, 'of these, how many the reporter said not to be solved'],
    [BOTH, 'silent', TOLD, 'of these, how many the reporter said nothing about'],
    [
      BOTH,
      'median_hours',
      'number or empty',
      `half of the answered had their first answer within so many hours, nights and weekends counted in; empty: fewer than ${fewest} were answered`,
    ],
    [BOTH, '(number)', '', `rounded to ${step}`],
    [BOTH, '(few)', '', `fewer than ${fewest}, none included`],
    [BOTH, '(most)', '', `all that were received but for fewer than ${fewest}, all included`],
    [BOTH, '(empty)', '', 'hidden, because another figure could be worked out from it'],
    [
      BOTH,
      '(state)',
      '',
      `as things stood when the release was made, ${days} days or more after the end of the month; never changed later`,
    ],
    [BOTH, '(left out)', '', 'reports about corruption, violence and children, and reports about an office'],
  ];
}
