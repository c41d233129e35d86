import type { Incident } from '@autocura/common';
import { streams } from '@autocura/common';
import express from 'express';
import type { Server } from 'node:http';
import { Healer } from '../healer';
import { ingestRouter } from '../ingest/router';
import { PrometheusClient } from '../sources/prometheus';
import { freePort } from '../sources/prometheus/testSupport/prometheus';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { fakeOutside } from '../testSupport/fakeOutside';
import { everything, knowing, listening, until } from '../testSupport/quick';
import { realSenders } from '../testSupport/realSenders';
import { alertmanagerSource, alertRecord, Reconciler, silencedReader } from '.';

const services = ['before', 'came-and-went', 'still-on', 'ended-meanwhile', 'quiet'];

/** What goes on while our own backend comes and goes. */
async function senders(webhookPort: number) {
  const real = await realSenders(`http://127.0.0.1:${webhookPort}/alertmanager`, services);
  const firing = async () => {
    const rows = await new PrometheusClient({ url: real.prometheus.url }).query(
      'ALERTS{alertstate="firing"}',
      new Date(),
    );
    return new Set(rows.map(({ labels }) => labels.service));
  };
  return {
    ...real,
    fires: (service: string) => until(`${service} to fire`, async () => (await firing()).has(service)),
    ends: (service: string) => until(`${service} to end`, async () => !(await firing()).has(service)),
  };
}

type Senders = Awaited<ReturnType<typeof senders>>;

/** Our backend: ingest, healer and reconciler over the store, on the same port each time. */
async function backend(store: Store, port: number, { prometheus, alertmanager }: Senders) {
  const now = () => new Date();
  const outside = fakeOutside();
  const sources = [alertmanagerSource({ url: alertmanager.url })];
  const logger = listening();
  const topology = async () => ({ edges: [] });
  const knowledge = knowing(outside.acting);
  const silenced = silencedReader({ sources, now, freshMs: 0, warn: () => undefined });
  const policy = async () => ({ rules: [everything] });
  const facts = {
    store,
    source: outside.source,
    policy,
    brake: async () => ({ holds: [] }),
    protectedTargets: [],
    watchedMs: 150,
    silenced,
    now,
  };
  const healer = new Healer({
    ...{ store, source: outside.source, acting: outside.acting, topology, facts, now, knowledge, logger, sweepMs: 20 },
  });
  const reconciler = new Reconciler({
    ...{ store, sources, topology, durations: knowledge.durations, logger, now, actor: 'autocura' },
    record: alertRecord(new PrometheusClient({ url: prometheus.url }), { url: prometheus.url }),
    wake: () => healer.wake(),
    everyMs: 500,
  });
  const app = express().use(
    ingestRouter({
      receive: async (alerts, actor) => {
        const received = await store.receive(alerts, actor);
        healer.wake();
        return received;
      },
      authorise: async () => ({ actor: 'external:alertmanager' }),
      ...{ pressure: () => false, logger },
    }),
  );
  const server = await new Promise<Server>(resolve => {
    const listening = app.listen(port, '127.0.0.1', () => resolve(listening));
  });
  healer.start();
  reconciler.start();
  return {
    ...{ outside, logger, silenced },
    stop: async () => {
      await reconciler.stop();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await healer.stop();
    },
  };
}

function expectOver(incident: Incident, end: number) {
  expect(incident).toMatchObject({
    ...{ phase: 'resolved', how: 'by itself', attempts: [], severity: 'critical' },
    alerts: [{ status: 'resolved', labels: { alertname: 'Sick', cluster: 'eu', service: 'came-and-went' } }],
  });
  const { startsAt = '', endsAt = '' } = incident.alerts[0] ?? {};
  expect(Date.parse(endsAt)).toBeGreaterThanOrEqual(Date.parse(startsAt));
  expect(Math.abs(Date.parse(endsAt) - end)).toBeLessThan(10_000);
}

