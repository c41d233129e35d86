import type { Place } from './blame';

/** In pixels. */
export interface Point {
  x: number;
  y: number;
}

export const blameBox = { width: 148, height: 64 };
const gap = { along: 48, across: 16 };

/** Where each service stands: callers on the left where there is room, else at the top. */
export function blameBoxes(places: Place[], narrow: boolean) {
  const at = ({ depth, row }: Place) =>
    narrow
      ? { x: row * (blameBox.width + gap.across), y: depth * (blameBox.height + gap.along) }
      : { x: depth * (blameBox.width + gap.along), y: row * (blameBox.height + gap.across) };
  const boxes = new Map(places.map(place => [place.service, at(place)]));
  const corners = [...boxes.values()];
  return {
    boxes,
    width: Math.max(...corners.map(({ x }) => x)) + blameBox.width,
    height: Math.max(...corners.map(({ y }) => y)) + blameBox.height,
  };
}

/** Around what stands between, where a call leads further than to the next. */
const detour = { down: 96, aside: 128 };

/** The path of an SVG from a caller to whom it calls; empty where one of them does not stand anywhere. */
export function blameLine(from: Point | undefined, to: Point | undefined, narrow: boolean): string {
  if (!from || !to) return '';
  if (narrow) {
    const [x1, y1, x2, y2] = [from.x + blameBox.width / 2, from.y + blameBox.height, to.x + blameBox.width / 2, to.y];
    const isNext = y2 - y1 === gap.along;
    const [middle, aside] = isNext ? [(y1 + y2) / 2, 0] : [undefined, detour.aside];
    return `M${x1} ${y1} C${x1 + aside} ${middle ?? y1} ${x2 + aside} ${middle ?? y2} ${x2} ${y2}`;
  }
  const [x1, y1, x2, y2] = [from.x + blameBox.width, from.y + blameBox.height / 2, to.x, to.y + blameBox.height / 2];
  const isNext = x2 - x1 === gap.along;
  const [middle, down] = isNext ? [(x1 + x2) / 2, 0] : [undefined, detour.down];
  return `M${x1} ${y1} C${middle ?? x1} ${y1 + down} ${middle ?? x2} ${y2 + down} ${x2} ${y2}`;
}
