import { InlineSwitch } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';

/** Leaves out what would have gone as it went. */
export const OnlyDifferent = ({ on, change }: { on: boolean; change: (on: boolean) => void }) => (
  <InlineSwitch
    label={t('replay.onlyDifferent', 'Only what differs')}
    showLabel
    transparent
    value={on}
    onChange={({ currentTarget }) => change(currentTarget.checked)}
  />
);
