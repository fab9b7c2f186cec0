/** A column of a table of a report. */
export interface ReportColumn {
  readonly title: string;
  readonly isNumber: boolean;
}

export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly string[])[];
}

export interface ReportSection {
  readonly heading: string;
  readonly words: readonly string[];
  readonly tables: readonly ReportTable[];
}

/** A report as it is printed, in one language: the page and the document are both made from it. */
export interface Report {
  readonly title: string;
  readonly period: string;
  /** Who runs the programme, and when this was made. */
  readonly words: readonly string[];
  readonly sections: readonly ReportSection[];
}
