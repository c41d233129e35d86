import {
  awayOf,
  person,
  type AskedSource,
  type Brake,
  type Dependency,
  type HealingPolicy,
  type Problem,
} from '@autocura/common';
import { Alert, TextLink } from '@grafana/ui';
import React from 'react';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

/** Says that nothing is changed at the moment, who wants it so, and where to let go. */
export function BrakeNotice({ brake: { holds } }: { brake: Brake }) {
  const { labels } = useWords();
  if (holds.length === 0) return null;
  return (
    <Alert severity="error" title={labels.brakeOn}>
      {holds.map(({ by, reason }) => `${reason} (${person(by)})`).join('; ')}{' '}
      <TextLink href={paths.brakes}>{labels.releaseBrake}</TextLink>
    </Alert>
  );
}

/** Shown while the healing policy cannot be read. */
export function PolicyNotice({ policy: { unreadable } }: { policy: HealingPolicy }) {
  const { screens } = useWords();
  if (unreadable === undefined) return null;
  return (
    <Alert severity="error" title={screens.policy.unreadable}>
      {unreadable} <TextLink href={paths.policies}>{screens.policy.inForce}</TextLink>
    </Alert>
  );
}

/** Shown while somebody who knows which alerts fire does not answer. */
export function UnheardNotice({ sources }: { sources: AskedSource[] }) {
  const { labels } = useWords();
  const problems = sources.flatMap(({ problem }) => problem ?? []);
  if (problems.length === 0) return null;
  return (
    <Alert severity="warning" title={labels.unheard}>
      {problems.join('; ')}
    </Alert>
  );
}

/** Shown while something that Autocura needs cannot be had: what, and what goes on without it. */
export function DegradedNotice({ dependencies }: { dependencies: Dependency[] }) {
  const { labels, without } = useWords();
  const away = awayOf(dependencies);
  if (away.length === 0) return null;
  return (
    <Alert severity="warning" title={labels.degraded}>
      {away.map(({ name, kind, reason }) => (
        <div key={name}>
          {name}
          {reason && ` (${reason})`}: {without[kind]}
        </div>
      ))}
    </Alert>
  );
}

/** Causes that are healed again and again, until somebody takes note of them at their service. */
export function ProblemNotice({ problems }: { problems: Problem[] }) {
  const { failureModes, labels } = useWords();
  const open = problems.filter(({ acknowledged }) => acknowledged === undefined);
  if (open.length === 0) return null;
  return (
    <Alert severity="info" title={labels.unmended}>
      {open.map(({ service, failureMode }, index) => (
        <React.Fragment key={`${service} ${failureMode}`}>
          {index > 0 && '; '}
          <TextLink href={paths.service(service)}>{service}</TextLink>: {failureModes[failureMode] ?? failureMode}
        </React.Fragment>
      ))}
    </Alert>
  );
}
