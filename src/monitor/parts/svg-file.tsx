import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { TEXT } from './chart-field.ts';

/** Room for the title and for what the figures are of. */
const HEAD = 52;
/** About how wide a letter is, so that a long line is not cut. */
const LETTER = 7.5;
const TITLE_LETTER = 9.5;

/**
 * A picture as a file: on white, with its size, its title and what its figures are of, so that whatever opens it needs no page
 * around it.
 *
 * @param picture an `<svg>` with a `<title>` and a `viewBox` that begins at 0 0
 * @param of places and period; empty: nothing is said
 */
export function svgFile(picture: VNode, of: string): string {
  const drawn = render(picture);
  const [, wide = '0', high = '0'] = /viewBox="0 0 (\d+) (\d+)"/.exec(drawn) ?? [];
  // Still escaped, as it is put in again.
  const [, title = ''] = /<title[^>]*>([^<]*)<\/title>/.exec(drawn) ?? [];
  const width = Math.ceil(Math.max(Number(wide), title.length * TITLE_LETTER + 16, of.length * LETTER + 16));
  const height = Number(high) + HEAD;
  const under = render(
    <text {...TEXT} x="8" y="42" fill="#484949">
      {of}
    </text>,
  );
  const family = `font-family='${TEXT['font-family']}'`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="8" y="22" ${family} font-size="16" font-weight="700" fill="#0b0c0c">${title}</text>${under}`,
    drawn.replace('<svg ', `<svg y="${HEAD}" width="${wide}" height="${high}" `),
    '</svg>\n',
  ].join('');
}
