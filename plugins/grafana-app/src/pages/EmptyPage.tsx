import { PluginPage } from '@grafana/runtime';
import { EmptyState } from '@grafana/ui';
import React from 'react';
import { testIds } from '../testIds';

/** Stands where a page is not built yet, and says so. */
export function EmptyPage({ name }: { name: string }) {
  return (
    <PluginPage>
      <div data-testid={testIds.page(name)}>
        <EmptyState variant="call-to-action" message="This page is empty" hideImage>
          {name} cannot be shown in Grafana yet. Autocura&apos;s own page shows it.
        </EmptyState>
      </div>
    </PluginPage>
  );
}
