import type { NavModelItem } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Stack } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { testIds } from '../testIds';

/** The frame of every page. `name` is the one tests know it by. */
export function Page({
  name,
  title,
  url,
  parent,
  says,
  actions,
  children,
}: {
  name: string;
  title: string;
  url: string;
  /** The page it is found on. */
  parent?: { text: string; url: string };
  says?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const pageNav: NavModelItem = { text: title, url, ...(parent && { parentItem: parent }) };
  return (
    <PluginPage pageNav={pageNav} subTitle={says} actions={actions}>
      <div data-testid={testIds.page(name)}>
        <Stack direction="column" gap={3}>
          {children}
        </Stack>
      </div>
    </PluginPage>
  );
}
