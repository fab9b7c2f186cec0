import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, two passes and one lane (OWASP Password Storage; RFC 9106 for the algorithm). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of nothing anybody knows, with the same cost: what a password is compared with where there is no account. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$wqw4cJF7EC9N0lmWK/pIaA$eZigRxKyiHJ7ZJ+o+kUpF58EwGu0PadXyeie8x84GDw';

/** The hash to keep of a password. The same letters typed on another keyboard are the same password (NIST 800-63B, 5.1.1.2). */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/**
 * Whether this is the password behind a hash. Takes as long where there is none, so that nobody learns which accounts there are.
 *
 * @param kept null: no account, a disabled one, or one without a password
 */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const isSame = await verify(kept ?? NOBODY, password.normalize('NFKC'));
  return isSame && kept !== null;
}
