const width = 180;
const height = 40;
const pad = 3;

/** Maps a series on the drawing's plane, newest at the right, with the usual value in sight too. */
export function planeOf(series: [number, number][], normal?: number) {
  const values = series.map(([, value]) => value).filter(Number.isFinite);
  const inSight = normal === undefined ? values : [...values, normal];
  const low = Math.min(...inSight);
  const high = Math.max(...inSight);
  const from = series[0]?.[0] ?? 0;
  const to = series.at(-1)?.[0] ?? 0;
  return {
    x: (at: number) => (to === from ? width / 2 : pad + ((at - from) / (to - from)) * (width - 2 * pad)),
    y: (value: number) =>
      high === low ? height / 2 : height - pad - ((value - low) / (high - low)) * (height - 2 * pad),
    low,
    high,
  };
}

/** The course of a value as a line of its own, with what was usual dashed. */
export function Sparkline({
  series,
  normal,
  label,
  read,
}: {
  series: [number, number][];
  normal?: number;
  label: string;
  /** Writes a value with its unit. */
  read: (value: number) => string;
}) {
  const { x, y, low, high } = planeOf(series, normal);
  const drawn = series.filter(([, value]) => Number.isFinite(value));
  const last = drawn.at(-1);
  if (!last) return null;
  return (
    <svg
      role="img"
      aria-label={`${label}: ${read(low)} – ${read(high)}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      style={{ flex: 'none', color: 'var(--bui-fg-info)' }}
    >
      {normal !== undefined && (
        <line
          x1={0}
          x2={width}
          y1={y(normal)}
          y2={y(normal)}
          stroke="var(--bui-fg-secondary)"
          strokeDasharray="3 3"
          strokeWidth="1"
        />
      )}
      <polyline
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        points={drawn.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
      />
      <circle cx={x(last[0])} cy={y(last[1])} r="2.5" fill="currentColor" />
    </svg>
  );
}
