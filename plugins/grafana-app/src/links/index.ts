import { PluginExtensionPoints, type AppPlugin, type PluginExtensionAddedLinkConfig } from '@grafana/data';
import { paths } from '../paths';
import { diagnosable, sent, type AlertContext } from './alertContext';
import { diagnoseAlert, diagnoseQueries } from './diagnosePath';
import { opensWhyNot } from './opensWhyNot';
import { askedIn, type QueriesContext } from './queriesContext';
import type { Reason } from './WhyNot';

interface RuleContext {
  name?: string;
  labels?: Record<string, string>;
}

type Link<Context extends object> = PluginExtensionAddedLinkConfig<Context>;
const {
  AlertInstanceAction,
  AlertingAlertingRuleAction,
  AlertingRecordingRuleAction,
  DashboardPanelMenu,
  ExploreToolbarAction,
  CommandPalette,
} = PluginExtensionPoints;

/** Acts where it can; what it returns is where it leads. */
const leads = <Context extends object>(
  target: string,
  [title, description]: [string, string],
  path: (context: Readonly<Context> | undefined) => string | undefined,
): Link<Context> => ({
  ...{ targets: target, title, description, icon: 'heart-rate', path: paths.diagnose },
  configure: context => {
    const to = path(context);
    return to === undefined ? undefined : { path: to };
  },
});

/** Stands where the other cannot act, and says why. */
const explains = <Context extends object>(
  target: string,
  [title, description]: [string, string],
  reason: (context: Readonly<Context> | undefined) => Reason | undefined,
): Link<Context> => ({
  ...{ targets: target, title, description, icon: 'question-circle' },
  configure: context => (reason(context) === undefined ? undefined : {}),
  onClick: opensWhyNot(title, context => reason(context as Context) ?? 'unlabelled'),
});

const opens = (title: string, description: string, path: string): Link<object> => ({
  ...{ targets: CommandPalette, title, description, icon: 'heart-rate', path },
});

const whyNotAlert = (context?: AlertContext) => {
  const found = diagnosable(context);
  return 'why' in found ? found.why : undefined;
};
const ofAlert = (context?: AlertContext) => {
  const found = diagnosable(context);
  return 'labels' in found ? diagnoseAlert(found.labels) : undefined;
};
const ofRule = ({ name, labels = {} }: RuleContext = {}) => name && diagnoseAlert({ alertname: name, ...sent(labels) });
const ofQueries = (context?: QueriesContext) => {
  const asked = askedIn(context);
  return asked && diagnoseQueries(asked);
};
const whyNotQueries = (context?: QueriesContext) => (askedIn(context) ? undefined : 'no queries');

/** Links at every point that Grafana offers to apps of others. Their titles and descriptions stand in plugin.json too. */
export const links = [
  leads<AlertContext>(
    AlertInstanceAction,
    ['Diagnose this alert', 'Likely causes with their evidence, and what can be done about them'],
    ofAlert,
  ),
  explains<AlertContext>(
    AlertInstanceAction,
    ['Why this alert has no diagnosis', 'What is missing for Autocura to look into it'],
    whyNotAlert,
  ),
  leads<RuleContext>(
    AlertingAlertingRuleAction,
    ['Diagnose what this rule found', 'The incident of its alerts, with likely causes and their evidence'],
    ofRule,
  ),
  explains<RuleContext>(
    AlertingRecordingRuleAction,
    ['Why this rule has no diagnosis', 'Why Autocura does not look into recording rules'],
    () => 'recording',
  ),
  leads<QueriesContext>(
    DashboardPanelMenu,
    ['Diagnose this panel', 'Incidents and health of the services that its queries ask about'],
    ofQueries,
  ),
  explains<QueriesContext>(
    DashboardPanelMenu,
    ['Why this panel cannot be diagnosed', 'What is missing for Autocura to look into it'],
    whyNotQueries,
  ),
  leads<QueriesContext>(
    ExploreToolbarAction,
    ['Diagnose these queries', 'Incidents and health of the services that they ask about'],
    ofQueries,
  ),
  explains<QueriesContext>(
    ExploreToolbarAction,
    ['Why these queries cannot be diagnosed', 'What is missing for Autocura to look into them'],
    whyNotQueries,
  ),
  opens('Autocura: incidents', 'What is sick, why, and what is being done', paths.incidents),
  opens('Autocura: stop or allow healing', 'The brakes that hold every action', paths.brakes),
];

export const addLinks = (plugin: AppPlugin) =>
  links.reduce((app, link) => app.addLink(link as PluginExtensionAddedLinkConfig), plugin);
