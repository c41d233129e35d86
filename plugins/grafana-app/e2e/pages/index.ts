export const app = '/a/autocura-healing-app';

/** Every page of the app: its name and where it is, of incidents and a service that there are. */
export const pagesOf = ({ proposed, healed, service }: { proposed: string; healed: string; service: string }) =>
  [
    ['incident-proposed', `${app}/incidents/${proposed}`],
    ['incident-healed', `${app}/incidents/${healed}`],
    ...pagesOfAny,
    ['service', `${app}/services/${service}`],
  ] as [name: string, path: string][];

/** Those that are there whatever the record holds. */
export const pagesOfAny: [name: string, path: string][] = [
  ['overview', app],
  ['incidents', `${app}/incidents`],
  ['services', `${app}/services`],
  ['history', `${app}/history`],
  ['notices', `${app}/notices?which=all`],
  ['silences', `${app}/silences`],
  ['ask-for-quiet', `${app}/silences?label=service%3Dcart&label=severity%3Dwarning`],
  ['objectives', `${app}/objectives`],
  ['shadow', `${app}/shadow`],
  ['policies', `${app}/policies`],
  ['brakes', `${app}/brakes`],
  ['second-factor', `${app}/second-factor`],
  ['config', `${app}/config`],
  ['missing', `${app}/nowhere`],
];
