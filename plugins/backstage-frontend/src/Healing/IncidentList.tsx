import { type Incident, type IncidentQuery, type Phase, phases } from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Select } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { autocuraApiRef } from '../api';
import { IncidentTable } from '../OverviewPage/IncidentTable';
import { Empty, Loading, Stale, Trouble } from '../parts/Notices';
import { Section } from '../parts/Section';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { ExportButton } from './ExportButton';
import { Pager } from './Pager';
import { everyItem, usePages } from './usePages';

const perPage = 20;
/** The most that one answer holds. */
const atOnce = 200;

type Filter = Pick<IncidentQuery, 'open' | 'phase'>;

/** The incidents of a service, filtered, page by page, and as a file. */
export function IncidentList({ service }: { service: string }) {
  const client = useApi(autocuraApiRef);
  const { labels } = useWords();
  const [filter, setFilter] = useState<Filter>({});
  const { cursor, onward, back, isFirst } = usePages(JSON.stringify([service, filter]));
  const load = useCallback(
    () => client.incidents({ service, ...filter, limit: perPage, ...(cursor !== undefined && { cursor }) }),
    [client, service, filter, cursor],
  );
  const [page] = usePolled(load);
  const everything = async () => {
    const items = await everyItem(next =>
      client.incidents({ service, ...filter, limit: atOnce, ...(next !== undefined && { cursor: next }) }),
    );
    return items.map(rowOf);
  };
  return (
    <Section title={labels.incidents}>
      <Flex justify="between" align="end" gap="3" style={{ flexWrap: 'wrap' }}>
        <Filters filter={filter} change={setFilter} />
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

const everyPhase = 'any';

function Filters({ filter: { open, phase }, change }: { filter: Filter; change: (filter: Filter) => void }) {
  const words = useWords();
  const { labels } = words;
  const which = open === undefined ? 'all' : open ? 'open' : 'ended';
  const to = (next: string, of: string) =>
    change({
      ...(next !== 'all' && { open: next === 'open' }),
      ...(of !== everyPhase && { phase: of as Phase }),
    });
  return (
    <Flex gap="3" align="end" style={{ flexWrap: 'wrap' }}>
      <Select
        label={labels.which}
        value={which}
        options={[
          { value: 'all', label: labels.allOf },
          { value: 'open', label: labels.open },
          { value: 'ended', label: labels.ended },
        ]}
        onChange={next => to(String(next), phase ?? everyPhase)}
      />
      <Select
        label={labels.state}
        value={phase ?? everyPhase}
        options={[
          { value: everyPhase, label: labels.anyState },
          ...phases.map(one => ({ value: one, label: words.phases[one] })),
        ]}
        onChange={next => to(which, String(next))}
      />
    </Flex>
  );
}

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
