import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

/** Something that stands for itself among others. */
export function Framed({ children }: { children: ReactNode }) {
  return <div className={useStyles2(frameOf)}>{children}</div>;
}

export const frameOf = (theme: GrafanaTheme2) =>
  css({
    minWidth: 0,
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  });
