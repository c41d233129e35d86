import { type Incident, type InPhase, phaseTones } from '@autocura/common';
import { Flex, Link, Text } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Panel } from '../parts/Section';
import { useFirst } from '../parts/useFirst';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

type Waiting = InPhase<'proposed' | 'blocked' | 'observed'>;

const waiting: Incident['phase'][] = ['proposed', 'blocked', 'observed'];
const waits = (incident: Incident): incident is Waiting => waiting.includes(incident.phase);

const few = 10;

/** Steps that are known and not taken: what is asked about, held back or only observed, and why. */
export function NotDone({ incidents }: { incidents: Incident[] }) {
  const words = useWords();
  const paths = usePaths();
  const held = incidents.filter(waits);
  const { shown, others } = useFirst(held, few);
  if (held.length === 0) return null;
  return (
    <Panel title={words.labels.asked}>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 'var(--bui-space-4)' }}>
        {shown.map(incident => (
          <li key={incident.id}>
            <Flex direction="column" gap="1">
              <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
                <Mark tone={phaseTones[incident.phase]}>{words.phases[incident.phase]}</Mark>
                <Link href={paths.incident(incident.id)} style={{ overflowWrap: 'anywhere' }}>
                  {words.planned(incident.plan)}
                </Link>
              </Flex>
              {reasonsOf(incident).map(reason => (
                <Text key={reason} variant="body-small" color="secondary" style={{ overflowWrap: 'anywhere' }}>
                  {reason}
                </Text>
              ))}
            </Flex>
          </li>
        ))}
      </ul>
      {others}
    </Panel>
  );
}

/** Why it is held back; else what the guardrails that do not allow it say. */
const reasonsOf = (incident: Waiting) =>
  incident.phase === 'blocked'
    ? [incident.reason]
    : incident.plan.verdicts.filter(({ decision }) => decision !== 'allow').map(({ reason }) => reason);
