import { PluginPage } from '@grafana/runtime';
import React from 'react';
import { useSearchParams } from 'react-router-dom';
import { testIds } from '../../testIds';
import { currentWords } from '../../texts';
import { OfAlert } from './OfAlert';
import { OfQueries } from './OfQueries';
import { listIn, recordIn } from './parameters';

/** Where links from alerts, panels and Explore lead: to the incident that they are about, as soon as there is one. */
export function Diagnose() {
  const [parameters] = useSearchParams();
  const { diagnose } = currentWords().texts;
  const labels = recordIn(parameters.get('labels'));
  const queries = listIn(parameters.get('queries'));
  const title = parameters.get('title') ?? labels?.alertname ?? diagnose.title;
  return (
    <PluginPage pageNav={{ text: title }}>
      <div data-testid={testIds.page('Diagnose')}>
        {labels ? <OfAlert labels={labels} /> : <OfQueries queries={queries} />}
      </div>
    </PluginPage>
  );
}
