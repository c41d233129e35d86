import { type ActionRow, attemptModes, type HistoryQuery, outcomes, lastDays, periods } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex } from '@backstage/ui';
import { useCallback } from 'react';
import { autocuraApiRef } from '../api';
import { ActionTable } from '../OverviewPage/ActionTable';
import { Empty, Loading, Stale, Trouble } from '../parts/Notices';
import { Section } from '../parts/Section';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { ExportButton } from './ExportButton';
import { FilterBar, usePeriodChoice } from './FilterBar';
import { Pager } from './Pager';
import { useFilter } from './useFilter';
import { everyItem, usePages } from './usePages';

const perPage = 20;
/** The most that one answer holds. */
const atOnce = 200;

interface Of {
  /** Of one service alone. */
  service?: string;
  /** Between which one may choose. */
  services?: string[];
  actions?: string[];
}

/** What was done, filtered, page by page, and as a file. */
export function ActionList({ service, services = [], actions = [] }: Of) {
  const client = useApi(autocuraApiRef);
  const { labels } = useWords();
  const [filter, change] = useFilter('actions', {
    ...{ service: services, action: actions, outcome: outcomes, mode: attemptModes, days: periods },
  });
  const choices = useChoices(services, actions);
  const { cursor, onward, back, isFirst } = usePages(JSON.stringify([service, filter]));
  const ask = useCallback(
    (limit: number, from: string | undefined) => {
      const { days, ...rest } = filter;
      const narrowed = { ...(service !== undefined && { service }), ...rest, ...lastDays(days) } as HistoryQuery;
      return client.history({ ...narrowed, limit, ...(from !== undefined && { cursor: from }) });
    },
    [client, service, filter],
  );
  const [page] = usePolled(useCallback(() => ask(perPage, cursor), [ask, cursor]));
  const everything = async () => {
    const items = await everyItem(next => ask(atOnce, next));
    return items.map(row => header.map(field => String(row[field] ?? '')));
  };
  const narrowed = Object.keys(filter).length > 0;
  const none = page.state === 'known' && page.value.items.length === 0;
  return (
    <Section title={labels.history}>
      {(narrowed || !none) && (
        <Flex justify="between" align="end" gap="3" style={{ flexWrap: 'wrap' }}>
          <FilterBar choices={choices} filter={filter} change={change} />
          <ExportButton name={`actions-${service ?? 'all'}`} header={[...header]} rows={everything} />
        </Flex>
      )}
      {page.state === 'loading' && <Loading />}
      {page.state === 'failed' && <Trouble error={page.error} />}
      {page.state === 'known' && (
        <>
          <Stale of={page} />
          {none && narrowed ? (
            <Empty title={labels.noActionLikeThis} hint={labels.otherFilter} />
          ) : (
            <ActionTable rows={page.value.items} />
          )}
          <Pager isFirst={isFirst} next={page.value.next} onward={onward} back={back} />
        </>
      )}
    </Section>
  );
}

function useChoices(services: string[], actions: string[]) {
  const { labels, ...words } = useWords();
  const period = usePeriodChoice();
  const named = (values: string[]) => values.map(value => ({ value, label: value }));
  return [
    { ...{ field: 'service' as const, label: labels.service, any: labels.allOf }, options: named(services) },
    { ...{ field: 'action' as const, label: labels.action, any: labels.allOf }, options: named(actions) },
    {
      ...{ field: 'outcome' as const, label: labels.outcome, any: labels.allOf },
      options: outcomes.map(value => ({ value, label: words.outcomes[value] })),
    },
    {
      ...{ field: 'mode' as const, label: labels.onWhoseWord, any: labels.allOf },
      options: [
        { value: 'auto', label: words.modes.auto },
        { value: 'approve', label: labels.aPersons },
      ],
    },
    period,
  ];
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