describeEachDatabase('R2 what happened while we were down', open => {
  it('is known within moments of the start, once, and nothing was done about what had ended', async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    const port = await freePort();
    const there = await senders(port);
    const incidentOf = async (service: string): Promise<Incident | undefined> =>
      (await store.incidents({ service, limit: 1 })).items[0];
    const isOpen = async (service: string) => (await incidentOf(service))?.alerts.some(one => one.status === 'firing');
    let ours = await backend(store, port, there);
    try {
      for (const service of ['before', 'ended-meanwhile']) there.sick.add(service);
      await until('both to be known', async () => (await isOpen('before')) && (await isOpen('ended-meanwhile')));
      await until('a round', async () =>
        (await knex('duties').where({ name: 'reconcile' }).first())?.state?.includes('@'),
      );
      await ours.stop();

      there.sick.add('came-and-went');
      there.sick.delete('ended-meanwhile');
      await there.fires('came-and-went');
      await there.ends('ended-meanwhile');
      const end = Date.now();
      there.sick.delete('came-and-went');
      there.sick.add('still-on');
      await there.ends('came-and-went');
      await there.fires('still-on');

      ours = await backend(store, port, there);
      await until('what is on', () => isOpen('still-on'));
      await until('what ended', async () => !(await isOpen('ended-meanwhile')));
      // Alertmanager may just be about to try again what it could not tell, and then tells the end as well.
      const missed = await until('what came and went', async () => {
        const incident = await incidentOf('came-and-went');
        return incident?.phase === 'resolved' && incident;
      });
      expectOver(missed, end);
      expect(await isOpen('before')).toBe(true);

      // Everything that is told again, by whomever, is one alert.
      for (const service of ['before', 'still-on']) there.sick.delete(service);
      await until('all to end', async () => !(await isOpen('before')) && !(await isOpen('still-on')));
      const alerts = await store.alertsSince(new Date(0));
      const told = alerts.map(({ labels, startsAt, endsAt }) => `${labels.service} ${startsAt} ${endsAt}`).sort();
      expect(told).toEqual(
        ['before', 'came-and-went', 'ended-meanwhile', 'still-on'].map(service =>
          expect.stringMatching(new RegExp(`^${service} `)),
        ),
      );
      expect((await store.incidents({ limit: 50 })).items).toHaveLength(4);
      expect(ours.outside.ran).toEqual([]);
      expect(ours.logger.heard.filter(({ level }) => level === 'error')).toEqual([]);
    } finally {
      await ours.stop();
      await there.stop();
    }
  });

  it('is known when nobody tells it again', async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    const port = await freePort();
    const there = await senders(await freePort());
    const incidentOf = async (service: string) => (await store.incidents({ service, limit: 1 })).items[0];
    let ours = await backend(store, port, there);
    try {
      await until('a round', async () => (await knex('duties').where({ name: 'reconcile' }).first())?.state);
      await ours.stop();
      there.sick.add('came-and-went');
      await there.fires('came-and-went');
      const end = Date.now();
      there.sick.delete('came-and-went');
      there.sick.add('still-on');
      await there.ends('came-and-went');
      await there.fires('still-on');
      const listed = () => alertmanagerSource({ url: there.alertmanager.url }).list();
      await until('Alertmanager to know', async () =>
        (await listed()).every(one => one.alert.labels.service === 'still-on'),
      );

      ours = await backend(store, port, there);
      const missed = await until('what came and went', () => incidentOf('came-and-went'));
      expectOver(missed, end);
      const events = await store.events(streams.incident(missed.id));
      expect(events.map(({ type, actor }) => [type, actor])).toEqual([
        ['incident.opened', 'autocura'],
        ['incident.resolved', 'autocura'],
      ]);
      const on = await until('what is on', () => incidentOf('still-on'));
      expect(on.alerts).toMatchObject([{ name: 'Sick', status: 'firing', summary: 'still-on is sick' }]);
      there.sick.delete('still-on');
      await until('its end', async () =>
        (await incidentOf('still-on'))?.alerts.every(one => one.status === 'resolved'),
      );
      expect(await knex('alerts').select('key')).toHaveLength(2);
    } finally {
      await ours.stop();
      await there.stop();
    }
  });

  it('a silence made there is heeded here', async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    const port = await freePort();
    const there = await senders(port);
    const ours = await backend(store, port, there);
    try {
      there.sick.add('quiet');
      const incident = await until(
        'the incident',
        async () => (await store.incidents({ service: 'quiet', limit: 1 })).items[0],
      );
      expect(await ours.silenced(incident)).toBeUndefined();
      const matchers = [{ name: 'service', value: 'quiet', isRegex: false, isEqual: true }];
      const span = { startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + 3_600_000).toISOString() };
      await fetch(`${there.alertmanager.url}/api/v2/silences`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ matchers, ...span, createdBy: 'ana', comment: 'maintenance' }),
      });
      const says = await until('the silence', () => ours.silenced(incident));
      expect(says).toMatch(/^Sick: maintenance \(ana, until /);
    } finally {
      await ours.stop();
      await there.stop();
    }
  });
});
