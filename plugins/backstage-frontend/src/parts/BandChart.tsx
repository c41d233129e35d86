import { bandDrawing, type BandPoint } from '@autocura/common';
import { Text } from '@backstage/ui';
import { Moment } from './Moment';

/** A course with the band of what is usual, or of what is to come; what was unusual is drawn over it. */
export function BandChart({
  points,
  label,
  read,
}: {
  points: BandPoint[];
  label: string;
  /** Writes a value with its unit. */
  read: (value: number) => string;
}) {
  const drawing = bandDrawing(points);
  const [first, last] = [points[0], points.at(-1)];
  if (!drawing || !first || !last) return null;
  const { width, height, line, area, unusual, low, high } = drawing;
  return (
    <div style={{ width: '100%', color: 'var(--bui-fg-info)' }}>
      <svg
        role="img"
        aria-label={`${label}: ${read(low)} – ${read(high)}`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        style={{ width: '100%', height, display: 'block' }}
      >
        <path d={area} fill="currentColor" opacity={0.15} />
        <path d={line} fill="none" stroke="currentColor" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
        <path
          d={unusual}
          fill="none"
          stroke="var(--bui-fg-danger)"
          strokeWidth={2.5}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <Text variant="body-small" color="secondary">
        {read(low)} – {read(high)} · <Moment iso={first.at} as="clock" /> – <Moment iso={last.at} as="clock" />
      </Text>
    </div>
  );
}
