import { AutocuraClient } from '@autocura/common';
import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { ReactElement } from 'react';
import { autocuraApiRef } from '../api';
import { Rooted } from '../entity/Rooted';
import { type Answers, fakeFetch } from './fakeFetch';

export const entityOf = (annotations: Record<string, string>, name = 'payment'): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name, annotations } },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
});

/** What stands on the page of an entity, at an address if told, over a backend that says these answers. */
export function renderOnEntity(
  element: ReactElement,
  answers: Answers,
  entity = entityOf({ 'autocura.io/service': 'payment' }),
  address = '/',
) {
  const { fetch, sent } = fakeFetch(answers);
  renderInTestApp(
    <EntityProvider entity={entity}>
      <Rooted>{element}</Rooted>
    </EntityProvider>,
    { apis: [[autocuraApiRef, new AutocuraClient(fetch)]], initialRouteEntries: [address] },
  );
  return { sent };
}
