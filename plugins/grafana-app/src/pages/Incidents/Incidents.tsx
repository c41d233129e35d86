import { incidentOrders, phases, type IncidentQuery, type Phase } from '@autocura/common';
import { Combobox, RadioButtonGroup, Stack } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { autocuraClient, usePolled } from '../../api';
import { Labelled, ServiceFilter } from '../../parts/filters';
import { IncidentTable } from '../../parts/IncidentTable';
import { ListPages, withChange } from '../../parts/ListPages';
import { Answer, Empty } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { queryOf } from './query';

/** All incidents, filtered and sorted by the address, so that a view can be handed on as a link. */
export function Incidents() {
  const { labels } = useWords();
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const load = useCallback(() => autocuraClient().incidents(queryOf(new URLSearchParams(text))), [text]);
  const [found] = usePolled(load);
  return (
    <Page
      name="Incidents"
      title={labels.incidents}
      url={paths.incidents}
      says={t('incidents.says', 'What went wrong, by the time it began. The list follows by itself.')}
    >
      <Filters query={queryOf(search)} change={part => setSearch(before => withChange(before, part))} />
      <Answer of={found}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? <NoIncidents filtered={text !== ''} /> : <IncidentTable incidents={items} />}
            <ListPages address={paths.incidents} search={search} next={next} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function NoIncidents({ filtered }: { filtered: boolean }) {
  const { labels } = useWords();
  return filtered ? (
    <Empty title={t('incidents.noneLikeThis', 'No incident is like that')} />
  ) : (
    <Empty title={labels.noIncidents} hint={labels.noIncidentsHint} />
  );
}

function Filters({
  query,
  change,
}: {
  query: IncidentQuery;
  change: (part: Record<string, string | undefined>) => void;
}) {
  const words = useWords();
  const { labels } = words;
  return (
    <Stack wrap="wrap" alignItems="flex-end" gap={2}>
      <Labelled label={t('incidents.which', 'Which')}>
        <RadioButtonGroup
          aria-label={t('incidents.which', 'Which')}
          value={query.open === undefined ? 'all' : query.open ? 'open' : 'ended'}
          options={[
            { value: 'all', label: t('incidents.all', 'All') },
            { value: 'open', label: t('incidents.open', 'Open') },
            { value: 'ended', label: t('incidents.ended', 'Ended') },
          ]}
          onChange={which => change({ which: which === 'all' ? undefined : which })}
        />
      </Labelled>
      <Labelled label={labels.state}>
        <Combobox<Phase>
          id="autocura-incidents-phase"
          value={query.phase ?? null}
          options={phases.map(phase => ({ value: phase, label: words.phases[phase] }))}
          placeholder={t('incidents.anyState', 'Any state')}
          isClearable
          width={26}
          onChange={option => change({ phase: option?.value })}
        />
      </Labelled>
      <ServiceFilter id="autocura-incidents-service" value={query.service} choose={service => change({ service })} />
      <Labelled label={t('incidents.order', 'Order')}>
        <RadioButtonGroup
          aria-label={t('incidents.order', 'Order')}
          value={query.order ?? 'newest'}
          options={incidentOrders.map(order => ({ value: order, label: orderWords(order) }))}
          onChange={order => change({ order })}
        />
      </Labelled>
    </Stack>
  );
}

const orderWords = (order: (typeof incidentOrders)[number]) =>
  order === 'newest' ? t('incidents.newest', 'Newest first') : t('incidents.oldest', 'Oldest first');
