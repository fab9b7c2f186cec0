import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Report, ReportTable } from './report.ts';

/** A font that has the letters of every language here, on the machines of offices. */
const FONT = 'Noto Sans';
/** Half points. */
const CELL_SIZE = 18;

/** The report as a document that a word processor opens: headings, tables with repeated heads, nothing that runs. */
export async function toDocx(report: Report, languageTag: string): Promise<Buffer> {
  const document = new Document({
    title: report.title,
    creator: 'Majibu',
    styles: { default: { document: { run: { font: FONT, size: 22, language: { value: languageTag } } } } },
    sections: [
      {
        children: [
          new Paragraph({ text: report.title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: report.period }),
          ...report.words.map((words) => new Paragraph({ text: words })),
          ...report.sections.flatMap(({ heading, words, tables }) => [
            new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1, spacing: { before: 360 }, keepNext: true }),
            ...words.map((said) => new Paragraph({ text: said, spacing: { after: 120 } })),
            ...tables.flatMap(tableOf),
          ]),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function tableOf({ caption, columns, rows }: ReportTable): (Paragraph | Table)[] {
  const cell = (text: string, isNumber: boolean, isHead: boolean) =>
    new TableCell({
      children: [
        new Paragraph({
          alignment: isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [new TextRun({ text, bold: isHead, size: CELL_SIZE })],
        }),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    children: columns.map(({ title, isNumber }) => cell(title, isNumber, true)),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map((text, index) => cell(text, columns[index]?.isNumber ?? false, false)),
      }),
  );
  return [
    new Paragraph({ text: caption, heading: HeadingLevel.HEADING_2, spacing: { before: 240 }, keepNext: true }),
    new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...body] }),
  ];
}
