import { z } from 'zod';
import { phases } from '../incident';
import { wouldBeMarks } from '../people';
import { identityOperations } from './identityOperations';
import {
  actionRow,
  alertTest,
  askedSource,
  autonomy,
  brake,
  catalogMapping,
  change,
  explanation,
  healingPolicy,
  healthChange,
  incident,
  name,
  notice as noticeModel,
  onCall,
  prediction,
  problem,
  replayReport,
  rights,
  serviceCard,
  shadowReport,
  silence,
  slo,
  serviceHealth,
  step,
  storedEvent,
  topology,
  trackRecord,
} from './models';

const id = z.object({ id: name(100) });
const page = <T extends z.ZodType>(items: T) => z.object({ items: z.array(items), next: z.string().optional() });
const digest = z.string().min(8).max(512);
const note = z.string().max(2000).optional();
const reason = z.string().trim().min(1).max(2000);
const limit = z.coerce.number().int().min(1).max(200).default(50);
const cursor = z.string().max(500).optional();
const service = name(253).optional();
const accepted = z.object({
  accepted: z.number(),
  fired: z.number(),
  resolved: z.number(),
  unchanged: z.number(),
  truncated: z.number(),
});

const moment = z.iso.datetime({ offset: true });
/** Between two moments, at most so many days apart. */
const period = (mostDays: number) =>
  z
    .object({ from: moment, to: moment })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'is not after from' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= mostDays * 24 * 3_600_000, {
      path: ['to'],
      message: `is more than ${mostDays} days after from`,
    });

/** A route of the HTTP API: what it takes, what it answers, what one must be allowed to do. */
export interface Operation {
  method: 'get' | 'post';
  /** In express notation, below `/v1`. */
  path: string;
  summary: string;
  permission: string;
  status: number;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: z.ZodType;
}

