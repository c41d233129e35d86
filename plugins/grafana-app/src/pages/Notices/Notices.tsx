import { RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { autocuraClient, usePolled } from '../../api';
import { useRights } from '../../api/useRights';
import { NoticeList } from '../../parts/NoticeList';
import { Answer, Empty, Refused } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { Section } from '../../parts/Section';
import { useAction } from '../../parts/useAction';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { OnCallNow } from './OnCallNow';

/** Who is called now, who was told about what, and who took it on. Which ones are shown stands in the address. */
export function Notices() {
  const {
    labels,
    screens: { notices: words },
  } = useWords();
  const why = useRights();
  const [search, setSearch] = useSearchParams();
  const onlyOpen = search.get('which') !== 'all';
  const service = search.get('service') ?? undefined;
  const load = useCallback(
    () => autocuraClient().notices({ ...(onlyOpen && { open: true }), ...(service !== undefined && { service }) }),
    [onlyOpen, service],
  );
  const [notices, refresh] = usePolled(load);
  const { pending, refused, act } = useAction(refresh);
  return (
    <Page name="Notices" title={words.title} url={paths.notices} says={words.says}>
      <OnCallNow />
      <Section
        title={service ?? words.title}
        aside={
          <RadioButtonGroup
            aria-label={labels.which}
            value={onlyOpen ? 'open' : 'all'}
            options={[
              { value: 'open', label: labels.open },
              { value: 'all', label: labels.allOf },
            ]}
            onChange={which =>
              setSearch(before => {
                const after = new URLSearchParams(before);
                if (which === 'all') after.set('which', 'all');
                else after.delete('which');
                return after;
              })
            }
          />
        }
      >
        <Stack direction="column" gap={2}>
          <Refused why={refused} />
          <Answer of={notices}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={onlyOpen ? words.noneOpen : words.none} hint={words.noneHint} />
              ) : (
                <NoticeList
                  notices={items}
                  pending={pending}
                  not={why('autocura.notice.acknowledge')}
                  take={(id, note) => void act(() => autocuraClient().acknowledgeNotice(id, note))}
                />
              )
            }
          </Answer>
        </Stack>
      </Section>
    </Page>
  );
}
