import {
  quantity,
  type Diagnosis,
  type Feedback,
  type Hypothesis,
  type Incident,
  type Located,
  type Moved,
  standingTones,
} from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { Fold } from '../../parts/Fold';
import { Mark } from '../../parts/Mark';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';
import { Claims } from './Claims';
import { InLogs } from './InLogs';
import { InShort } from './InShort';
import { WasItTheCause } from './WasItTheCause';

/** The likely causes, the first one open with what speaks for it. */
export function Causes({
  incident,
  aside,
  ...asking
}: {
  incident: Incident;
  aside: ReactNode;
  pending: boolean;
  not: string | undefined;
  answer: (feedback: Feedback) => void;
}) {
  const { labels } = useWords();
  const { id, diagnosis, feedback } = incident;
  if (!diagnosis)
    return (
      <Section title={labels.likelyCauses} framed>
        <Text color="secondary">{labels.notDiagnosed}</Text>
      </Section>
    );
  const [first, ...others] = diagnosis.hypotheses;
  return (
    <Section title={labels.likelyCauses} framed aside={aside}>
      <InShort id={id} diagnosis={diagnosis} />
      {first && (
        <>
          <Cause hypothesis={first} diagnosis={diagnosis} />
          <WasItTheCause
            hypothesis={first.id}
            given={feedback.filter(({ hypothesis }) => hypothesis === first.id).at(-1)}
            {...asking}
          />
        </>
      )}
      {others.length > 0 && (
        <Fold title={`${labels.moreCauses} (${others.length})`}>
          <Stack direction="column" gap={3}>
            {others.map(hypothesis => (
              <Cause key={hypothesis.id} hypothesis={hypothesis} diagnosis={diagnosis} />
            ))}
          </Stack>
        </Fold>
      )}
      {diagnosis.logs && <InLogs logs={diagnosis.logs} />}
      {diagnosis.located && <StandsOut located={diagnosis.located} />}
      <Unmeasured diagnosis={diagnosis} />
    </Section>
  );
}

function Cause({ hypothesis, diagnosis }: { hypothesis: Hypothesis; diagnosis: Diagnosis }) {
  const { standings } = useWords();
  const { title, service, standing, because } = hypothesis;
  return (
    <Stack direction="column" gap={1.5}>
      <Stack alignItems="center" wrap="wrap">
        <Text element="h3" variant="h6">
          {title}
        </Text>
        <Text color="secondary">{service}</Text>
        <Mark tone={standingTones[standing]}>{standings[standing] ?? standing}</Mark>
      </Stack>
      <Claims claims={because} evidence={diagnosis.evidence} />
    </Stack>
  );
}

/** What the failure modes do not know: which series moved. */
function StandsOut({ located: { services, abstains, confidence } }: { located: Located }) {
  const { labels, signals, language } = useWords();
  const says = ({ signal, unit, normal, now, explainedBy }: Moved) => {
    const [was, is] = [normal, now].map(value => quantity(value, unit, language));
    const why = explainedBy === undefined ? '' : ` (${labels.explainedBy} ${explainedBy})`;
    return `${signals[signal] ?? signal}: ${was} → ${is}${why}`;
  };
  return (
    <Fold title={labels.standsOut}>
      <Stack direction="column" gap={1.5}>
        {abstains && <Text color="secondary">{labels.nothingStandsOut}</Text>}
        {!abstains && confidence !== undefined && (
          <Text color="secondary">
            {`${labels.firstIsRightIn} ${Math.round(confidence * 10)} ${labels.ofTenCases}`}
          </Text>
        )}
        {!abstains &&
          services.map(({ service, because }) => (
            <Stack key={service} direction="column" gap={0.5}>
              <Text weight="medium">{service}</Text>
              {because.map(moved => (
                <Text key={moved.signal} variant="bodySmall" color="secondary">
                  {says(moved)}
                </Text>
              ))}
            </Stack>
          ))}
      </Stack>
    </Fold>
  );
}

function Unmeasured({ diagnosis }: { diagnosis: Diagnosis }) {
  const { labels, signals } = useWords();
  const gaps = diagnosis.evidence.flatMap(({ id, question: { signal, service }, measurement }) =>
    measurement.state === 'missing'
      ? [{ id, says: `${signals[signal] ?? signal} (${service}): ${measurement.reason}` }]
      : [],
  );
  if (gaps.length === 0) return null;
  return (
    <Fold title={`${labels.unmeasured} (${gaps.length})`}>
      <Stack direction="column" gap={0.5}>
        {gaps.map(({ id, says }) => (
          <Text key={id} variant="bodySmall" color="secondary">
            {says}
          </Text>
        ))}
      </Stack>
    </Fold>
  );
}
