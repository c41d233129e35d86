import { type Incident, type IncidentQuery, type Phase, phases, lastDays, periods } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex } from '@backstage/ui';
import { useCallback } from 'react';
import { autocuraApiRef } from '../api';
import { IncidentTable } from '../OverviewPage/IncidentTable';
import { Empty, Loading, Stale, Trouble } from '../parts/Notices';
import { Section } from '../parts/Section';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { ExportButton } from './ExportButton';
import { FilterBar, usePeriodChoice } from './FilterBar';
import { Pager } from './Pager';
import { type Filter, useFilter } from './useFilter';
import { everyItem, usePages } from './usePages';

const perPage = 20;
/** The most that one answer holds. */
const atOnce = 200;

/** The incidents of a service, filtered, page by page, and as a file. */
export function IncidentList({ service }: { service: string }) {
  const client = useApi(autocuraApiRef);
  const words = useWords();
  const { labels } = words;
  const period = usePeriodChoice();
  const [filter, change] = useFilter('incidents', { which: ['open', 'ended'], phase: phases, days: periods });
  const { cursor, onward, back, isFirst } = usePages(JSON.stringify([service, filter]));
  const ask = useCallback(
    (limit: number, from: string | undefined) =>
      client.incidents({ service, ...asked(filter), limit, ...(from !== undefined && { cursor: from }) }),
    [client, service, filter],
  );
  const load = useCallback(() => ask(perPage, cursor), [ask, cursor]);
  const [page] = usePolled(load);
  const everything = async () => {
    const items = await everyItem(next => ask(atOnce, next));
    return items.map(rowOf);
  };
  return (
    <Section title={labels.incidents}>
      <Flex justify="between" align="end" gap="3" style={{ flexWrap: 'wrap' }}>
        <FilterBar
          filter={filter}
          change={change}
          choices={[
            {
              ...{ field: 'which', label: labels.which, any: labels.allOf },
              options: [
                { value: 'open', label: labels.open },
                { value: 'ended', label: labels.ended },
              ],
            },
            {
              ...{ field: 'phase', label: labels.state, any: labels.anyState },
              options: phases.map(value => ({ value, label: words.phases[value] })),
            },
            period,
          ]}
        />
        <ExportButton name={`incidents-${service}`} header={header} rows={everything} />
      </Flex>
      {page.state === 'loading' && <Loading height={160} />}
      {page.state === 'failed' && <Trouble error={page.error} />}
      {page.state === 'known' && (
        <>
          <Stale of={page} />
          {page.value.items.length === 0 && Object.keys(filter).length > 0 ? (
            <Empty title={labels.noneLikeThis} hint={labels.otherFilter} />
          ) : (
            <IncidentTable incidents={page.value.items} />
          )}
          <Pager isFirst={isFirst} next={page.value.next} onward={onward} back={back} />
        </>
      )}
    </Section>
  );
}

const asked = ({ which, phase, days }: Filter<'which' | 'phase' | 'days'>): IncidentQuery => ({
  ...(which !== undefined && { open: which === 'open' }),
  ...(phase !== undefined && { phase: phase as Phase }),
  ...lastDays(days),
});

/** Names of fields, as the API has them: a file is read by programs too. */
const header = [
  'id',
  'title',
  'service',
  'severity',
  'phase',
  'startedAt',
  'openedAt',
  'updatedAt',
  'attempts',
  'outcome',
];

const rowOf = (incident: Incident): string[] => {
  const { id, title, service, severity, phase, startedAt, openedAt, updatedAt, attempts } = incident;
  const outcome = attempts.at(-1)?.outcome ?? '';
  return [id, title, service, severity, phase, startedAt, openedAt, updatedAt, String(attempts.length), outcome];
};
