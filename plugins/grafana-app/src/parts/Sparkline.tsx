import { FieldColorModeId, FieldType, type FieldConfig } from '@grafana/data';
import type { GraphFieldConfig } from '@grafana/schema';
import { Sparkline as GrafanaSparkline, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

const width = 180;
const height = 40;
const line: FieldConfig<GraphFieldConfig> = {
  color: { mode: FieldColorModeId.Fixed, fixedColor: 'blue' },
  custom: { lineWidth: 2, fillOpacity: 15 },
};

/** The course of a value in the size of a line of text. A screen reader is told its lowest, highest and usual value. */
export function Sparkline({
  series,
  normal,
  label,
  read,
}: {
  /** [epoch seconds, value] */
  series: [number, number][];
  normal: number | undefined;
  label: string;
  /** Writes a value with its unit. */
  read: (value: number) => string;
}) {
  const theme = useTheme2();
  const values = useMemo(() => series.map(([, value]) => value), [series]);
  const [min, max] = [Math.min(...values, normal ?? Infinity), Math.max(...values, normal ?? -Infinity)];
  const sparkline = useMemo(
    () => ({
      x: { name: 'time', type: FieldType.time, config: {}, values: series.map(([seconds]) => seconds * 1000) },
      y: {
        ...{ name: 'value', type: FieldType.number, config: {}, values },
        state: { range: { min, max, delta: max - min } },
      },
    }),
    [series, values, min, max],
  );
  return (
    <div role="img" aria-label={`${label}: ${read(Math.min(...values))} – ${read(Math.max(...values))}`}>
      <GrafanaSparkline theme={theme} width={width} height={height} sparkline={sparkline} config={line} />
    </div>
  );
}
