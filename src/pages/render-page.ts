import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';

/** A whole HTML document from a page's tree. Text in the tree is escaped; nothing of Preact reaches the browser. */
export function renderPage(page: VNode): string {
  return `<!doctype html>\n${render(page)}`;
}
