import './.config/jest-setup';

/** Draws nothing: jsdom has no canvas, and charts ask for one. What is set on it is kept. */
const fakeContext = () =>
  new Proxy(
    { measureText: () => ({ width: 0 }) },
    { get: (kept, name) => (name in kept ? kept[name] : () => undefined) },
  );
HTMLCanvasElement.prototype.getContext = fakeContext;

/** Says once that an element is as wide as a column, and never again. */
class FakeResizeObserver {
  constructor(told) {
    this.told = told;
  }
  observe(target) {
    this.told([{ target, contentRect: { width: 600, height: 200 } }], this);
  }
  unobserve() {}
  disconnect() {}
}

class FakePath2D {
  addPath() {}
  arc() {}
  lineTo() {}
  moveTo() {}
  rect() {}
}

Object.assign(global, { ResizeObserver: FakeResizeObserver, Path2D: FakePath2D });
