/** Sealed queues, unmasking, referral. */
export const sealed = {};
