import { AppPlugin } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { Suspense, lazy } from 'react';
import { addComponents } from './exposed';
import { addLinks } from './links';

const App = lazy(async () => ({ default: (await import('./App')).App }));

const Root = () => (
  <Suspense fallback={<LoadingPlaceholder text="Autocura" />}>
    <App />
  </Suspense>
);

export const plugin = addComponents(addLinks(new AppPlugin().setRootPage(Root)));
