import { quantity, type Evidence } from '@autocura/common';
import { Box, Text } from '@backstage/ui';
import { useWords } from '../useWords';
import { CopyButton } from '../parts/CopyButton';
import { Sparkline } from './Sparkline';

/** One answer: its value, its course, and the query that anyone can ask again. */
export function EvidenceCard({ evidence: { question, measurement, unit, query, series } }: { evidence: Evidence }) {
  const { labels, signals, language } = useWords();
  const read = (value: number) => quantity(value, unit, language);
  const normal = measurement.state === 'measured' ? measurement.normal : undefined;
  return (
    <Box bg="neutral" p="3" style={{ minWidth: 0, borderRadius: 'var(--bui-radius-3)' }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 'var(--bui-space-3)' }}>
        <div style={{ flex: '1 1 200px', minWidth: 0 }}>
          <Text as="p" variant="body-small" color="secondary" style={{ margin: 0 }}>
            {signals[question.signal]} · {question.service}
          </Text>
          <Text as="p" weight="bold" style={{ margin: 0 }}>
            {measurement.state === 'measured' ? read(measurement.value) : `${labels.noData}: ${measurement.reason}`}
          </Text>
          {normal !== undefined && (
            <Text as="p" variant="body-small" color="secondary" style={{ margin: 0 }}>
              {labels.normally} {read(normal)}
            </Text>
          )}
        </div>
        {series && series.length > 1 && (
          <Sparkline series={series} read={read} label={labels.recently} {...(normal !== undefined && { normal })} />
        )}
      </div>
      <details style={{ marginTop: 'var(--bui-space-1)' }}>
        <summary style={{ ...small, cursor: 'pointer' }}>{labels.query}</summary>
        <div style={{ display: 'flex', alignItems: 'center', gap: 'var(--bui-space-2)' }}>
          <code
            aria-label={labels.query}
            style={{
              ...small,
              flex: 1,
              minWidth: 0,
              fontFamily: 'var(--bui-font-monospace)',
              overflowWrap: 'anywhere',
              whiteSpace: 'pre-wrap',
            }}
          >
            {query}
          </code>
          <CopyButton text={query} />
        </div>
      </details>
    </Box>
  );
}

const small = { fontSize: 'var(--bui-font-size-2)', color: 'var(--bui-fg-secondary)' };
