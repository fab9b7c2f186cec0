import type { VNode } from 'preact';

/** What a page says instead of a list while no programme is loaded, and the mend. */
export function NoProgramme(): VNode {
  return (
    <p>
      No programme is loaded yet. Load one with <code>npm run majibu -- programme load programmes/NAME</code>.
    </p>
  );
}
