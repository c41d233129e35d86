const shortest = 5;

/** Binary segmentation by the mean: the cut that saves most is made, then each part is cut again, while that pays by BIC. */
export function binarySegmentation(values: Float64Array): number[] {
  const deviation = noiseOf(values);
  const price = 2 * Math.log(values.length) * deviation ** 2;
  const cut = (from: number, end: number): number[] => {
    const whole = squares(values.subarray(from, end));
    let best = { place: -1, saved: price };
    for (let place = from + shortest; place <= end - shortest; place += 1) {
      const saved = whole - squares(values.subarray(from, place)) - squares(values.subarray(place, end));
      if (saved > best.saved) best = { place, saved };
    }
    return best.place < 0 ? [] : [...cut(from, best.place), best.place, ...cut(best.place, end)];
  };
  return cut(0, values.length);
}

function squares(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

const noiseOf = (values: Float64Array) => Math.sqrt(squares(values) / values.length);
