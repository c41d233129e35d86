import { replayKinds, replayTones, type ReplayedEpisode, type ReplayReport } from '@autocura/common';
import { InteractiveTable, Stack, Text, TextLink, type Column } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useMemo, useState } from 'react';
import { FigureTiles } from '../../parts/FigureTiles';
import { Mark } from '../../parts/Mark';
import { Moment } from '../../parts/Moment';
import { Section } from '../../parts/Section';
import { useNarrow } from '../../parts/useNarrow';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { kindWords } from './kindWords';
import { OnlyDifferent } from './OnlyDifferent';

/** What would have been made of it: the counts, what spoke against acting, and episode by episode what differs. */
export function Replayed({ report }: { report: ReplayReport }) {
  const { counts, episodes, left } = report;
  const { labels } = useWords();
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const shown = onlyDifferent ? episodes.filter(({ same }) => !same) : episodes;
  return (
    <>
      <FigureTiles
        figures={[
          { label: labels.episodes, value: counts.episodes, below: `${labels.alerts}: ${counts.alerts}` },
          { label: t('replay.same', 'Would have gone as they went'), value: counts.same },
          ...replayKinds
            .filter(kind => counts.would[kind] + counts.really[kind] > 0)
            .map(kind => ({
              label: kindWords(kind),
              value: counts.would[kind],
              below: t('replay.really', 'really: {{really}}', { really: counts.really[kind] }),
            })),
        ]}
      />
      <Objections objections={counts.objections} />
      <Section
        title={t('replay.episodes', 'Episode by episode')}
        aside={<OnlyDifferent on={onlyDifferent} change={setOnlyDifferent} />}
      >
        {shown.length === 0 ? (
          <Text color="secondary">{t('replay.allSame', 'Every episode would have gone as it went.')}</Text>
        ) : (
          <EpisodeTable episodes={shown} />
        )}
        {left > 0 && (
          <Text color="secondary">
            {labels.andMore}: {left}
          </Text>
        )}
      </Section>
    </>
  );
}

/** How often each guardrail kept a step from being done at once. */
function Objections({ objections }: { objections: ReplayReport['counts']['objections'] }) {
  const { labels } = useWords();
  const counted = Object.entries(objections).sort(([, a], [, b]) => b - a);
  if (counted.length === 0) return null;
  return (
    <Section title={labels.guardrails}>
      <Text element="p">{counted.map(([guardrail, count]) => `${guardrail}: ${count}`).join(' · ')}</Text>
    </Section>
  );
}

function EpisodeTable({ episodes }: { episodes: ReplayedEpisode[] }) {
  const { labels } = useWords();
  const narrow = useNarrow();
  const columns = useMemo((): Column<ReplayedEpisode>[] => {
    const incident: Column<ReplayedEpisode> = {
      id: 'incident',
      header: labels.incident,
      cell: ({ row: { original } }) => <Title episode={original} narrow={narrow} />,
    };
    if (narrow) return [incident];
    return [
      incident,
      { id: 'would', header: t('replay.would', 'Would have'), cell: ({ row }) => <Would episode={row.original} /> },
      { id: 'really', header: t('replay.reallyDid', 'Really'), cell: ({ row }) => <Really episode={row.original} /> },
    ];
  }, [labels, narrow]);
  return (
    <InteractiveTable
      columns={columns}
      data={episodes}
      getRowId={({ incidentId, episode }) => `${incidentId} ${episode}`}
      pageSize={50}
    />
  );
}

function Title({ episode, narrow }: { episode: ReplayedEpisode; narrow: boolean }) {
  const { incidentId, title, service, openedAt } = episode;
  return (
    <Stack direction="column" gap={0.5}>
      <TextLink href={paths.incident(incidentId)} inline={false}>
        {title}
      </TextLink>
      <Text variant="bodySmall" color="secondary">
        {service} · <Moment iso={openedAt} as="clock" />
      </Text>
      {narrow && (
        <>
          <Text variant="bodySmall" color="secondary">
            {t('replay.would', 'Would have')}
          </Text>
          <Would episode={episode} />
          <Text variant="bodySmall" color="secondary">
            {t('replay.reallyDid', 'Really')}
          </Text>
          <Really episode={episode} />
        </>
      )}
    </Stack>
  );
}

function Would({ episode: { would } }: { episode: ReplayedEpisode }) {
  const last = would.decisions.at(-1);
  return <Told kind={would.kind} says={[last?.says, last?.reason].filter(Boolean).join(': ')} />;
}

function Really({ episode: { really } }: { episode: ReplayedEpisode }) {
  const { outcomes } = useWords();
  const says = really.attempts.map(({ step, outcome }) =>
    [`${step.action} · ${step.target}`, outcome && (outcomes[outcome] ?? outcome)].filter(Boolean).join(': '),
  );
  return <Told kind={really.kind} says={says.join('; ')} />;
}

const Told = ({ kind, says }: { kind: ReplayedEpisode['would']['kind']; says: string }) => (
  <Stack direction="column" gap={0.5} alignItems="flex-start">
    <Mark tone={replayTones[kind]}>{kindWords(kind)}</Mark>
    {says !== '' && <Text variant="bodySmall">{says}</Text>}
  </Stack>
);
