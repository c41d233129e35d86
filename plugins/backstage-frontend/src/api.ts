import { AutocuraClient } from '@autocura/common';
import { createApiRef, type DiscoveryApi, type FetchApi } from '@backstage/core-plugin-api';

export const autocuraApiRef = createApiRef<AutocuraClient>({ id: 'plugin.autocura.client' });

/** The client over Backstage's discovery and its fetch, which signs requests with who is signed in. */
export function createAutocuraClient({ discoveryApi, fetchApi }: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
  return new AutocuraClient(async (path, init) =>
    fetchApi.fetch(`${await discoveryApi.getBaseUrl('autocura')}${path}`, init),
  );
}
