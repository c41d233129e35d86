import type { Evidence } from '@autocura/common';
import { readings } from './readings';

/** What is bad and what is good by these measurements, in words. What tells nothing is in neither. */
export function symptomsOf(evidence: Evidence[]): { bad: string[]; good: string[] } {
  const judged = [...readings(evidence).values()];
  const says = (good: boolean) => judged.filter(reading => reading.good === good).map(reading => reading.says);
  return { bad: says(false), good: says(true) };
}
