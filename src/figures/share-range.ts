/** 95 % certainty. */
const Z = 1.96;

/**
 * Where the true share lies with 95 % certainty, both between 0 and 1 (Wilson's score interval, Journal of the American Statistical
 * Association 22, 1927). Unlike the plain one it holds for few cases too, so that one case cannot win a league.
 *
 * @param count of all cases those that are meant
 * @param of all cases; 0: null, nothing can be said
 */
export function shareRange(count: number, of: number): readonly [number, number] | null {
  if (of === 0) return null;
  const share = count / of;
  const scale = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / scale;
  const spread = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return [Math.max(0, middle - spread), Math.min(1, middle + spread)];
}
