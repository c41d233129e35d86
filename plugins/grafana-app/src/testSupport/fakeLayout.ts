const [width, height] = [400, 400];
const box = { ...{ x: 0, y: 0, top: 0, left: 0 }, ...{ right: width, bottom: height, width, height } };

/** What jsdom does not do: text has a width, and what is rendered has a size, so that lists show their rows. */
export function fakeLayout() {
  const measureText = (text: string) => ({ width: text.length * 8 });
  HTMLCanvasElement.prototype.getContext = (() => ({ measureText })) as never;
  Element.prototype.getBoundingClientRect = () => ({ ...box, toJSON: () => box });
  for (const [side, value] of Object.entries({ offsetWidth: width, offsetHeight: height })) {
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, value });
  }
  Object.assign(globalThis, {
    IntersectionObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  });
}
