import { AppPlugin } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { Suspense, lazy } from 'react';

const Home = lazy(async () => ({ default: (await import('./pages/Home')).Home }));

const Root = () => (
  <Suspense fallback={<LoadingPlaceholder text="Loading Autocura" />}>
    <Home />
  </Suspense>
);

export const plugin = new AppPlugin().setRootPage(Root);
