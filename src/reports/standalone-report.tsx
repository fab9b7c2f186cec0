import type { VNode } from 'preact';
import { languageTag } from '../locales/language-tag.ts';
import type { Language } from '../routing/programme.ts';
import type { Report } from './report.ts';
import { ReportContent } from './report-page.tsx';

/** Enough to read and to print it without anything else. */
const STYLE = `
  body { font: 16px/1.4 system-ui, Noto Sans, Noto Sans Bengali, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #0b0c0c }
  table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; font-variant-numeric: tabular-nums }
  caption { text-align: left; font-weight: bold; padding-bottom: .3rem }
  th, td { border-bottom: 1px solid #b1b4b6; padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top }
  tbody th { font-weight: normal }
  thead .number { white-space: normal }
  .number { text-align: right; white-space: nowrap }
  .govuk-visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .meta { color: #484949 }
  .govuk-heading-s { margin-top: 1rem }
  @media print { body { font-size: 9pt; margin: 0; max-width: none; padding: 0 } th, td { padding: .15rem .4rem .15rem 0 } thead { display: table-header-group } tr { break-inside: avoid } h2 { break-after: avoid } }
`;

/** The report as one file: nothing is loaded from anywhere. */
export function StandaloneReport({
  report,
  language,
}: {
  readonly report: Report;
  readonly language: Language;
}): VNode {
  return (
    <html lang={languageTag(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{report.title}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{report.title}</h1>
        <ReportContent report={report} />
      </body>
    </html>
  );
}
