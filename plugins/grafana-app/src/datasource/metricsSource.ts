import { getDataSourceSrv } from '@grafana/runtime';

/** The Prometheus data source that evidence is opened in: the chosen one, else the default one, else the first. */
export function metricsSource(uid?: string): { uid: string; name: string } | undefined {
  const all = getDataSourceSrv().getList({ type: 'prometheus' });
  return all.find(one => one.uid === uid) ?? all.find(({ isDefault }) => isDefault) ?? all[0];
}
