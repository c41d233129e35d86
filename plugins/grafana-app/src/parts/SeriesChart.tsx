import { AxisPlacement, GraphDrawStyle, ScaleDirection, ScaleOrientation, VisibilityMode } from '@grafana/schema';
import { UPlotChart, UPlotConfigBuilder, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { Span } from './prometheus';
import { useWidth } from './useWidth';

/** [epoch milliseconds, value] */
export type Course = [number, number | null][];

const height = 180;

/** The course of one or several values over a stretch of time, with what is usual dashed. */
export function SeriesChart({
  courses,
  normal,
  span,
  read,
  label,
}: {
  courses: { name: string; course: Course }[];
  normal: number | undefined;
  span: Span;
  /** Writes a value with its unit. */
  read: (value: number) => string;
  /** What a screen reader says in its place. */
  label: string;
}) {
  const theme = useTheme2();
  const [width, ref] = useWidth();
  const data = useMemo(() => alignedOf(courses, normal, span), [courses, normal, span]);
  const config = useMemo(() => {
    const builder = new UPlotConfigBuilder();
    builder.addScale({
      ...{ scaleKey: 'x', isTime: true, orientation: ScaleOrientation.Horizontal, direction: ScaleDirection.Right },
      range: () => [span.from, span.to],
    });
    builder.addAxis({ scaleKey: 'x', isTime: true, placement: AxisPlacement.Bottom, theme });
    builder.addScale({ scaleKey: 'y', orientation: ScaleOrientation.Vertical, direction: ScaleDirection.Up });
    builder.addAxis({ scaleKey: 'y', placement: AxisPlacement.Left, theme, formatValue: read });
    const line = { scaleKey: 'y', theme, drawStyle: GraphDrawStyle.Line, showPoints: VisibilityMode.Never };
    courses.forEach((_, index) =>
      builder.addSeries({
        ...line,
        lineColor: theme.visualization.getColorByName(theme.visualization.palette[index] ?? 'text'),
        lineWidth: 1.5,
      }),
    );
    if (normal !== undefined) {
      builder.addSeries({
        ...{ ...line, lineColor: theme.colors.text.secondary, lineWidth: 1 },
        lineStyle: { fill: 'dash', dash: [4, 4] },
      });
    }
    return builder;
  }, [courses, normal, span, read, theme]);
  return (
    <div ref={ref} role="img" aria-label={label} style={{ minHeight: height }}>
      {width > 0 && <UPlotChart data={data} config={config} width={width} height={height} />}
    </div>
  );
}

type Column = (number | null | undefined)[];

/** All times in one column, and beside them each course's value there; between its own times a course goes straight on. */
export function alignedOf(
  courses: { course: Course }[],
  normal: number | undefined,
  span: Span,
): [number[], ...Column[]] {
  const ends = normal === undefined ? [] : [span.from, span.to];
  const times = [...new Set([...ends, ...courses.flatMap(({ course }) => course.map(([at]) => at))])].sort(
    (a, b) => a - b,
  );
  const columns = courses.map(({ course }) => {
    const values = new Map(course);
    return times.map(at => values.get(at));
  });
  return [times, ...columns, ...(normal === undefined ? [] : [times.map(() => normal)])];
}
