import { type LastDays, type Outcome, outcomes, periods } from '@autocura/common';
import { Combobox, Stack } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { autocuraClient, usePolled } from '../../api';
import { ActionTable } from '../../parts/ActionTable';
import { Labelled, ServiceFilter } from '../../parts/filters';
import { ListPages, withChange } from '../../parts/ListPages';
import { Answer, Empty } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { filterOf, queryOf } from './query';

/** Every action that was taken, narrowed by the address and page by page. */
export function History() {
  const { labels } = useWords();
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const load = useCallback(() => autocuraClient().history(queryOf(new URLSearchParams(text))), [text]);
  const [history] = usePolled(load);
  const narrowed = Object.values(filterOf(search)).some(one => one !== undefined);
  return (
    <Page
      name="History"
      title={labels.history}
      url={paths.history}
      says={t('history.says', 'Every action that was taken, and what it changed by measurement.')}
    >
      <Filters filter={filterOf(search)} change={part => setSearch(before => withChange(before, part))} />
      <Answer of={history}>
        {({ items, next }) => (
          <>
            {items.length === 0 && narrowed ? (
              <Empty title={labels.noActionLikeThis} hint={labels.otherFilter} />
            ) : (
              <ActionTable rows={items} />
            )}
            <ListPages address={paths.history} search={search} next={next} />
          </>
        )}
      </Answer>
    </Page>
  );
}

interface FiltersOptions {
  filter: ReturnType<typeof filterOf>;
  change: (part: Record<string, string | undefined>) => void;
}

function Filters({ filter: { service, outcome, days }, change }: FiltersOptions) {
  const { labels, ...words } = useWords();
  const says = { 1: labels.lastDay, 7: labels.course, 30: labels.lastMonth };
  return (
    <Stack wrap="wrap" alignItems="flex-end" gap={2}>
      <ServiceFilter id="autocura-history-service" value={service} choose={chosen => change({ service: chosen })} />
      <Labelled label={labels.outcome}>
        <Combobox<Outcome>
          id="autocura-history-outcome"
          value={outcome ?? null}
          options={outcomes.map(one => ({ value: one, label: words.outcomes[one] }))}
          placeholder={labels.allOf}
          isClearable
          width={26}
          onChange={option => change({ outcome: option?.value })}
        />
      </Labelled>
      <Labelled label={labels.time}>
        <Combobox<LastDays>
          id="autocura-history-time"
          value={days ?? null}
          options={periods.map(one => ({ value: one, label: says[one] }))}
          placeholder={labels.anyTime}
          isClearable
          width={26}
          onChange={option => change({ days: option?.value })}
        />
      </Labelled>
    </Stack>
  );
}
