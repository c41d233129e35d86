import type { Words } from '@autocura/common';
import type { DataLink } from '@grafana/data';
import { paths } from '../paths';

/** What Grafana puts the clicked value into, escaped. */
const value = '${__value.raw:percentencode}';
const linkTo = (title: string, path: string): DataLink => ({ title, url: path.replace('_', value) });

export const incidentLink = ({ labels }: Words) => linkTo(labels.incident, paths.incident('_'));
export const serviceLink = ({ labels }: Words) => linkTo(labels.service, paths.service('_'));
