import type { PluginExtensionEventHelpers } from '@grafana/data';
import React, { Suspense, lazy } from 'react';
import type { Reason } from './WhyNot';

const WhyNot = lazy(async () => ({ default: (await import('./WhyNot')).WhyNot }));

/** What a link does that cannot act: it opens a modal that says why. */
export const opensWhyNot =
  (title: string, reasonOf: (context: object | undefined) => Reason) =>
  (_: unknown, { context, openModal }: Pick<PluginExtensionEventHelpers, 'context' | 'openModal'>) => {
    const reason = reasonOf(context);
    openModal({
      title,
      body: ({ onDismiss }) => (
        <Suspense fallback={null}>
          <WhyNot reason={reason} onDismiss={onDismiss} />
        </Suspense>
      ),
    });
  };
