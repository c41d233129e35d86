import { LoadingState, type DataFrame, type DataSourceInstanceSettings } from '@grafana/data';
import { config } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import React, { type ReactElement } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { AutocuraDataSource } from '../datasource/AutocuraDataSource';
import type { AutocuraOptions, AutocuraQuery } from '../datasource/query';
import { fakeRuntime } from '../testSupport/fakeRuntime';
import { fakeLayout } from '../testSupport/fakeLayout';
import { panelData, panelProps } from '../testSupport/panelData';
import { startRealApi } from '../testSupport/realApi';
import { requestOf } from '../testSupport/request';
import { DiagnosisPanel } from './diagnosis/DiagnosisPanel';
import { defaults as diagnosisDefaults } from './diagnosis/options';
import { HealingTimelinePanel } from './healingTimeline/HealingTimelinePanel';
import { defaults as timelineDefaults } from './healingTimeline/options';
import { defaults as healthDefaults } from './serviceHealth/options';
import { ServiceHealthPanel } from './serviceHealth/ServiceHealthPanel';

let api: Awaited<ReturnType<typeof startRealApi>>;
beforeAll(async () => {
  fakeLayout();
  api = await startRealApi();
});
afterAll(() => api.stop());
beforeEach(() => {
  fakeRuntime({ api: api.url, dataSources: [{ uid: 'prom', name: 'Prometheus', type: 'prometheus' }] });
});

const dataSource = new AutocuraDataSource({ jsonData: {} } as DataSourceInstanceSettings<AutocuraOptions>);
const framesOf = async (query: Omit<AutocuraQuery, 'refId'>) =>
  (await dataSource.query(requestOf([{ refId: 'A', ...query }]))).data as DataFrame[];

const inGrafana = (panel: ReactElement) =>
  render(<MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>{panel}</MemoryRouter>);

const diagnosis = (data: Parameters<typeof panelData>, more: Partial<typeof diagnosisDefaults> = {}) =>
  inGrafana(<DiagnosisPanel {...panelProps(panelData(...data), { ...diagnosisDefaults, ...more })} />);
const health = (data: Parameters<typeof panelData>, more: Partial<typeof healthDefaults> = {}) =>
  inGrafana(<ServiceHealthPanel {...panelProps(panelData(...data), { ...healthDefaults, ...more })} />);
const timeline = (data: Parameters<typeof panelData>, more: Partial<typeof timelineDefaults> = {}) =>
  inGrafana(<HealingTimelinePanel {...panelProps(panelData(...data), { ...timelineDefaults, ...more })} />);

const panels = [
  { name: 'diagnosis', show: diagnosis, query: /“Diagnosis of an incident”/ },
  { name: 'service health', show: health, query: /“Service health”/ },
  { name: 'healing timeline', show: timeline, query: /“Timeline of an incident”/ },
];

describe.each(panels)('$name', ({ show, query }) => {
  test('says that it waits', () => {
    show([[], { state: LoadingState.Loading }]);
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
  });

  test('says which query it needs', async () => {
    show([await framesOf({ queryType: 'brakes' })]);
    expect(screen.getByText(query)).toBeVisible();
  });

  test('says what is wrong, and nothing else', () => {
    const message = 'You may not do that here. not granted to you';
    show([[], { state: LoadingState.Error, errors: [{ refId: 'A', status: 403, message }] }]);
    expect(screen.getByRole('alert')).toHaveTextContent(message);
    expect(screen.queryByText(query)).not.toBeInTheDocument();
  });
});

describe('diagnosis', () => {
  const healed = () => framesOf({ queryType: 'diagnosis', incident: 'healed' });

  test('shows causes, their claims, and the evidence of each with its query and the way to Explore', async () => {
    diagnosis([await healed()]);
    const [likely, rival] = screen.getAllByRole('listitem');
    expect(within(likely!).getByRole('heading')).toHaveTextContent('A release broke it');
    expect(within(likely!).getByText('Likely')).toBeVisible();
    expect(within(likely!).getByText('31 % of its requests fail')).toBeVisible();
    expect(within(likely!).getByText('31 %')).toBeVisible();
    expect(within(likely!).getByText('normally 0.2 %')).toBeVisible();
    expect(within(likely!).getByText('requests_errors{service="service-1"}')).toBeVisible();
    expect(within(likely!).getAllByRole('img', { name: /^Course of the value, .*: .+ – .+/ })).toHaveLength(2);
    const explore = within(likely!).getByRole('link', { name: 'Open in Explore: Failed requests · service-1' });
    expect(decodeURIComponent(explore.getAttribute('href') ?? '')).toMatch(/^\/explore\?.*"prom".*requests_errors/);
    expect(within(rival!).getByText('No data: no series')).toBeVisible();
  });

  test('leaves out what it is told to', async () => {
    diagnosis([await healed()], { causes: 1, queries: false });
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(screen.queryByText('requests_errors{service="service-1"}')).not.toBeInTheDocument();
  });

  test('without a diagnosis it says so', async () => {
    diagnosis([await framesOf({ queryType: 'diagnosis', incident: 'incident.opened' })]);
    expect(screen.getByText('Nothing is known about the cause yet.')).toBeVisible();
  });
});

