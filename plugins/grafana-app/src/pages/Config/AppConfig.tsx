import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { Stack } from '@grafana/ui';
import React from 'react';
import { Configuration } from './Configuration';

/** The configuration where Grafana's administrators look for it: among the plugins. */
export const AppConfig = ({ plugin }: PluginConfigPageProps<AppPluginMeta>) => (
  <Stack direction="column" gap={3}>
    <Configuration settings={plugin.meta} />
  </Stack>
);
