/** Signing in, choosing a password, one-time codes, her own settings. */
export const signIn = {};
