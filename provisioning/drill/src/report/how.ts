import type { Rules } from '../score/judged';
import { html } from './html';
import type { Html } from './html';

/** What the words of the report mean; every figure is of the load generator's records and the faults' truth. */
export const how = ({ holdS, cutS, horizonS, failedS }: Rules): Html =>
  html`<dl>
    <dt>Recovered</dt>
    <dd>
      Seconds from the injection to the start of the first ${holdS} s in which errors, the 95th percentile and orders
      confirmed within 10 s are as before it: at most 1 % more errors, at most twice as slow, no order late. Judged by
      windows of 5 s. It has to begin within ${cutS} s, or within ${horizonS} s where a good period was under way then.
    </dd>
    <dt>Failed</dt>
    <dd>Requests that failed in the ${failedS} s from the injection, in every arm.</dd>
    <dt>Harmful</dt>
    <dd>
      An action on what the fault says may not be touched; or one after which, for 15 s or until the next, more requests
      fail than in the same seconds of the run with nobody acting, by more than three standard deviations and five
      requests, and after which the shop does not recover at once.
    </dd>
    <dt>Named right</dt>
    <dd>
      The first service and failure mode that were called likely or acted on are among the true ones; where nothing is
      true, only "unknown" is right.
    </dd>
    <dt>Claimed wrongly</dt>
    <dd>Said to be healed without a recovery, or more than 5 s before it.</dd>
    <dt>Of several seeds</dt>
    <dd>A fault counts as right or recovered when more than half of the seeds that count are.</dd>
  </dl>`;
