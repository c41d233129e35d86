import { AutocuraClient } from '@autocura/common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { autocuraApiRef } from '../api';
import { Pages } from '../pages';
import { fakeFetch, type Answers } from './fakeFetch';

/** Every page, at an address below `/autocura`, over a backend that says these answers. */
export function renderPages(answers: Answers, address = '/autocura') {
  const { fetch, sent } = fakeFetch(answers);
  renderInTestApp(<Pages />, {
    mountPath: '/autocura/*',
    initialRouteEntries: [address],
    apis: [[autocuraApiRef, new AutocuraClient(fetch)]],
  });
  return { sent };
}
