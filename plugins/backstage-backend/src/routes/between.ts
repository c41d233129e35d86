/** A stretch of time as it is asked for, as stores take it: from the first moment on, up to the second. */
export const between = (from: string | undefined, to: string | undefined) => ({
  since: from === undefined ? undefined : new Date(from),
  until: to === undefined ? undefined : new Date(to),
});
