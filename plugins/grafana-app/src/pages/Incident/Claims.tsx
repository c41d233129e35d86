import type { Claim, Evidence } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { PlainList } from '../../parts/PlainList';
import { EvidenceCard } from './EvidenceCard';

/** Sentences, each with the evidence it rests on. */
export function Claims({ claims, evidence }: { claims: Claim[]; evidence: Evidence[] }) {
  if (claims.length === 0) return null;
  return (
    <PlainList>
      {claims.map(({ says, evidence: cited }) => (
        <Stack key={says} direction="column" gap={1}>
          <Text>{says}</Text>
          {evidence
            .filter(({ id }) => cited.includes(id))
            .map(piece => (
              <EvidenceCard key={piece.id} evidence={piece} />
            ))}
        </Stack>
      ))}
    </PlainList>
  );
}
