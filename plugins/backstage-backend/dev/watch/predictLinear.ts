import type { LimitCase } from './limitCases';
import type { Told } from './runLimitCases';

/** Prometheus' `predict_linear` over so many hours, as alert rules use it; it has no band. */
export const predictLinear =
  (hours: number) =>
  ({ limit, direction, horizonS, stepS }: LimitCase) =>
  (times: Float64Array, values: Float64Array): Told => {
    const rows = Math.round((hours * 3600) / stepS);
    const now = times[times.length - 1] ?? NaN;
    const { slope, level } = lineThrough(
      times.subarray(-rows).map(time => time - now),
      values.subarray(-rows),
    );
    const isBeyond = (value: number) => (direction === 'above' ? value >= limit : value <= limit);
    const rises = direction === 'above' ? slope > 0 : slope < 0;
    return {
      alarm: isBeyond(level + slope * horizonS),
      ...(rises && { eta: now + Math.max(0, (limit - level) / slope) }),
    };
  };

function lineThrough(x: Float64Array, y: Float64Array) {
  const [meanX, meanY] = [mean(x), mean(y)];
  let [across, along] = [0, 0];
  x.forEach((at, n) => {
    across += (at - meanX) * ((y[n] ?? NaN) - meanY);
    along += (at - meanX) ** 2;
  });
  const slope = along === 0 ? 0 : across / along;
  return { slope, level: meanY - slope * meanX };
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
