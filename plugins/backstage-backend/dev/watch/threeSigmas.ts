const day = 86_400;
const sigmas = 3;

/** What hand-written rules do: further from the mean of the last day than three standard deviations. */
export function threeSigmas(stepS: number): (value: number) => boolean {
  const rows = Math.max(2, Math.round(day / stepS));
  const last: number[] = [];
  let [sum, squares] = [0, 0];
  return value => {
    const mean = sum / last.length;
    const deviation = Math.sqrt(Math.max(0, squares / last.length - mean * mean));
    const isUnusual = last.length >= rows && Math.abs(value - mean) > sigmas * deviation;
    last.push(value);
    sum += value;
    squares += value * value;
    const oldest = last.length > rows ? last.shift() : undefined;
    if (oldest !== undefined) {
      sum -= oldest;
      squares -= oldest * oldest;
    }
    return isUnusual;
  };
}
