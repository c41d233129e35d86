import type { Summary } from './load/records';
import type { ShopUrls } from './shop';
import { until } from './wait';

/** Answered slower than this, in milliseconds, nobody is well. */
const slowest = 500;

/**
 * Waits for so many seconds in a row without a failed or slow request and with every order confirmed.
 * @throws when the shop has no shoppers
 */
export async function wellFor({ load }: ShopUrls, seconds: number, withinMs: number): Promise<void> {
  if (load === undefined) throw new Error('without shoppers nobody tells whether the shop is well');
  await until(
    `${seconds} good seconds`,
    async () => {
      const answer = await fetch(`${load}/summary?seconds=${seconds}`);
      const { requests, failed, p95, late } = (await answer.json()) as Summary;
      return requests > seconds * 5 && failed === 0 && late === 0 && p95 !== null && p95 < slowest;
    },
    withinMs,
    500,
  );
}
