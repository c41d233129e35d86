import { PluginHeader } from '@backstage/ui';
import { Route, Routes, useResolvedPath } from 'react-router-dom';
import { AutocuraIcon } from './icon';
import { IncidentPage } from './IncidentPage';
import { OverviewPage } from './OverviewPage';
import { Missing } from './parts/Notices';
import { PathsContext, pathsUnder } from './paths';
import { SecondFactorPage } from './SecondFactorPage';
import { ServicePage } from './ServicePage';
import { ShadowPage } from './ShadowPage';

/** Every page of the plugin, below wherever the host mounted it. */
export function Pages() {
  const { pathname } = useResolvedPath('');
  return (
    <PathsContext.Provider value={pathsUnder(pathname)}>
      <Routes>
        <Route index element={<OverviewPage />} />
        <Route path="incidents/:id" element={<IncidentPage />} />
        <Route path="services/:name" element={<ServicePage />} />
        <Route path="second-factor" element={<SecondFactorPage />} />
        <Route path="shadow" element={<ShadowPage />} />
        <Route path="*" element={<Missing />} />
      </Routes>
    </PathsContext.Provider>
  );
}

export function PagesWithHeader() {
  return (
    <>
      <PluginHeader title="Autocura" icon={<AutocuraIcon />} />
      <Pages />
    </>
  );
}