export const operations = {
  ...identityOperations,
  receiveAlertmanager: {
    method: 'post',
    path: '/alerts/alertmanager',
    summary: "Takes Alertmanager's webhook, version 4. Answers only when it is durably stored.",
    permission: 'autocura.alert.send',
    status: 202,
    body: z.object({ version: z.literal('4'), alerts: z.array(z.record(z.string(), z.unknown())) }),
    answer: accepted,
  },
  receiveGrafana: {
    method: 'post',
    path: '/alerts/grafana',
    summary: "Takes Grafana Alerting's webhook, version 1, signed over timestamp and raw body.",
    permission: 'autocura.alert.send',
    status: 202,
    body: z.object({ version: z.literal('1'), alerts: z.array(z.record(z.string(), z.unknown())) }),
    answer: accepted,
  },
  readAlertTest: {
    method: 'get',
    path: '/alerts/tests/:id',
    summary: 'When the alert came in whose label autocura_test is this id. It opens no incident.',
    permission: 'autocura.incident.read',
    status: 200,
    params: z.object({ id: name(64) }),
    answer: alertTest,
  },
  recordChange: {
    method: 'post',
    path: '/changes',
    summary: 'Takes a deploy, configuration or flag change. The same id again changes nothing.',
    permission: 'autocura.change.send',
    status: 202,
    body: change,
    answer: z.object({ recorded: z.boolean() }),
  },
  listChanges: {
    method: 'get',
    path: '/changes',
    summary: 'Recorded changes, the newest first.',
    permission: 'autocura.incident.read',
    status: 200,
    query: z.object({ service, limit }),
    answer: page(change),
  },
  listIncidents: {
    method: 'get',
    path: '/incidents',
    summary: 'Incidents, by the time they opened.',
    permission: 'autocura.incident.read',
    status: 200,
    query: z.object({
      phase: z.enum(phases).optional(),
      open: z
        .enum(['true', 'false'])
        .transform(text => text === 'true')
        .optional(),
      service,
      order: z.enum(['newest', 'oldest']).default('newest'),
      cursor,
      limit,
    }),
    answer: page(incident),
  },
  readIncident: {
    method: 'get',
    path: '/incidents/:id',
    summary: 'One incident with everything that happened to it.',
    permission: 'autocura.incident.read',
    status: 200,
    params: id,
    answer: z.object({ incident, timeline: z.array(storedEvent) }),
  },
  explainIncident: {
    method: 'get',
    path: '/incidents/:id/explanation',
    summary: 'What is known of the cause in plain sentences, English or Portuguese.',
    permission: 'autocura.incident.read',
    status: 200,
    params: id,
    query: z.object({ language: name(35).default('en') }),
    answer: explanation,
  },
  approve: {
    method: 'post',
    path: '/incidents/:id/approval',
    summary: 'Says yes to exactly the plan with this digest.',
    permission: 'autocura.action.approve',
    status: 200,
    params: id,
    body: z.object({ digest }),
    answer: incident,
  },
  reject: {
    method: 'post',
    path: '/incidents/:id/rejection',
    summary: 'Says no to the plan with this digest.',
    permission: 'autocura.action.approve',
    status: 200,
    params: id,
    body: z.object({ digest, note }),
    answer: incident,
  },
  run: {
    method: 'post',
    path: '/incidents/:id/run',
    summary: 'Asks for a step of one’s own choice. What guardrails ask about somebody else has to approve.',
    permission: 'autocura.action.approve',
    status: 200,
    params: id,
    body: z.object({ step }),
    answer: incident,
  },
  undo: {
    method: 'post',
    path: '/incidents/:id/undo',
    summary: 'Takes back the attempt with this key.',
    permission: 'autocura.action.approve',
    status: 200,
    params: id,
    body: z.object({ key: z.string().min(1).max(500) }),
    answer: incident,
  },
  splitIncident: {
    method: 'post',
    path: '/incidents/:id/split',
    summary: 'Says that these alerts are another outage: they leave for an incident of their own, and stay apart.',
    permission: 'autocura.incident.feedback',
    status: 200,
    params: id,
    body: z.object({ keys: z.array(z.string().min(1).max(200)).min(1).max(5_000), note }),
    answer: incident,
  },
  feedback: {
    method: 'post',
    path: '/incidents/:id/feedback',
    summary: 'Answers "was this the cause?".',
    permission: 'autocura.incident.feedback',
    status: 200,
    params: id,
    body: z.object({ hypothesis: z.string().min(1).max(400), right: z.boolean(), note }),
    answer: incident,
  },
  tellAct: {
    method: 'post',
    path: '/incidents/:id/acts',
    summary: 'A person says what they did about it themselves. It is measured as an action of Autocura’s is.',
    permission: 'autocura.incident.feedback',
    status: 200,
    params: id,
    body: z
      .object({ step: step.optional(), says: z.string().trim().min(1).max(500).optional(), at: moment.optional() })
      .refine(told => told.step !== undefined || told.says !== undefined, { path: ['says'], message: 'is missing' }),
    answer: incident,
  },
  mark: {
    method: 'post',
    path: '/incidents/:id/mark',
    summary: 'Says what the step with this digest, which was named and not taken, would have been.',
    permission: 'autocura.incident.feedback',
    status: 200,
    params: id,
    body: z.object({ digest, mark: z.enum(wouldBeMarks), note }),
    answer: incident,
  },
  shadow: {
    method: 'get',
    path: '/shadow',
    summary: 'What Autocura named and would have done, beside what people did, of incidents that opened in that time.',
    permission: 'autocura.incident.read',
    status: 200,
    query: period(92),
    answer: shadowReport,
  },
  listServices: {
    method: 'get',
    path: '/services',
    summary: 'Measured health of every known service, the worst first.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: page(serviceHealth),
  },
  readService: {
    method: 'get',
    path: '/services/:name',
    summary: 'One service: its health, how it changed, its incidents, and the limits it will reach.',
    permission: 'autocura.incident.read',
    status: 200,
    params: z.object({ name: name(253) }),
    answer: z.object({
      health: serviceHealth,
      changes: z.array(healthChange),
      incidents: z.array(incident),
      predictions: z.array(prediction),
      trackRecord: z.array(trackRecord),
    }),
  },
  readAutonomy: {
    method: 'get',
    path: '/services/:name/autonomy',
    summary: 'What each action for each cause may do by itself at this service, what it has earned, and why.',
    permission: 'autocura.incident.read',
    status: 200,
    params: z.object({ name: name(253) }),
    answer: page(autonomy),
  },
  readCard: {
    method: 'get',
    path: '/services/:name/card',
    summary: 'All that a service’s page says at first sight, and what the one who asks may decide.',
    permission: 'autocura.incident.read',
    status: 200,
    params: z.object({ name: name(253) }),
    answer: serviceCard,
  },
  readCatalog: {
    method: 'get',
    path: '/catalog',
    summary: 'Which entity of the catalog stands for which service, by what it was mapped, and who owns it.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: catalogMapping,
  },
  readTopology: {
    method: 'get',
    path: '/topology',
    summary: 'Who calls or depends on whom, as traffic and the catalog tell it.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: topology,
  },
  listPredictions: {
    method: 'get',
    path: '/predictions',
    summary: 'Limits that services are expected to reach, the last told first, and how such predictions turned out.',
    permission: 'autocura.incident.read',
    status: 200,
    query: z.object({
      service,
      open: z
        .enum(['true', 'false'])
        .transform(text => text === 'true')
        .optional(),
      cursor,
      limit,
    }),
    answer: page(prediction).extend({ trackRecord: z.array(trackRecord) }),
  },
  readPolicy: {
    method: 'get',
    path: '/policy',
    summary:
      'The healing policy that is in force: its rules and limits, and why its file cannot be read, where it cannot.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: healingPolicy,
  },
  listProblems: {
    method: 'get',
    path: '/problems',
    summary: 'Causes that are healed again and again, the last healed first.',
    permission: 'autocura.incident.read',
    status: 200,
    query: z.object({ service }),
    answer: page(problem),
  },
  acknowledgeProblem: {
    method: 'post',
    path: '/services/:name/problems/:failureMode/acknowledgement',
    summary: 'Takes note of a problem. From then on its cause may be healed in silence again.',
    permission: 'autocura.problem.acknowledge',
    status: 200,
    params: z.object({ name: name(253), failureMode: name(100) }),
    body: z.object({ note }),
    answer: problem,
  },
  history: {
    method: 'get',
    path: '/history',
    summary: 'Attempts of actions, the newest first.',
    permission: 'autocura.incident.read',
    status: 200,
    query: z.object({ service, cursor, limit }),
    answer: page(actionRow),
  },
  listNotices: {
    method: 'get',
    path: '/notices',
    summary: 'Who was told about which incident, by which way, and who took it on. The newest first.',
    permission: 'autocura.incident.read',
    status: 200,
    query: z.object({
      open: z
        .enum(['true', 'false'])
        .transform(text => text === 'true')
        .optional(),
      service,
      incidentId: name(100).optional(),
    }),
    answer: page(noticeModel),
  },
  acknowledgeNotice: {
    method: 'post',
    path: '/notices/:id/acknowledgement',
    summary: 'Takes it on: nobody else is called for it. Twice is once.',
    permission: 'autocura.notice.acknowledge',
    status: 200,
    params: z.object({ id: name(150) }),
    body: z.object({ note }),
    answer: noticeModel,
  },
  listOnCall: {
    method: 'get',
    path: '/on-call',
    summary: 'Who is called now by each schedule, why, and until when.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: page(onCall),
  },
  listSlos: {
    method: 'get',
    path: '/slos',
    summary: 'Objectives of services: what is left of each error budget, and how fast it is spent.',
    permission: 'autocura.incident.read',
    status: 200,
    query: z.object({ service }),
    answer: page(slo),
  },
  listSilences: {
    method: 'get',
    path: '/silences',
    summary: 'For which alerts people ask for quiet, now or later, wherever they said so.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: page(silence),
  },
  makeSilence: {
    method: 'post',
    path: '/silences',
    summary: 'Asks for quiet about alerts that have exactly these labels, here and in every Alertmanager.',
    permission: 'autocura.silence.make',
    status: 200,
    body: z
      .object({
        labels: z
          .record(z.string().regex(/^[a-zA-Z_]\w{0,127}$/), name(1000))
          .refine(labels => Object.keys(labels).length > 0, 'would silence everything'),
        from: moment.optional(),
        to: moment,
        reason,
      })
      .refine(({ from, to }) => from === undefined || Date.parse(from) < Date.parse(to), {
        path: ['to'],
        message: 'is not after from',
      }),
    answer: silence,
  },
  endSilence: {
    method: 'post',
    path: '/silences/:id/end',
    summary: 'Ends it before its time, here and in every Alertmanager.',
    permission: 'autocura.silence.make',
    status: 200,
    params: z.object({ id: name(300) }),
    body: z.object({ note }),
    answer: silence,
  },
  readBrake: {
    method: 'get',
    path: '/brake',
    summary: 'Who holds the brake, and why. While anybody does, nothing outside is changed.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: brake,
  },
  pullBrake: {
    method: 'post',
    path: '/brake/pull',
    summary: 'From now on nothing outside is changed, by itself or on anybody’s word.',
    permission: 'autocura.brake.pull',
    status: 200,
    body: z.object({ reason }),
    answer: brake,
  },
  releaseBrake: {
    method: 'post',
    path: '/brake/release',
    summary: 'Lets go what was pulled by the API. A file or the configuration may hold it still.',
    permission: 'autocura.brake.release',
    status: 200,
    body: z.object({ reason }),
    answer: brake,
  },
  listSources: {
    method: 'get',
    path: '/sources',
    summary: 'Who was last asked which alerts fire, and why it did not answer: alerts may be missed while that lasts.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: page(askedSource),
  },
  readRights: {
    method: 'get',
    path: '/me',
    summary: 'As whom one asks, and the permissions one has.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: rights,
  },
  replay: {
    method: 'post',
    path: '/replays',
    summary:
      'Runs what was recorded through a healing policy as it would be now, beside what really happened. Nothing is touched, nothing is written.',
    permission: 'autocura.replay.run',
    status: 200,
    body: period(92).safeExtend({ policy: z.string().max(200_000).optional() }),
    answer: replayReport,
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
