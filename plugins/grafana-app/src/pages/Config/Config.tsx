import { usePluginContext } from '@grafana/data';
import { t } from '@grafana/i18n';
import React from 'react';
import { Page } from '../../parts/Page';
import { paths } from '../../paths';
import { Configuration } from './Configuration';

/** The configuration as a page of the app. */
export function Config() {
  const meta = usePluginContext()?.meta;
  return (
    <Page
      name="Config"
      title={t('config.title', 'Configuration')}
      url={paths.config}
      says={t('config.says', 'Where the backend is, as whom you ask it, and whether alerts find their way.')}
    >
      <Configuration settings={meta ?? {}} />
    </Page>
  );
}
