/** The order of items while they are sorted. Pure. */

/** The list with one entry moved to another place. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const rest = list.filter((_, place) => place !== from);
  const item = list[from];
  return item === undefined || to < 0 || to >= list.length
    ? list
    : [...rest.slice(0, to), item, ...rest.slice(to)];
}

/**
 * The place of a dragged item: it changes places with a neighbour once it passes that one's middle.
 */
export function placeAt(
  boxes: Pick<DOMRect, "top" | "height">[],
  pointer: number,
  dragged: number,
): number {
  const middle = (place: number) => {
    const box = boxes[place];
    return box === undefined ? NaN : box.top + box.height / 2;
  };
  let place = dragged;
  while (pointer > middle(place + 1)) place++;
  while (pointer < middle(place - 1)) place--;
  return place;
}
