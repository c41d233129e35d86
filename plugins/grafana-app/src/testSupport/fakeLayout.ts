const [width, height] = [400, 400];
const box = { ...{ x: 0, y: 0, top: 0, left: 0 }, ...{ right: width, bottom: height, width, height } };

const nothing = () => undefined;
/** Takes every stroke and draws none. */
const canvas = new Proxy<Record<string, unknown>>(
  { measureText: (text: string) => ({ width: text.length * 8 }) },
  { get: (known, name: string) => known[name] ?? nothing },
);

/** What jsdom does not do: text has a width, what is rendered has a size, and charts can be drawn, on nothing. */
export function fakeLayout() {
  HTMLCanvasElement.prototype.getContext = (() => canvas) as never;
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
    Path2D: class {
      constructor() {
        return new Proxy(this, { get: () => nothing });
      }
    },
  });
}
