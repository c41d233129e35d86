import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';
import { mostReplicas } from './scale';

const replicas = z.number().int().min(1).max(mostReplicas);

/** What scales a service by itself goes on to, within other bounds. */
export const setAutoscaler = action({
  id: 'set-autoscaler',
  params: z
    .strictObject({ service: name, min: replicas, max: replicas })
    .refine(({ min, max }) => min <= max, 'min is more than max'),
  describe: ({ service, min, max }) => `Let ${service} scale between ${min} and ${max} replicas`,
  reversible: 'reversible',
  grows: 'max',
});
