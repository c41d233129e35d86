import { TextLink } from '@grafana/ui';
import React from 'react';
import { Page } from '../../parts/Page';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

/** The page of an address that leads nowhere. */
export function Missing() {
  const { labels } = useWords();
  return (
    <Page name="Missing" title={labels.notFound} url={paths.overview}>
      <TextLink href={paths.overview} inline={false}>
        {labels.back}
      </TextLink>
    </Page>
  );
}
