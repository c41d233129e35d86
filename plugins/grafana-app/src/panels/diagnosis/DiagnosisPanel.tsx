import type { Claim } from '@autocura/common';
import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { paths } from '../../paths';
import { currentWords } from '../../texts';
import { Empty, PanelBody } from '../parts/PanelBody';
import { Shown } from '../parts/Shown';
import type { Table } from '../parts/table';
import { Evidence } from './Evidence';
import { evidenceOf, type EvidenceById } from './evidenceOf';
import type { DiagnosisOptions } from './options';

/** Likely causes of an incident, each claim with the evidence it rests on. */
export function DiagnosisPanel({ data, options, width, height }: PanelProps<DiagnosisOptions>) {
  const { words, texts } = currentWords();
  const styles = useStyles2(stylesOf);
  return (
    <PanelBody {...{ data, width, height }} kind="hypotheses" needs={texts.panels.diagnosis.needs}>
      {causes => {
        if (causes.rows.length === 0) {
          return <Empty says={noneFound(causes, words)} />;
        }
        const evidence = evidenceOf(data.series);
        return (
          <ol className={styles.causes}>
            {causes.rows.slice(0, options.causes).map(row => (
              <li key={row} className={styles.cause}>
                <Cause {...{ causes, row, evidence }} queries={options.queries} />
              </li>
            ))}
          </ol>
        );
      }}
    </PanelBody>
  );
}

function noneFound({ frame }: Table, { labels, explanation }: ReturnType<typeof currentWords>['words']): string {
  const { known, looked } = (frame.meta?.custom ?? {}) as { known?: boolean; looked?: string[] };
  return known ? explanation.unknown(looked ?? []) : labels.notDiagnosed;
}

function Cause({
  causes,
  row,
  evidence,
  queries,
}: {
  causes: Table;
  row: number;
  evidence: EvidenceById;
  queries: boolean;
}) {
  const service = causes.text('service', row) ?? '';
  const claims = (causes.field('claims')?.values[row] ?? []) as Claim[];
  return (
    <Stack direction="column" gap={1.5}>
      <Stack justifyContent="space-between" alignItems="flex-start" wrap="wrap" gap={1}>
        <Stack direction="column" gap={0}>
          <Text element="h3" variant="h5">
            {causes.text('cause', row) ?? ''}
          </Text>
          <TextLink href={paths.service(service)} inline={false} variant="bodySmall">
            {service}
          </TextLink>
        </Stack>
        <Shown field={causes.field('standing')} row={row} />
      </Stack>
      {claims.map(({ says, evidence: cited }, index) => (
        <Stack key={index} direction="column" gap={1}>
          <Text>{says}</Text>
          {cited.filter(firstCitedBy(claims, index)).flatMap(id => {
            const piece = evidence(id);
            return piece ? [<Evidence key={id} piece={piece} queries={queries} />] : [];
          })}
        </Stack>
      ))}
    </Stack>
  );
}

/** What several claims rest on is shown with the first of them. */
const firstCitedBy = (claims: Claim[], index: number) => (id: string) =>
  claims.findIndex(({ evidence }) => evidence.includes(id)) === index;

const stylesOf = (theme: GrafanaTheme2) => ({
  causes: css({ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: theme.spacing(2) }),
  cause: css({
    minWidth: 0,
    overflowWrap: 'anywhere',
    '&:not(:first-child)': {
      paddingTop: theme.spacing(2),
      borderTop: `1px solid ${theme.colors.border.weak}`,
    },
    '& h3': { margin: 0 },
  }),
});
