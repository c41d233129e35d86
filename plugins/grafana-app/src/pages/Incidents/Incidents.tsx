import { incidentOrders, phases, type IncidentQuery, type Phase } from '@autocura/common';
import { Combobox, Field, LinkButton, RadioButtonGroup, Stack } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useCallback, type ReactElement } from 'react';
import { useSearchParams } from 'react-router-dom';
import { autocuraClient, usePolled } from '../../api';
import { IncidentTable } from '../../parts/IncidentTable';
import { Answer, Empty } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { queryOf, withChange } from './query';

const loadServices = () => autocuraClient().services();

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
            <Pages search={search} next={next} />
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

function Filters({ query, change }: { query: IncidentQuery; change: (part: IncidentQuery) => void }) {
  const words = useWords();
  const { labels } = words;
  const [services] = usePolled(loadServices, 60_000);
  const names = services.state === 'known' ? services.value.items.map(({ service }) => service) : [];
  const known = query.service !== undefined && !names.includes(query.service) ? [query.service, ...names] : names;
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
          onChange={which => change({ open: which === 'all' ? undefined : which === 'open' })}
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
      <Labelled label={labels.service}>
        <Combobox<string>
          id="autocura-incidents-service"
          value={query.service ?? null}
          options={known.map(service => ({ value: service }))}
          placeholder={t('incidents.anyService', 'Any service')}
          isClearable
          createCustomValue
          width={26}
          onChange={option => change({ service: option?.value })}
        />
      </Labelled>
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

const Labelled = ({ label, children }: { label: string; children: ReactElement<Record<string, unknown>> }) => (
  <Field label={label} noMargin>
    {children}
  </Field>
);

/** From page to page by the cursor; the browser's back goes to the one before. */
function Pages({ search, next }: { search: URLSearchParams; next: string | undefined }) {
  const address = (cursor?: string) => {
    const at = withChange(search, { cursor }).toString();
    return at === '' ? paths.incidents : `${paths.incidents}?${at}`;
  };
  const isFirst = !search.has('cursor');
  if (isFirst && next === undefined) return null;
  return (
    <Stack>
      {!isFirst && (
        <LinkButton variant="secondary" icon="angle-double-left" href={address()}>
          {t('incidents.firstPage', 'First page')}
        </LinkButton>
      )}
      {next !== undefined && (
        <LinkButton variant="secondary" icon="angle-right" iconPlacement="right" href={address(next)}>
          {t('incidents.nextPage', 'Next page')}
        </LinkButton>
      )}
    </Stack>
  );
}