describe('service health', () => {
  test('shows each service with its state, why, and what was last done', async () => {
    health([await framesOf({ queryType: 'services' })]);
    const [worst] = screen.getAllByRole('listitem');
    expect(within(worst!).getByRole('link', { name: 'service-1' })).toHaveAttribute(
      'href',
      '/a/autocura-healing-app/services/service-1',
    );
    expect(within(worst!).getByText('Critical')).toBeVisible();
    expect(within(worst!).getByText('a third of its requests fail')).toBeVisible();
    expect(within(worst!).getByText(/^(restart|roll-back) ·/)).toBeVisible();
    expect(screen.getAllByText('Nothing was done here yet').length).toBeGreaterThan(0);
    expect(screen.getAllByText(/^Predicted: Memory/)).toHaveLength(1);
  });

  test('leaves out what is well, and what was done', async () => {
    health([await framesOf({ queryType: 'services' })], { onlySick: true, healing: false });
    expect(screen.queryByText('OK')).not.toBeInTheDocument();
    expect(screen.queryByText('Nothing was done here yet')).not.toBeInTheDocument();
  });

  test('says when nothing is left to show', async () => {
    health([await framesOf({ queryType: 'services', service: 'fine' })], { onlySick: true });
    expect(screen.getByText('Every service is well.')).toBeVisible();
  });

  test('keeps what was known when something newer fails, and says so', async () => {
    const errors = [{ refId: 'A', message: 'The Autocura backend cannot be reached.' }];
    health([await framesOf({ queryType: 'services' }), { state: LoadingState.Error, errors }]);
    expect(screen.getByRole('alert')).toHaveTextContent('cannot be reached');
    expect(screen.getByText('Critical')).toBeVisible();
  });
});

describe('healing timeline', () => {
  const healed = () => framesOf({ queryType: 'timeline', incident: 'healed' });

  test('shows what happened, newest first, with phases and the outcome', async () => {
    timeline([await healed()]);
    const events = within(screen.getByRole('list', { name: 'Timeline' })).getAllByRole('listitem');
    expect(events[0]).toHaveTextContent(/Resolved/);
    expect(events.at(-1)).toHaveTextContent(/Opened with one alert/);
    expect(screen.getByText(/^Healed: requests fail no more/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Incident' })).toHaveAttribute(
      'href',
      '/a/autocura-healing-app/incidents/healed',
    );
  });

  test('its bar has each phase in turn, for the keyboard and for who cannot see it too', async () => {
    timeline([await healed()]);
    const stretches = within(screen.getByRole('list', { name: 'Phases' })).getAllByRole('listitem');
    expect(stretches.map(({ textContent }) => textContent)).toEqual([
      ...['Looking into it', 'Cause found', 'Plan made', 'Acting', 'Measuring the effect', 'Cause found', 'Resolved'],
    ]);
    expect(stretches[0]).toHaveAccessibleName(/^Looking into it, /);
    expect(stretches[0]).toHaveAttribute('tabindex', '0');
  });

  test('may be read from the beginning, without the bar', async () => {
    timeline([await healed()], { newestFirst: false, bar: false });
    const [first] = within(screen.getByRole('list', { name: 'Timeline' })).getAllByRole('listitem');
    expect(first).toHaveTextContent(/Opened with one alert/);
    expect(screen.queryByRole('list', { name: 'Phases' })).not.toBeInTheDocument();
  });

  test('speaks Portuguese where Grafana does', async () => {
    const { user } = config.bootData;
    const before = user.language;
    user.language = 'pt-BR';
    timeline([await healed()]);
    user.language = before;
    expect(screen.getByRole('list', { name: 'Fases' })).toBeVisible();
    expect(screen.getByText('Curado')).toBeVisible();
  });
});
