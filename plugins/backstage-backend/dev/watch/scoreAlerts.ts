import type { AnomalySeries } from './anomalySeries';

export interface AlertScore {
  precision: number;
  /** Marked anomalies in which an alert began. */
  recall: number;
  f1: number;
  /** Alerts that began in no marked anomaly, in a day of one series. */
  falsePerDay: number;
}

/** Alerts this many rows apart are one, and may begin so many rows beside the mark. */
const apart = 6;
const tolerance = 3;
const day = 86_400;

/** An alert counts by its beginning: one that is always on finds nothing. The first part of a series is for learning. */
export function scoreAlerts(series: AnomalySeries[], alerted: boolean[][]): AlertScore {
  const total = { right: 0, wrong: 0, marked: 0, found: 0, days: 0 };
  series.forEach((of, nth) => {
    const from = learningRows(of.times.length);
    const marked = of.marked.filter(([, last]) => last >= from);
    const isIn = (begin: number) => (mark: [number, number]) =>
      begin >= mark[0] - tolerance && begin <= mark[1] + tolerance;
    const begins = beginnings(alerted[nth] ?? [], from);
    total.marked += marked.length;
    total.found += marked.filter(mark => begins.some(begin => isIn(begin)(mark))).length;
    total.right += begins.filter(begin => marked.some(isIn(begin))).length;
    total.wrong += begins.filter(begin => !marked.some(isIn(begin))).length;
    total.days += ((of.times[of.times.length - 1] ?? 0) - (of.times[from] ?? 0)) / day;
  });
  const precision = total.right / Math.max(1, total.right + total.wrong);
  const recall = total.found / Math.max(1, total.marked);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, falsePerDay: total.wrong / total.days };
}

const learningRows = (rows: number) => Math.min(Math.floor(0.15 * rows), 750);

function beginnings(alerted: boolean[], from: number): number[] {
  const begins: number[] = [];
  let last = -Infinity;
  alerted.forEach((isOn, row) => {
    if (!isOn || row < from) return;
    if (row - last > apart) begins.push(row);
    last = row;
  });
  return begins;
}
