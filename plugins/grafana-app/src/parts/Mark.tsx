import type { Tone } from '@autocura/common';
import { Badge, type BadgeColor, type IconName } from '@grafana/ui';
import React from 'react';

const looks: Record<Tone, { color: BadgeColor; icon: IconName }> = {
  danger: { color: 'red', icon: 'exclamation-circle' },
  warning: { color: 'orange', icon: 'exclamation-triangle' },
  success: { color: 'green', icon: 'check-circle' },
  info: { color: 'blue', icon: 'info-circle' },
  neutral: { color: 'darkgrey', icon: 'circle' },
};

/**
 * A state in words, with a shape and a colour for it, so that it never hangs on colour alone. A newer backend may know
 * states that this app does not: they are shown as they were told.
 */
export const Mark = ({ tone = 'neutral', children }: { tone?: Tone | undefined; children: string }) => (
  <Badge text={<span style={{ whiteSpace: 'nowrap' }}>{children}</span>} {...looks[tone]} />
);
