import type { ActionRow } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex } from '@backstage/ui';
import { useCallback } from 'react';
import { autocuraApiRef } from '../api';
import { ActionTable } from '../OverviewPage/ActionTable';
import { Loading, Stale, Trouble } from '../parts/Notices';
import { Section } from '../parts/Section';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { ExportButton } from './ExportButton';
import { Pager } from './Pager';
import { everyItem, usePages } from './usePages';

const perPage = 20;
/** The most that one answer holds. */
const atOnce = 200;

/** What was done for a service, page by page, and as a file. */
export function ActionList({ service }: { service: string }) {
  const client = useApi(autocuraApiRef);
  const { labels } = useWords();
  const { cursor, onward, back, isFirst } = usePages(service);
  const load = useCallback(
    () => client.history({ service, limit: perPage, ...(cursor !== undefined && { cursor }) }),
    [client, service, cursor],
  );
  const [page] = usePolled(load);
  const everything = async () => {
    const items = await everyItem(next =>
      client.history({ service, limit: atOnce, ...(next !== undefined && { cursor: next }) }),
    );
    return items.map(row => header.map(field => String(row[field] ?? '')));
  };
  return (
    <Section title={labels.history}>
      {page.state === 'loading' && <Loading />}
      {page.state === 'failed' && <Trouble error={page.error} />}
      {page.state === 'known' && (
        <>
          <Stale of={page} />
          {page.value.items.length > 0 && (
            <Flex justify="end">
              <ExportButton name={`actions-${service}`} header={[...header]} rows={everything} />
            </Flex>
          )}
          <ActionTable rows={page.value.items} />
          <Pager isFirst={isFirst} next={page.value.next} onward={onward} back={back} />
        </>
      )}
    </Section>
  );
}

/** Names of fields, as the API has them: a file is read by programs too. */
const header = [
  'key',
  'incidentId',
  'attempt',
  'action',
  'target',
  'service',
  'failureMode',
  'says',
  'intendedAt',
  'actedAt',
  'outcome',
  'by',
  'failed',
  'verifiedAt',
  'undoneAt',
] as const satisfies (keyof ActionRow)[];
