import { Button, type ButtonVariant } from '@grafana/ui';
import React from 'react';

/** A button for something that is done outside of this page. `not` says why one may not, and then it does nothing. */
export function ActButton({
  children,
  not,
  pending,
  act,
  variant = 'secondary',
  size = 'md',
  pressed,
}: {
  children: string;
  not: string | undefined;
  pending: boolean;
  act: () => void;
  variant?: ButtonVariant;
  size?: 'sm' | 'md';
  /** For one of several answers: whether it is the one that was given. */
  pressed?: boolean;
}) {
  return (
    <Button
      variant={pressed === true ? 'primary' : variant}
      size={size}
      disabled={pending || not !== undefined}
      onClick={act}
      {...(not !== undefined && { tooltip: not })}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
    >
      {children}
    </Button>
  );
}
