import { css } from '@emotion/css';
import {
  CustomVariableSupport,
  type DataFrame,
  type MetricFindValue,
  PluginExtensionPoints,
  type TimeRange,
  urlUtil,
} from '@grafana/data';
import { getDataSourceSrv, PanelRenderer } from '@grafana/runtime';
import { PanelChrome } from '@grafana/ui';
import { useEffect, useMemo, useState } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { useMeasure } from 'react-use';
import { lastValueFrom } from 'rxjs';
import { fakeBackendSrv } from './fakeBackendSrv';
import { FakePluginPage } from './FakePluginPage';
import { LinkMenu } from './LinkMenu';
import { variables } from './services';
import { type Panel, rangeOf, usePanelData } from './usePanelData';

interface Variable {
  name: string;
  type: string;
  query?: unknown;
  current?: { value?: string | string[] };
  datasource?: { uid: string };
}
interface Dashboard {
  uid: string;
  title: string;
  tags?: string[];
  panels?: Panel[];
  time?: { from: string; to: string };
  templating?: { list: Variable[] };
}

const column = 100 / 24;
const row = 38;

/** A provisioned dashboard: our own panels as they are, core's as tables, for they are in no package. */
export function DashboardPage() {
  const { uid } = useParams<{ uid: string }>();
  const { search } = useLocation();
  const [dashboard, setDashboard] = useState<Dashboard>();
  useEffect(() => {
    const load = async () => {
      const answer = await fakeBackendSrv.get<{ dashboard: Dashboard }>(`/api/dashboards/uid/${uid}`);
      await setVariables(answer.dashboard, search);
      setDashboard(answer.dashboard);
    };
    void load();
  }, [uid, search]);
  const range = useMemo(() => {
    const { from, to } = urlUtil.parseKeyValue(search.replace(/^\?/, ''));
    return rangeOf({
      from: String(from ?? dashboard?.time?.from ?? 'now-1h'),
      to: String(to ?? dashboard?.time?.to ?? 'now'),
    });
  }, [dashboard, search]);
  if (!dashboard) return null;
  return (
    <FakePluginPage pageNav={{ text: dashboard.title }}>
      <div className={css({ position: 'relative', height: heightOf(dashboard) })}>
        {(dashboard.panels ?? []).map(panel => (
          <Placed key={panel.id} panel={panel} dashboard={dashboard} range={range} />
        ))}
      </div>
    </FakePluginPage>
  );
}

function Placed({ panel, dashboard, range }: { panel: Panel; dashboard: Dashboard; range: TimeRange }) {
  const { x, y, w, h } = panel.gridPos ?? { x: 0, y: 0, w: 24, h: 8 };
  const data = usePanelData(panel, range);
  const context = {
    ...{ pluginId: panel.type, id: panel.id, title: panel.title ?? '', timeRange: range.raw, timeZone: 'browser' },
    dashboard: { uid: dashboard.uid, title: dashboard.title, tags: dashboard.tags ?? [] },
    targets: panel.targets ?? [],
  };
  const [box, { width: boxWidth, height: boxHeight }] = useMeasure<HTMLDivElement>();
  const position = css({
    ...{
      position: 'absolute',
      left: `${x * column}%`,
      top: y * row,
      width: `calc(${w * column}% - 8px)`,
      height: h * row - 8,
    },
    '@media (max-width: 768px)': { position: 'static', width: '100%', marginBottom: 8, height: h * row - 8 },
  });
  return (
    <div ref={box} className={position} data-panel={panel.id}>
      <PanelChrome
        width={boxWidth}
        height={boxHeight}
        title={panel.title ?? ''}
        loadingState={data.state}
        actions={
          <LinkMenu
            label={`Menu of ${panel.title}`}
            point={PluginExtensionPoints.DashboardPanelMenu}
            context={context}
          />
        }
      >
        {(width, height) => (
          <div style={{ width, height, overflow: 'auto' }}>
            {data.errors?.[0] ? <p role="alert">{data.errors[0].message}</p> : null}
            <PanelRenderer
              {...{ pluginId: panel.type, title: panel.title ?? '', data, width, height }}
              options={panel.options ?? {}}
              {...(panel.fieldConfig && { fieldConfig: panel.fieldConfig })}
            />
          </div>
        )}
      </PanelChrome>
    </div>
  );
}

/** Stands for a panel of core. */
export function FrameTable({ frames }: { frames: DataFrame[] }) {
  return frames.map((frame, index) => (
    <table key={index} data-frame={frame.name ?? frame.refId}>
      <thead>
        <tr>
          {frame.fields.map(({ name }) => (
            <th key={name}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: Math.min(frame.length, 20) }, (_, at) => (
          <tr key={at}>
            {frame.fields.map(field => (
              <td key={field.name}>{String(field.display?.(field.values[at]).text ?? field.values[at])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  ));
}

const heightOf = ({ panels = [] }: Dashboard) =>
  row * Math.max(0, ...panels.map(({ gridPos }) => (gridPos ? gridPos.y + gridPos.h : 8)));

/** From the address, else as stored, else the first that the data source offers. */
async function setVariables({ templating }: Dashboard, search: string) {
  variables.clear();
  const given = new URLSearchParams(search);
  for (const { name, type, query, current, datasource } of templating?.list ?? []) {
    const stored = [current?.value ?? []].flat()[0];
    const chosen =
      given.get(`var-${name}`) ?? stored ?? (type === 'query' ? await firstOf(datasource?.uid, query) : undefined);
    if (chosen !== undefined) variables.set(name, chosen);
  }
}

async function firstOf(uid: string | undefined, query: unknown): Promise<string | undefined> {
  const source = await getDataSourceSrv().get(uid ?? null);
  if (!(source.variables instanceof CustomVariableSupport)) return undefined;
  const { data } = await lastValueFrom(source.variables.query({ targets: [query] } as never));
  return (data as MetricFindValue[])[0]?.value as string | undefined;
}
