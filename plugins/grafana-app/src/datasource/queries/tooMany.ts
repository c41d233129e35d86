import type { QueryResultMeta } from '@grafana/data';
import type { Texts } from '../../texts';
import { most } from './pagesOf';

/** Says on the panel that it does not show everything. */
export const tooMany = (truncated: boolean, texts: Texts): QueryResultMeta =>
  truncated ? { notices: [{ severity: 'warning', text: texts.truncated(most) }] } : {};
