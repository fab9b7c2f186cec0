import { stringify } from 'csv-stringify/sync';

/** Without it spreadsheets take a file for one in the letters of their own country. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Lines of cells as a file for spreadsheets (RFC 4180, UTF-8 with a byte order mark). A cell that a spreadsheet would calculate,
 * one that begins with `=`, `+`, `-`, `@`, TAB or CR, gets an apostrophe in front (OWASP, CSV Injection). So does what begins a
 * cell once a spreadsheet parts them at semicolons, as in Kosovo and most of Europe: then our quotes hold nothing together.
 */
export function toCsv(lines: readonly (readonly string[])[]): string {
  const cells = lines.map((line) => line.map(withoutInnerFormulas));
  // The library quotes only what holds both signs of our line end; to a spreadsheet either of them ends a line.
  const options = { escape_formulas: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;
  return BYTE_ORDER_MARK + stringify(cells, options);
}

function withoutInnerFormulas(cell: string): string {
  return cell.replace(/([;\t\r\n][" ]*)(?=[=+\-@＝＋－＠])/g, "$1'");
}
