import { type HealingPolicy, type HealingRule, modeTones } from '@autocura/common';
import { Alert, Stack, Text } from '@grafana/ui';
import React from 'react';
import { autocuraClient, usePolled } from '../../api';
import { Fold } from '../../parts/Fold';
import { Framed } from '../../parts/Framed';
import { Mark } from '../../parts/Mark';
import { Answer, Empty } from '../../parts/Notices';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';
import { Limits } from './Limits';
import { timeWords } from './timeWords';

const everyMs = 10_000;
const load = () => autocuraClient().policy();

/** The healing policy as it counts: its rules, whom they are about, what they let be done and how far. */
export function InForce() {
  const {
    screens: { policy: words },
  } = useWords();
  const [policy] = usePolled(load, everyMs);
  return (
    <Section title={words.inForce} aside={policy.state === 'known' && <FileName policy={policy.value} />}>
      <Answer of={policy}>{value => <Rules policy={value} />}</Answer>
    </Section>
  );
}

function FileName({ policy: { file, version } }: { policy: HealingPolicy }) {
  const {
    screens: { policy: words },
  } = useWords();
  if (file === undefined) return null;
  return (
    <Text variant="bodySmall" color="secondary">
      {words.file} {file}
      {version !== undefined && ` · ${words.version} ${version}`}
    </Text>
  );
}

function Rules({ policy: { file, unreadable, rules, hidden, limits } }: { policy: HealingPolicy }) {
  const {
    screens: { policy: words },
  } = useWords();
  return (
    <Stack direction="column" gap={2}>
      {unreadable !== undefined && (
        <Alert severity="error" title={words.unreadable} bottomSpacing={0}>
          <p>{unreadable}</p>
          {rules.length > 0 && words.lastGood}
        </Alert>
      )}
      {file === undefined && <Empty title={words.noFile} hint={words.noFileHint} />}
      {file !== undefined && unreadable === undefined && rules.length + hidden === 0 && <Text>{words.noRules}</Text>}
      {rules.length > 0 && (
        <PlainList label={words.inForce}>
          {rules.map((rule, index) => (
            <Framed key={index}>
              <Rule rule={rule} />
            </Framed>
          ))}
        </PlainList>
      )}
      {hidden > 0 && (
        <Text color="secondary">
          {words.hidden}: {hidden}
        </Text>
      )}
      <Fold title={words.otherwise}>
        <Limits limits={limits} />
      </Fold>
    </Stack>
  );
}

function Rule({ rule }: { rule: HealingRule }) {
  const words = useWords();
  const { policy } = words.screens;
  const { name, match, mode, earned, preventive, limits, holds } = rule;
  const { action, service, failureMode, during } = match;
  return (
    <Stack direction="column" gap={1}>
      <Stack alignItems="center" wrap="wrap">
        <Mark tone={modeTones[mode]}>{words.modes[mode] ?? mode}</Mark>
        <Text weight="medium">{name}</Text>
        {!holds && <Mark>{policy.holdsNot}</Mark>}
      </Stack>
      <Text>
        {[
          action?.join(', ') ?? policy.everyAction,
          service?.join(', ') ?? policy.everyService,
          failureMode?.map(one => words.failureModes[one] ?? one).join(', ') ?? policy.everyCause,
        ].join(' · ')}
        {earned && ` · ${policy.earned}`}
        {preventive && ` · ${policy.preventive}`}
      </Text>
      {during && (
        <Text variant="bodySmall" color="secondary">
          {timeWords(during, words)}
        </Text>
      )}
      {limits && <Limits limits={limits} />}
    </Stack>
  );
}
