/** The median of the last so many values. */
export class RollingMedian {
  private readonly inOrder: number[] = [];
  private readonly sorted: number[] = [];

  constructor(private readonly length: number) {}

  next(value: number): number {
    this.inOrder.push(value);
    this.sorted.splice(this.placeOf(value), 0, value);
    if (this.inOrder.length > this.length) this.sorted.splice(this.placeOf(this.inOrder.shift() ?? NaN), 1);
    const middle = this.sorted.length >> 1;
    const upper = this.sorted[middle] ?? NaN;
    return this.sorted.length % 2 === 1 ? upper : ((this.sorted[middle - 1] ?? NaN) + upper) / 2;
  }

  private placeOf(value: number): number {
    let [from, to] = [0, this.sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.sorted[middle] ?? NaN) < value) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
