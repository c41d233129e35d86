import { LoadingPlaceholder } from '@grafana/ui';
import React, { Suspense, lazy } from 'react';
import { Route, Routes } from 'react-router-dom';

const Overview = lazy(async () => ({ default: (await import('./pages/Overview')).Overview }));
const Incidents = lazy(async () => ({ default: (await import('./pages/Incidents')).Incidents }));
const Incident = lazy(async () => ({ default: (await import('./pages/Incident')).Incident }));
const Services = lazy(async () => ({ default: (await import('./pages/Services')).Services }));
const Service = lazy(async () => ({ default: (await import('./pages/Service')).Service }));
const History = lazy(async () => ({ default: (await import('./pages/History')).History }));
const Notices = lazy(async () => ({ default: (await import('./pages/Notices')).Notices }));
const Silences = lazy(async () => ({ default: (await import('./pages/Silences')).Silences }));
const Objectives = lazy(async () => ({ default: (await import('./pages/Objectives')).Objectives }));
const Shadow = lazy(async () => ({ default: (await import('./pages/Shadow')).Shadow }));
const Policies = lazy(async () => ({ default: (await import('./pages/Policies')).Policies }));
const Brakes = lazy(async () => ({ default: (await import('./pages/Brakes')).Brakes }));
const SecondFactor = lazy(async () => ({ default: (await import('./pages/SecondFactor')).SecondFactor }));
const Config = lazy(async () => ({ default: (await import('./pages/Config')).Config }));
const Diagnose = lazy(async () => ({ default: (await import('./pages/Diagnose')).Diagnose }));
const Missing = lazy(async () => ({ default: (await import('./pages/Missing')).Missing }));

/** Every page, below `/a/autocura-healing-app`. Grafana brings the router. */
export function App() {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Autocura" />}>
      <Routes>
        <Route index element={<Overview />} />
        <Route path="incidents" element={<Incidents />} />
        <Route path="incidents/:id" element={<Incident />} />
        <Route path="services" element={<Services />} />
        <Route path="services/:name" element={<Service />} />
        <Route path="history" element={<History />} />
        <Route path="notices" element={<Notices />} />
        <Route path="silences" element={<Silences />} />
        <Route path="objectives" element={<Objectives />} />
        <Route path="shadow" element={<Shadow />} />
        <Route path="policies" element={<Policies />} />
        <Route path="brakes" element={<Brakes />} />
        <Route path="second-factor" element={<SecondFactor />} />
        <Route path="config" element={<Config />} />
        <Route path="diagnose" element={<Diagnose />} />
        <Route path="*" element={<Missing />} />
      </Routes>
    </Suspense>
  );
}
