import { css } from '@emotion/css';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useId, type ReactNode } from 'react';
import { frameOf } from './Framed';

/** A titled part of a page that is reachable as a landmark; `framed` where it stands among others. */
export function Section({
  title,
  aside,
  framed = false,
  children,
}: {
  title: string;
  aside?: ReactNode;
  framed?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  const frame = useStyles2(frameOf);
  return (
    <section aria-labelledby={id} className={framed ? frame : plain}>
      <Stack direction="column" gap={2}>
        <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
          <Text element="h2" variant="h5" id={id}>
            {title}
          </Text>
          {aside}
        </Stack>
        {children}
      </Stack>
    </section>
  );
}

const plain = css({ minWidth: 0 });
