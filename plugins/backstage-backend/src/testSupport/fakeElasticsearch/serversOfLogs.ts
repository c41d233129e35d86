import type { Flavour } from './cluster';
import { fakeElasticsearch } from './fakeElasticsearch';

export interface ServerOfLogs {
  name: string;
  /** As it says of itself. */
  flavour: Flavour;
  /** Where it is, and how to be rid of it. */
  start(): Promise<{ url: string; close(): Promise<void> }>;
}

/**
 * Where what speaks with Elasticsearch or OpenSearch is tested: on a fake of each, and on the real one at
 * AUTOCURA_TEST_ELASTICSEARCH_URL, user and password in it, where that is set; it is left as it was found.
 */
export function serversOfLogs(): ServerOfLogs[] {
  const fakes = (['elasticsearch', 'opensearch'] as const).map(flavour => ({
    name: `a fake ${flavour}`,
    flavour,
    start: () => fakeElasticsearch({ flavour }),
  }));
  const url = process.env['AUTOCURA_TEST_ELASTICSEARCH_URL'];
  return url === undefined
    ? fakes
    : [
        ...fakes,
        { name: `the real ${flavourAt()}`, flavour: flavourAt(), start: async () => ({ url, close: async () => {} }) },
      ];
}

/** Tests are named before anything can be asked, so that whoever gives the address says what is there. */
const flavourAt = (): Flavour =>
  process.env['AUTOCURA_TEST_ELASTICSEARCH_FLAVOUR'] === 'opensearch' ? 'opensearch' : 'elasticsearch';
