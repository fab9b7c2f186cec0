/** What an SMS to an official says of a report. */
export interface WorkItem {
  /** As it is shown: `4821 7739`. */
  readonly reference: string;
  readonly category: string;
  /** The next promise; empty where nothing is promised. */
  readonly due: string;
}
