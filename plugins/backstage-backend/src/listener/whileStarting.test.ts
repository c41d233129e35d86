import { mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import express from 'express';
import request from 'supertest';
import { whileStarting } from '.';

test('what nobody answers yet is to be sent again, and once all have started there is no such thing', async () => {
  const hooks: (() => unknown)[] = [];
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  const app = express();
  app.use('/api/there', (_, response) => void response.end('answered'));
  app.use('/api', whileStarting({ addStartupHook: hook => void hooks.push(hook) }));
  app.use(middleware.notFound(), middleware.error());
  const sent = () => request(app).post('/api/autocura/v1/alerts/alertmanager').send({});

  const early = await sent();
  expect(early.status).toBe(503);
  expect(early.headers['retry-after']).toBe('1');
  expect(early.body.error).toMatchObject({ name: 'ServiceUnavailableError', message: 'It has not started yet' });
  expect((await request(app).get('/api/there')).text).toBe('answered');

  for (const hook of hooks) await hook();
  expect((await sent()).status).toBe(404);
});
