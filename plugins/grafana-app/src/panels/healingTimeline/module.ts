import { PanelPlugin } from '@grafana/data';
import { currentWords } from '../../texts';
import { HealingTimelinePanel } from './HealingTimelinePanel';
import { defaults, type HealingTimelineOptions } from './options';

export const plugin = new PanelPlugin<HealingTimelineOptions>(HealingTimelinePanel)
  .useFieldConfig()
  .setPanelOptions(builder => {
    const { healingTimeline } = currentWords().texts.panels;
    return builder
      .addBooleanSwitch({
        ...{ path: 'newestFirst', name: healingTimeline.newestFirst, defaultValue: defaults.newestFirst },
      })
      .addBooleanSwitch({
        ...{ path: 'bar', name: healingTimeline.bar, description: healingTimeline.barSays, defaultValue: defaults.bar },
      });
  });
