import { describe, expect, it } from '@jest/globals';
import { toTsQuery } from '../../src/console/inbox/to-tsquery.ts';

describe('what was typed, as a query', () => {
  it.each([
    ['maji', "('maji':*)"],
    ['  hakuna   maji ', "('hakuna') & ('maji':*)"],
    ["ng'ombe", "('ng''ombe':*)"],
    ['ujë', "('ujë':* | 'uje':*)"],
    ['a\\b', "('a\\\\b':*)"],
    ['maji & !kisima', "('maji') & ('!kisima':*)"],
    ['খাবারের পানি', "('খাবারের') & ('পানি':*)"],
    ['', null],
    ['& | !', null],
  ])('%j', (typed, query) => {
    expect(toTsQuery(typed)).toBe(query);
  });
});
