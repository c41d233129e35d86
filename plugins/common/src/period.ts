/** Days that lists are narrowed to. */
export const periods = ['1', '7', '30'] as const;
export type LastDays = (typeof periods)[number];

const minute = 60_000;
const day = 24 * 60 * minute;

/** From when on, to the minute: who asks within it asks the same. */
export const lastDays = (days: string | undefined, now = Date.now()): { from?: string } =>
  days === undefined ? {} : { from: new Date(Math.floor(now / minute) * minute - Number(days) * day).toISOString() };
