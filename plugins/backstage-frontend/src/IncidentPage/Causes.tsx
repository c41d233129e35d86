import {
  type Diagnosis,
  type Feedback,
  type Hypothesis,
  type Incident,
  type Located,
  type Moved,
  quantity,
  standingTones,
} from '@autocura/common';
import { Accordion, AccordionPanel, AccordionTrigger, Flex, Text } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';
import { Claims } from './Claims';
import { InLogs } from './InLogs';
import { InShort } from './InShort';
import { WasItTheCause } from './WasItTheCause';

/** The likely causes, the first one open with what speaks for it. */
export function Causes({
  incident,
  pending,
  answer,
}: {
  incident: Incident;
  pending: boolean;
  answer: (feedback: Feedback) => void;
}) {
  const { labels } = useWords();
  const { diagnosis } = incident;
  const [first, ...others] = diagnosis?.hypotheses ?? [];
  return (
    <Panel title={labels.likelyCauses}>
      <Flex direction="column" gap="4">
        {!diagnosis && <Text color="secondary">{labels.notDiagnosed}</Text>}
        {diagnosis && <InShort id={incident.id} diagnosis={diagnosis} />}
        {diagnosis && first && (
          <>
            <Cause hypothesis={first} diagnosis={diagnosis} />
            <WasItTheCause
              hypothesis={first.id}
              given={incident.feedback.filter(({ hypothesis }) => hypothesis === first.id).at(-1)}
              pending={pending}
              answer={answer}
            />
          </>
        )}
        {diagnosis && others.length > 0 && (
          <Accordion>
            <AccordionTrigger title={`${labels.moreCauses} (${others.length})`} />
            <AccordionPanel>
              <Flex direction="column" gap="5">
                {others.map(hypothesis => (
                  <Cause key={hypothesis.id} hypothesis={hypothesis} diagnosis={diagnosis} />
                ))}
              </Flex>
            </AccordionPanel>
          </Accordion>
        )}
        {diagnosis?.logs && <InLogs logs={diagnosis.logs} />}
        {diagnosis?.located && <StandsOut located={diagnosis.located} />}
        {diagnosis && <Unmeasured diagnosis={diagnosis} />}
      </Flex>
    </Panel>
  );
}

function Cause({ hypothesis, diagnosis }: { hypothesis: Hypothesis; diagnosis: Diagnosis }) {
  const words = useWords();
  return (
    <Flex direction="column" gap="3">
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text as="h3" variant="body-large" weight="bold" style={{ margin: 0 }}>
          {hypothesis.title}
        </Text>
        <Text color="secondary">{hypothesis.service}</Text>
        <Mark tone={standingTones[hypothesis.standing]}>{words.standings[hypothesis.standing]}</Mark>
      </Flex>
      <Claims claims={hypothesis.because} evidence={diagnosis.evidence} />
    </Flex>
  );
}

/** What the failure modes do not know: which series moved. */
function StandsOut({ located: { services, abstains, confidence } }: { located: Located }) {
  const { labels, signals, language } = useWords();
  const says = ({ signal, unit, normal, now, explainedBy }: Moved) => {
    const [was, is] = [normal, now].map(value => quantity(value, unit, language));
    return `${signals[signal]}: ${was} → ${is}${explainedBy === undefined ? '' : ` (${labels.explainedBy} ${explainedBy})`}`;
  };
  return (
    <Accordion>
      <AccordionTrigger title={labels.standsOut} />
      <AccordionPanel>
        <Flex direction="column" gap="3">
          {!abstains && confidence !== undefined && (
            <Text color="secondary">{`${labels.firstIsRightIn} ${Math.round(confidence * 10)} ${labels.ofTenCases}`}</Text>
          )}
          {abstains && <Text color="secondary">{labels.nothingStandsOut}</Text>}
          {!abstains &&
            services.map(({ service, because }) => (
              <Flex key={service} direction="column" gap="1">
                <Text weight="bold">{service}</Text>
                {because.map(moved => (
                  <Text key={moved.signal} variant="body-small" color="secondary">
                    {says(moved)}
                  </Text>
                ))}
              </Flex>
            ))}
        </Flex>
      </AccordionPanel>
    </Accordion>
  );
}

function Unmeasured({ diagnosis }: { diagnosis: Diagnosis }) {
  const { labels, signals } = useWords();
  const gaps = diagnosis.evidence.flatMap(({ id, question, measurement }) =>
    measurement.state === 'missing'
      ? [{ id, says: `${signals[question.signal]} (${question.service}): ${measurement.reason}` }]
      : [],
  );
  if (gaps.length === 0) return null;
  return (
    <Accordion>
      <AccordionTrigger title={`${labels.unmeasured} (${gaps.length})`} />
      <AccordionPanel>
        <Flex direction="column" gap="1">
          {gaps.map(({ id, says }) => (
            <Text key={id} variant="body-small" color="secondary">
              {says}
            </Text>
          ))}
        </Flex>
      </AccordionPanel>
    </Accordion>
  );
}
