const sinceStart = performance.now.bind(performance);
let skipped = 0;

/** So many milliseconds pass at once, by the clock of the host and by that which runs on between two looks at the database's. */
export function later(ms: number) {
  skipped += ms;
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'queueMicrotask', 'performance'],
    now: Date.now() + ms,
  });
  jest.spyOn(performance, 'now').mockImplementation(() => sinceStart() + skipped);
}

/** It is as late as it is. */
export function backToNow() {
  jest.useRealTimers();
  jest.restoreAllMocks();
  skipped = 0;
}
