import { z } from 'zod';
import { sizingStates } from '../capacity';
import { band, firing, forecast, levelChange, name, sizingProposal, thresholdPreview, thresholdState } from './models';
import { cursor, limit, moment, note, type Operation, page, period, service } from './operation';

const ofService = z.object({ name: name(253) });
const id = z.object({ id: name(100) });

/** What is unusual, what changed, what is to come, and what would fit better. */
export const watchingOperations = {
  listThresholds: {
    method: 'get',
    path: '/thresholds',
    summary: 'Thresholds that nobody typed: what they watch, and how often each told something.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: page(thresholdState),
  },
  listFirings: {
    method: 'get',
    path: '/firings',
    summary: 'When thresholds fired, those that only record too, the last first.',
    permission: 'autocura.incident.read',
    status: 200,
    query: z.object({
      threshold: name(100).optional(),
      service,
      open: z
        .enum(['true', 'false'])
        .transform(text => text === 'true')
        .optional(),
      cursor,
      limit,
    }),
    answer: page(firing),
  },
  readBands: {
    method: 'get',
    path: '/thresholds/:name/bands',
    summary: 'Series of a threshold with what was usual of each at every moment, the first few of a service or of all.',
    permission: 'autocura.incident.read',
    status: 200,
    params: z.object({ name: name(100) }),
    query: period(7).safeExtend({ service }),
    answer: page(band),
  },
  previewThresholds: {
    method: 'post',
    path: '/thresholds/preview',
    summary: 'What thresholds would have told over a past time. Nothing is written, and nobody is told.',
    permission: 'autocura.replay.run',
    status: 200,
    body: period(31).safeExtend({ thresholds: z.string().min(1).max(200_000) }),
    answer: thresholdPreview,
  },
  listLevels: {
    method: 'get',
    path: '/services/:name/levels',
    summary: 'When the level of a signal of a service changed, the newest first.',
    permission: 'autocura.incident.read',
    status: 200,
    params: ofService,
    query: z.object({ from: moment.optional() }),
    answer: page(levelChange),
  },
  listForecasts: {
    method: 'get',
    path: '/services/:name/forecasts',
    summary: 'What is to come of what a service uses, hour by hour for two days, with bands.',
    permission: 'autocura.incident.read',
    status: 200,
    params: ofService,
    answer: page(forecast),
  },
  listSizings: {
    method: 'get',
    path: '/sizings',
    summary: 'What could fit better what services use, with its saving and its risk, and what came of it.',
    permission: 'autocura.incident.read',
    status: 200,
    query: z.object({ service, state: z.enum(sizingStates).optional(), cursor, limit }),
    answer: page(sizingProposal),
  },
  acceptSizing: {
    method: 'post',
    path: '/sizings/:id/acceptance',
    summary: 'Has it done as an ordinary action, with guardrails, its way back and its effect measured.',
    permission: 'autocura.action.approve',
    status: 200,
    params: id,
    body: z.object({}),
    answer: sizingProposal,
  },
  refuseSizing: {
    method: 'post',
    path: '/sizings/:id/refusal',
    summary: 'Says no to it. The same is not proposed again for a month.',
    permission: 'autocura.action.approve',
    status: 200,
    params: id,
    body: z.object({ note }),
    answer: sizingProposal,
  },
} as const satisfies Record<string, Operation>;
