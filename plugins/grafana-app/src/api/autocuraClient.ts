import { AutocuraClient } from '@autocura/common';
import { proxyFetch } from './proxyFetch';

const client = new AutocuraClient(proxyFetch);

/** The API of the Autocura backend as who is signed in to Grafana. */
export const autocuraClient = () => client;
