import { PluginExtensionPoints, type AppPlugin } from '@grafana/data';
import { ErrorBoundaryAlert } from '@grafana/ui';
import React, { Suspense, lazy, type ComponentType } from 'react';
import { pluginId } from '../pluginId';
import type { IncidentSummaryProps } from './IncidentSummary';
import type { ServiceHealthProps } from './ServiceHealth';

/** Loaded when they are first shown; what breaks in them does not break the page around. */
function shown<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  return function Shown(props: Props) {
    return (
      <ErrorBoundaryAlert>
        <Suspense fallback={null}>
          <Loaded {...props} />
        </Suspense>
      </ErrorBoundaryAlert>
    );
  };
}

/** For pages of other plugins. A change that breaks those who use it gets another version. */
export const addComponents = (plugin: AppPlugin) =>
  plugin
    .exposeComponent<ServiceHealthProps>({
      id: `${pluginId}/service-health/v1`,
      title: 'Health of a service',
      description: 'How a service is doing by measurement, with its open incidents; props: service',
      component: shown(async () => (await import('./ServiceHealth')).ServiceHealth),
    })
    .exposeComponent<IncidentSummaryProps>({
      id: `${pluginId}/incident-summary/v1`,
      title: 'Summary of an incident',
      description: 'What an incident is, its likely cause and what was done; props: id',
      component: shown(async () => (await import('./IncidentSummary')).IncidentSummary),
    })
    .addComponent({
      targets: PluginExtensionPoints.AlertingHomePage,
      title: 'Autocura',
      description: 'Open incidents with their likely causes',
      component: shown(async () => (await import('./AlertingHome')).AlertingHome),
    });
