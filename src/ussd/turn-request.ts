/** One request of a call, as the carrier sent it. Fields that were missing are empty. */
export interface TurnRequest {
  readonly sessionId: string;
  readonly phoneNumber: string;
  readonly serviceCode: string;
  readonly text: string;
}
