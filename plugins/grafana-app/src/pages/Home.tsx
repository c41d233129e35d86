import { PluginPage } from '@grafana/runtime';
import { EmptyState } from '@grafana/ui';
import React from 'react';

export function Home() {
  return (
    <PluginPage>
      <EmptyState variant="call-to-action" message="No incidents to show yet" hideImage>
        A later release connects this page to Autocura and lists incidents here, with their likely causes and what was
        done about them.
      </EmptyState>
    </PluginPage>
  );
}
