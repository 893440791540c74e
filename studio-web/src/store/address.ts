/** The page's address, into which screens write their state so that it can be shared as a link. */

let known = location.hash;
addEventListener("hashchange", addressHere);

/** The part of the address from its `#` on; from now on it counts as read. */
export function addressHere(): string {
  known = location.hash;
  return known;
}

/**
 * Replaces the address. An address that somebody has just given, by a link or the browser's Back,
 * is announced a moment after it is there; it is left alone, for the screens to read first.
 */
export function writeAddress(hash: string): void {
  if (location.hash !== known) return;
  history.replaceState(null, "", hash);
  addressHere();
}
