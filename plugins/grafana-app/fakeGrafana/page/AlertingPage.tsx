import { PluginExtensionPoints } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Badge } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { fakeBackendSrv } from './fakeBackendSrv';
import { componentsFor, linksFor } from './extensionRegistry';
import { FakePluginPage } from './FakePluginPage';
import { LinkMenu } from './LinkMenu';

interface Instance {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  state: string;
  activeAt: string;
  value: string;
}
interface Rule {
  name: string;
  query: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  alerts?: Instance[];
  state?: string;
  uid?: string;
}
interface Group {
  name: string;
  file: string;
  rules: Rule[];
}

/** The rules and instances of the real Prometheus, where core lists alerts. */
export function AlertingPage() {
  const groups = useGroups();
  return (
    <FakePluginPage pageNav={{ text: 'Alert rules' }}>
      {componentsFor(PluginExtensionPoints.AlertingHomePage).map((Component, at) => (
        <Component key={at} />
      ))}
      {groups.flatMap(group =>
        group.rules.map(rule => (
          <section key={`${group.name}/${rule.name}`} aria-label={rule.name}>
            <h4>
              {rule.name} <RuleMenu group={group} rule={rule} />
            </h4>
            {rule.alerts?.map(instance => (
              <AlertRow key={JSON.stringify(instance.labels)} rule={rule} instance={instance} />
            ))}
          </section>
        )),
      )}
    </FakePluginPage>
  );
}

function AlertRow({ rule, instance }: { rule: Rule; instance: Instance }) {
  const { name, query, labels = {}, annotations = {}, uid } = rule;
  const context = { rule: { name, query, labels, annotations, ...(uid && { uid }) }, instance };
  const told = Object.entries(instance.labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
  return (
    <div role="row" aria-label={told}>
      <Badge color={instance.state === 'firing' ? 'red' : 'orange'} text={instance.state} /> <span>{told}</span>{' '}
      <LinkMenu label={`More for ${told}`} point={PluginExtensionPoints.AlertInstanceAction} context={context} asks />
    </div>
  );
}

/** Core shows links here only to the app that a rule comes from. */
function RuleMenu({ group, rule }: { group: Group; rule: Rule }) {
  const origin = /^plugin\/(.+)$/.exec(rule.labels?.__grafana_origin ?? '')?.[1];
  const { name, query, labels = {}, annotations = {} } = rule;
  const context = { name, namespace: group.file, group: group.name, expression: query, labels, annotations };
  const point = PluginExtensionPoints.AlertingAlertingRuleAction;
  if (!origin || !(origin in config.apps) || !linksFor(point, context).some(({ pluginId }) => pluginId === origin))
    return null;
  return <LinkMenu label={`More for the rule ${name}`} point={point} context={context} />;
}

function useGroups(): Group[] {
  const [groups, setGroups] = useState<Group[]>([]);
  useEffect(() => {
    const ask = () =>
      fakeBackendSrv
        .get<{ data: { groups: Group[] } }>('/api/prometheus/prometheus/api/v1/rules', { type: 'alert' })
        .then(({ data }) => setGroups(data.groups))
        .catch(() => setGroups([]));
    void ask();
    const timer = setInterval(ask, 1000);
    return () => clearInterval(timer);
  }, []);
  return groups;
}
