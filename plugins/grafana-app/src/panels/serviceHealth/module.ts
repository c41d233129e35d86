import { PanelPlugin } from '@grafana/data';
import { currentWords } from '../../texts';
import { defaults, type ServiceHealthOptions } from './options';
import { ServiceHealthPanel } from './ServiceHealthPanel';

export const plugin = new PanelPlugin<ServiceHealthOptions>(ServiceHealthPanel)
  .useFieldConfig()
  .setPanelOptions(builder => {
    const { serviceHealth } = currentWords().texts.panels;
    return builder
      .addBooleanSwitch({
        ...{ path: 'healing', name: serviceHealth.healing, description: serviceHealth.healingSays },
        defaultValue: defaults.healing,
      })
      .addBooleanSwitch({ path: 'onlySick', name: serviceHealth.onlySick, defaultValue: defaults.onlySick });
  });
