import { decisionTones, type Incident, person, type Plan, type WouldBeMark } from '@autocura/common';
import { Flex, Text } from '@backstage/ui';
import { Decision } from '../parts/Decision';
import { Mark } from '../parts/Mark';
import { MarkIt } from '../parts/MarkIt';
import { Panel } from '../parts/Section';
import { useWords } from '../useWords';
import { Changes } from './Changes';

/** What is to be done or would be, what the guardrails say to it, and the two buttons when a person is asked. */
export function PlanPanel({
  incident,
  pending,
  approve,
  reject,
  mark,
}: {
  incident: Incident;
  pending: boolean;
  approve: (digest: string, code?: string) => void;
  reject: (digest: string) => void;
  mark: (digest: string, mark: WouldBeMark['mark']) => void;
}) {
  const { labels } = useWords();
  if (!('plan' in incident)) return null;
  const { plan } = incident;
  const isObserved = incident.phase === 'observed';
  return (
    <Panel title={isObserved ? labels.wouldDo : labels.plan}>
      <Flex direction="column" gap="4">
        {isObserved && <Text color="secondary">{labels.wouldDoSays}</Text>}
        <Step plan={plan} />
        <Foretelling plan={plan} />
        <Verdicts plan={plan} />
        <People plan={plan} />
        {isObserved && (
          <MarkIt
            given={incident.marks?.findLast(({ digest }) => digest === plan.digest)}
            pending={pending}
            mark={said => mark(plan.digest, said)}
          />
        )}
        {incident.phase === 'proposed' && (
          <Decision
            approvers={plan.approvers}
            expiresAt={incident.expiresAt}
            pending={pending}
            approve={code => approve(plan.digest, code)}
            reject={() => reject(plan.digest)}
          />
        )}
      </Flex>
    </Panel>
  );
}

function Step({ plan }: { plan: Plan }) {
  const { step } = plan;
  const { planned } = useWords();
  const params = Object.entries(step.params).map(([name, value]) => `${name}=${value}`);
  return (
    <Flex direction="column" gap="1">
      <Text variant="body-large" weight="bold">
        {planned(plan)}
      </Text>
      <Text variant="body-small" color="secondary" style={{ overflowWrap: 'anywhere' }}>
        {[step.action, step.target, ...params].join(' · ')}
      </Text>
    </Flex>
  );
}

/** What it would change, before anybody says yes to it. */
function Foretelling({ plan: { foretold, again } }: { plan: Plan }) {
  const { labels } = useWords();
  return (
    <>
      {again !== undefined && (
        <Text>
          {labels.askedAgain}: {again}
        </Text>
      )}
      {foretold && 'cannot' in foretold && (
        <Text color="secondary">
          {labels.cannotForetell}: {foretold.cannot}
        </Text>
      )}
      {foretold && 'changes' in foretold && (
        <Flex direction="column" gap="2">
          <Text as="h3" variant="body-medium" weight="bold" style={{ margin: 0 }}>
            {labels.fieldChanges}
          </Text>
          {foretold.changes.length === 0 ? (
            <Text color="secondary">{labels.changesNothing}</Text>
          ) : (
            <Changes changes={foretold.changes} />
          )}
        </Flex>
      )}
    </>
  );
}

/** Who asked for it, and who has approved it where that takes more than one. */
function People({ plan: { askedBy, approvers = 1, approvals = [] } }: { plan: Plan }) {
  const { labels } = useWords();
  return (
    <>
      {askedBy !== undefined && (
        <Text>
          {labels.askedBy} {person(askedBy)}
        </Text>
      )}
      {approvers > 1 && (
        <Text>
          {labels.approvals}: {[`${approvals.length} / ${approvers}`, ...approvals.map(person)].join(' · ')}
        </Text>
      )}
    </>
  );
}

function Verdicts({ plan: { verdicts } }: { plan: Plan }) {
  const words = useWords();
  if (verdicts.length === 0) return null;
  return (
    <Flex direction="column" gap="2">
      <Text as="h3" variant="body-medium" weight="bold" style={{ margin: 0 }}>
        {words.labels.guardrails}
      </Text>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 'var(--bui-space-2)' }}>
        {verdicts.map(({ guardrail, decision, reason }) => (
          <li
            key={guardrail}
            style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 'var(--bui-space-2)' }}
          >
            <Mark tone={decisionTones[decision]}>{words.decisions[decision]}</Mark>
            <Text style={{ flex: '1 1 200px' }}>{reason}</Text>
          </li>
        ))}
      </ul>
    </Flex>
  );
}
