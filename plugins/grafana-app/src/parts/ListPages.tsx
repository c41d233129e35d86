import { LinkButton, Stack } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';

/** From page to page by the cursor; the browser's back goes to the one before. */
export function ListPages({ address, search, next }: ListPagesOptions) {
  const isFirst = !search.has('cursor');
  if (isFirst && next === undefined) return null;
  const to = (cursor?: string) => {
    const at = withChange(search, { cursor }).toString();
    return at === '' ? address : `${address}?${at}`;
  };
  return (
    <Stack>
      {!isFirst && (
        <LinkButton variant="secondary" icon="angle-double-left" href={to()}>
          {t('incidents.firstPage', 'First page')}
        </LinkButton>
      )}
      {next !== undefined && (
        <LinkButton variant="secondary" icon="angle-right" iconPlacement="right" href={to(next)}>
          {t('incidents.nextPage', 'Next page')}
        </LinkButton>
      )}
    </Stack>
  );
}

export interface ListPagesOptions {
  /** Of the list, without what it is narrowed to. */
  address: string;
  search: URLSearchParams;
  next: string | undefined;
}

/** The address with a part of it changed; what is undefined is taken out. Another filter begins at its first page. */
export function withChange(search: URLSearchParams, part: Record<string, string | undefined>): URLSearchParams {
  const changed = new URLSearchParams(search);
  changed.delete('cursor');
  for (const [name, value] of Object.entries(part)) {
    if (value === undefined) changed.delete(name);
    else changed.set(name, value);
  }
  return changed;
}
