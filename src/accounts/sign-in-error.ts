import { AppError } from '../errors.ts';

/** Why a step of signing in was refused, as far as whoever tries may know. */
export type SignInRefusal = 'password' | 'setup' | 'code' | 'taken';

/** A step of signing in failed. Says nothing about whether there is such an account. */
export class SignInError extends AppError {
  readonly refusal: SignInRefusal;

  constructor(refusal: SignInRefusal) {
    super('unauthorized', MESSAGES[refusal]);
    this.name = 'SignInError';
    this.refusal = refusal;
  }
}

const MESSAGES: Readonly<Record<SignInRefusal, string>> = {
  password: 'The name or the password is not right.',
  setup: 'The name or the code is not right, or the code is older than seven days.',
  code: 'The code is not right, or it was used before.',
  taken: 'The account has an authenticator already.',
};
