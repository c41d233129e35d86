/** Import it before anything that looks at the width: a screen of 1280 pixels, where jsdom has none. */
window.matchMedia = query =>
  Object.assign(new EventTarget(), {
    matches: Number(/min-width: (\d+)px/.exec(query)?.[1] ?? Infinity) <= 1280,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
