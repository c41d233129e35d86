import type { Claim, Evidence } from '@autocura/common';
import { Text } from '@backstage/ui';
import { EvidenceCard } from './EvidenceCard';

/** Sentences, each with the evidence it rests on. */
export function Claims({ claims, evidence }: { claims: Claim[]; evidence: Evidence[] }) {
  if (claims.length === 0) return null;
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 'var(--bui-space-3)' }}>
      {claims.map(({ says, evidence: cited }) => (
        <li key={says} style={{ display: 'grid', gap: 'var(--bui-space-2)', minWidth: 0 }}>
          <Text>{says}</Text>
          {evidence
            .filter(({ id }) => cited.includes(id))
            .map(item => (
              <EvidenceCard key={item.id} evidence={item} />
            ))}
        </li>
      ))}
    </ul>
  );
}
