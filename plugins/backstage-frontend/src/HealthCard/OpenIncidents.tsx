import type { CardIncident, CardProposal, ServiceCard } from '@autocura/common';
import { Flex, Link, Text } from '@backstage/ui';
import { Changes } from '../IncidentPage/Changes';
import { Decision } from '../parts/Decision';
import { Moment } from '../parts/Moment';
import { PhaseMark } from '../parts/PhaseMark';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

interface Decide {
  approve: (id: string, digest: string, code?: string) => void;
  reject: (id: string, digest: string) => void;
}
interface Asking {
  pending: boolean;
  /** Absent where nothing is decided here. */
  decide?: Decide;
}

/** What is sick now; what waits for a person can be answered in place. */
export function OpenIncidents({ card: { service, incidents, open }, ...asking }: Asking & { card: ServiceCard }) {
  const { labels } = useWords();
  const paths = usePaths();
  const others = open - incidents.length;
  return (
    <Flex direction="column" gap="2">
      <Text as="h4" variant="body-small" color="secondary" style={{ margin: 0 }}>
        {labels.openIncidents}
      </Text>
      {incidents.length === 0 && <Text>{labels.noOpenIncident}</Text>}
      {incidents.length > 0 && (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 'var(--bui-space-4)' }}>
          {incidents.map(incident => (
            <li key={incident.id} style={{ minWidth: 0 }}>
              <OneIncident incident={incident} {...asking} />
            </li>
          ))}
        </ul>
      )}
      {others > 0 && <Link href={paths.service(service)}>{`+ ${others} ${labels.moreOpen}`}</Link>}
    </Flex>
  );
}

function OneIncident({ incident, ...asking }: Asking & { incident: CardIncident }) {
  const { labels, failureModes, screens } = useWords();
  const paths = usePaths();
  const { id, title, phase, openedAt, recurrence, proposal, grafana } = incident;
  return (
    <Flex direction="column" gap="2">
      <Link href={paths.incident(id)} weight="bold" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Link>
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <PhaseMark phase={phase} />
        <Text variant="body-small" color="secondary">
          <Moment iso={openedAt} />
        </Text>
        {grafana !== undefined && (
          <Link href={grafana} target="_blank" rel="noopener noreferrer">
            {labels.inGrafana}
          </Link>
        )}
      </Flex>
      {recurrence && (
        <Text variant="body-small" style={{ overflowWrap: 'anywhere' }}>
          {screens.recurrences.times(recurrence.times)}:{' '}
          {failureModes[recurrence.failureMode] ?? recurrence.failureMode}
        </Text>
      )}
      {proposal && <Proposal id={id} proposal={proposal} {...asking} />}
    </Flex>
  );
}

function Proposal({ id, proposal, pending, decide }: Asking & { id: string; proposal: CardProposal }) {
  const { labels, approvalObstacles } = useWords();
  const { says, digest, expiresAt, foretold, approvers, approvals, mayApprove, mayReject, because } = proposal;
  return (
    <Flex direction="column" gap="2">
      <Text style={{ overflowWrap: 'anywhere' }}>{says}</Text>
      {foretold && 'changes' in foretold && <Changes changes={foretold.changes} />}
      {approvers > 1 && (
        <Text variant="body-small" color="secondary">
          {labels.approvals}: {approvals} / {approvers}
        </Text>
      )}
      {decide && (
        <Decision
          {...{ approvers, expiresAt, pending, mayApprove, mayReject }}
          approve={code => decide.approve(id, digest, code)}
          reject={() => decide.reject(id, digest)}
        />
      )}
      {decide && because && (
        <Text variant="body-small" color="secondary">
          {approvalObstacles[because]}
        </Text>
      )}
    </Flex>
  );
}
