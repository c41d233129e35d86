import {
  applyFieldOverrides,
  createTheme,
  type DataQuery,
  type DataQueryRequest,
  LoadingState,
  type PanelData,
  rangeUtil,
  type TimeRange,
} from '@grafana/data';
import { config, getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { from, isObservable, lastValueFrom } from 'rxjs';
import { variables } from './services';

export interface Panel {
  id: number;
  type: string;
  title?: string;
  targets?: DataQuery[];
  datasource?: { uid: string; type?: string };
  options?: object;
  fieldConfig?: { defaults: object; overrides: never[] };
  gridPos?: { x: number; y: number; w: number; h: number };
  panels?: Panel[];
}

export const rangeOf = (raw: { from: string; to: string }): TimeRange => ({
  ...rangeUtil.convertRawToRange(raw),
  raw,
});

/** What the queries of a panel answer, without transformations, overrides and refreshing. */
export function usePanelData(panel: Panel, range: TimeRange): PanelData {
  const [data, setData] = useState<PanelData>({ state: LoadingState.Loading, series: [], timeRange: range });
  useEffect(() => {
    let ended = false;
    const settle = (next: PanelData) => !ended && setData(next);
    answers(panel, range).then(
      series => settle({ state: LoadingState.Done, series, timeRange: range }),
      (error: unknown) =>
        settle({ state: LoadingState.Error, series: [], timeRange: range, errors: [{ message: String(error) }] }),
    );
    return () => {
      ended = true;
    };
  }, [panel, range]);
  return data;
}

async function answers({ targets = [], datasource }: Panel, range: TimeRange) {
  const bySource = targets.map(async target => {
    const source = await getDataSourceSrv().get(target.datasource ?? datasource ?? null);
    const request: DataQueryRequest = {
      ...{
        app: 'dashboard',
        requestId: target.refId,
        targets: [target],
        range,
        timezone: 'browser',
        startTime: Date.now(),
      },
      ...{
        interval: '1s',
        intervalMs: Math.max(1000, (range.to.valueOf() - range.from.valueOf()) / 500),
        maxDataPoints: 500,
      },
      scopedVars: Object.fromEntries([...variables].map(([name, value]) => [name, { text: value, value }])),
    };
    const answer = source.query(request);
    const { data, errors } = await lastValueFrom(isObservable(answer) ? answer : from(answer));
    if (errors?.[0]) throw new Error(errors[0].message);
    return data;
  });
  return applyFieldOverrides({
    data: (await Promise.all(bySource)).flat(),
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: (text, scopedVars, format) => getTemplateSrv().replace(text, scopedVars, format),
    theme: config.theme2 ?? createTheme(),
  });
}

export const lastHour = () => rangeOf({ from: 'now-1h', to: 'now' });
