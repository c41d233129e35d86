import {
  applyFieldOverrides,
  createTheme,
  dateTime,
  LoadingState,
  type DataFrame,
  type DataQueryError,
  type PanelData,
  type PanelProps,
} from '@grafana/data';
import { always } from './request';

const [from, to] = [dateTime(always.from), dateTime(always.to)];
const timeRange = { from, to, raw: { from, to } };

/** Frames as a dashboard hands them to a panel: with what shows values and leads to links. */
export const panelData = (
  series: DataFrame[],
  { state = LoadingState.Done, errors }: { state?: LoadingState; errors?: DataQueryError[] } = {},
): PanelData => ({
  ...{ state, timeRange },
  ...(errors && { errors }),
  series: applyFieldOverrides({
    data: series,
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: text => text,
    theme: createTheme(),
  }),
});

export const panelProps = <T extends object>(data: PanelData, options: T, width = 600) =>
  ({
    ...{ id: 1, data, timeRange, timeZone: 'utc', options, width, height: 400, title: '', transparent: false },
    ...{ fieldConfig: { defaults: {}, overrides: [] }, renderCounter: 0, replaceVariables: (text: string) => text },
  }) as unknown as PanelProps<T>;
