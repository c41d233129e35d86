import { LinkButton, Stack } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { autocuraClient, usePolled } from '../../api';
import { ActionTable } from '../../parts/ActionTable';
import { Answer } from '../../parts/Notices';
import { Page } from '../../parts/Page';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

const perPage = 50;

/** Every action that was taken, page by page. */
export function History() {
  const { labels } = useWords();
  const [search] = useSearchParams();
  const cursor = search.get('cursor');
  const load = useCallback(
    () => autocuraClient().history({ limit: perPage, ...(cursor !== null && { cursor }) }),
    [cursor],
  );
  const [history] = usePolled(load);
  return (
    <Page
      name="History"
      title={labels.history}
      url={paths.history}
      says={t('history.says', 'Every action that was taken, and what it changed by measurement.')}
    >
      <Answer of={history}>
        {({ items, next }) => (
          <>
            <ActionTable rows={items} />
            <Stack>
              {cursor !== null && (
                <LinkButton variant="secondary" icon="angle-double-left" href={paths.history}>
                  {t('incidents.firstPage', 'First page')}
                </LinkButton>
              )}
              {next !== undefined && (
                <LinkButton
                  variant="secondary"
                  icon="angle-right"
                  iconPlacement="right"
                  href={`${paths.history}?cursor=${encodeURIComponent(next)}`}
                >
                  {t('incidents.nextPage', 'Next page')}
                </LinkButton>
              )}
            </Stack>
          </>
        )}
      </Answer>
    </Page>
  );
}
