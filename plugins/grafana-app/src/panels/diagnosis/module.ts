import { PanelPlugin } from '@grafana/data';
import { currentWords } from '../../texts';
import { DiagnosisPanel } from './DiagnosisPanel';
import { defaults, type DiagnosisOptions } from './options';

export const plugin = new PanelPlugin<DiagnosisOptions>(DiagnosisPanel).useFieldConfig().setPanelOptions(builder => {
  const { diagnosis } = currentWords().texts.panels;
  return builder
    .addNumberInput({
      ...{ path: 'causes', name: diagnosis.causes, description: diagnosis.causesSays, defaultValue: defaults.causes },
      settings: { min: 1, max: 20, integer: true },
    })
    .addBooleanSwitch({
      ...{ path: 'queries', name: diagnosis.queries, description: diagnosis.queriesSays },
      defaultValue: defaults.queries,
    });
});
