import { z } from 'zod';
import { band, firing, name, thresholdPreview, thresholdState } from './models';
import { cursor, limit, type Operation, page, period, service } from './operation';

/** What is unusual. */
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
} as const satisfies Record<string, Operation>;
