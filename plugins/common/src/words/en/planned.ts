import type { PlanWords } from '../words';

/** A plan is written down in English. */
export const planned: PlanWords = ({ says }) => says;
