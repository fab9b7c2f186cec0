import type { VNode } from 'preact';
import { encode } from 'uqr';

/** Light modules around it, without which scanners do not find it (ISO/IEC 18004). */
const QUIET = 4;

/** A text as a picture to scan, drawn in the page: nothing is fetched, and no other server learns it. */
export function QrCode({ text, title }: { readonly text: string; readonly title: string }): VNode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  return (
    <div class="qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-labelledby="qr-title" shape-rendering="crispEdges">
        <title id="qr-title">{title}</title>
        <rect width={size} height={size} fill="#fff" />
        <path fill="#000" d={data.map(drawRow).join('')} />
      </svg>
    </div>
  );
}

/** Dark modules side by side are one stroke. */
function drawRow(row: readonly boolean[], y: number): string {
  const strokes: string[] = [];
  for (let from = 0; from < row.length; from += 1) {
    if (!row[from]) continue;
    const light = row.indexOf(false, from);
    const to = light === -1 ? row.length : light;
    strokes.push(`M${from} ${y}h${to - from}v1h-${to - from}z`);
    from = to;
  }
  return strokes.join('');
}
