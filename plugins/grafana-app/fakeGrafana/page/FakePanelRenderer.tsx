import { EventBusSrv, getDefaultTimeRange, type PanelPlugin, type PanelProps } from '@grafana/data';
import { getTemplateSrv, locationService, type PanelRendererProps } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { FrameTable } from './DashboardPage';
import { loadPanel } from './pluginLoader';

const bus = new EventBusSrv();

/** Draws a nested panel as core would, with the defaults of its options. */
export function FakePanelRenderer({ pluginId, data, options, fieldConfig, title, width, height }: PanelRendererProps) {
  const [plugin, setPlugin] = useState<PanelPlugin | null>();
  useEffect(() => {
    void loadPanel(pluginId).then(found => setPlugin(found ?? null));
  }, [pluginId]);
  if (plugin === undefined || !data) return null;
  if (plugin === null) return <FrameTable frames={data.series} />;
  const Panel = plugin.panel as React.ComponentType<PanelProps>;
  const defaults = plugin.fieldConfigDefaults ?? { defaults: {}, overrides: [] };
  return (
    <Panel
      {...{
        id: 1,
        data,
        title,
        width,
        height,
        timeZone: 'browser',
        transparent: false,
        renderCounter: 0,
        eventBus: bus,
      }}
      timeRange={data.timeRange ?? getDefaultTimeRange()}
      options={{ ...(plugin.defaults as object), ...options }}
      fieldConfig={{ ...defaults, ...fieldConfig } as PanelProps['fieldConfig']}
      replaceVariables={(text: string) => getTemplateSrv().replace(text)}
      onOptionsChange={() => {}}
      onFieldConfigChange={() => {}}
      onChangeTimeRange={range => locationService.partial({ from: range.from, to: range.to })}
    />
  );
}
