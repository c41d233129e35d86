import { PluginExtensionPoints, type DataQuery } from '@grafana/data';
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { FrameTable } from './DashboardPage';
import { FakePluginPage } from './FakePluginPage';
import { LinkBar } from './LinkMenu';
import { lastHour, rangeOf, usePanelData } from './usePanelData';

interface Pane {
  datasource?: string;
  queries?: DataQuery[];
  range?: { from: string; to: string };
}

/** Where evidence opens with its query: the address is Explore's, and the answer is a table. */
export function ExplorePage() {
  const { search } = useLocation();
  const { pane, range, panel } = useMemo(() => {
    const given = JSON.parse(new URLSearchParams(search).get('panes') ?? '{}') as Record<string, Pane>;
    const [first = {}] = Object.values(given);
    return {
      pane: first,
      range: first.range ? rangeOf(first.range) : lastHour(),
      panel: {
        ...{ id: 1, type: 'table', targets: first.queries ?? [] },
        ...(first.datasource && { datasource: { uid: first.datasource } }),
      },
    };
  }, [search]);
  const data = usePanelData(panel, range);
  const context = {
    ...{ exploreId: 'left', targets: pane.queries ?? [], timeRange: range.raw, timeZone: 'browser' },
    shouldShowAddCorrelation: false,
    data: undefined,
  };
  return (
    <FakePluginPage pageNav={{ text: 'Explore' }}>
      <div>
        <LinkBar point={PluginExtensionPoints.ExploreToolbarAction} context={context} />
      </div>
      {(pane.queries ?? []).map(query => (
        <pre key={query.refId}>{JSON.stringify(query, null, 2)}</pre>
      ))}
      {data.errors?.[0] ? <p role="alert">{data.errors[0].message}</p> : <FrameTable frames={data.series} />}
    </FakePluginPage>
  );
}
