import type { CardPrediction, ErrorBudget, ServiceCard } from '@autocura/common';
import { Flex, Text } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { useWords } from '../useWords';

/** What is expected to fail, and what failing may still cost. Nothing stands here where neither is known. */
export function Foresight({ card: { prediction, errorBudget } }: { card: ServiceCard }) {
  return (
    <>
      {prediction && <Expected of={prediction} />}
      {errorBudget && <BudgetLeft of={errorBudget} />}
    </>
  );
}

function Expected({ of: { says, earliest, latest } }: { of: CardPrediction }) {
  const { labels } = useWords();
  return (
    <Flex direction="column" gap="1">
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Mark tone="warning">{labels.predicted}</Mark>
        <Text style={{ flex: '1 1 200px', overflowWrap: 'anywhere' }}>{says}</Text>
      </Flex>
      <Text variant="body-small" color="secondary">
        <Moment iso={earliest} as="clock" /> {labels.earliest},{' '}
        {latest === undefined ? (
          labels.mayNeverCome
        ) : (
          <>
            <Moment iso={latest} as="clock" /> {labels.latestBy}
          </>
        )}
      </Text>
    </Flex>
  );
}

function BudgetLeft({ of: { objective, target, days, left } }: { of: ErrorBudget }) {
  const { labels, language } = useWords();
  const percent = (share: number, digits: number) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share);
  const bounded = Math.min(1, Math.max(0, left));
  return (
    <Flex direction="column" gap="1">
      <Flex justify="between" gap="2" style={{ flexWrap: 'wrap' }}>
        <Text>{labels.errorBudget}</Text>
        <Text weight="bold">{percent(left, 0)}</Text>
      </Flex>
      <div
        role="meter"
        aria-label={labels.errorBudget}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(bounded * 100)}
        style={{ height: 6, borderRadius: 3, background: 'var(--bui-bg-neutral-2)', overflow: 'hidden' }}
      >
        <div style={{ width: `${bounded * 100}%`, height: '100%', background: `var(--bui-fg-${toneOf(left)})` }} />
      </div>
      <Text variant="body-small" color="secondary" style={{ overflowWrap: 'anywhere' }}>
        {objective} · {percent(target, 3)} · {days} {labels.days}
      </Text>
    </Flex>
  );
}

const toneOf = (left: number) => (left <= 0 ? 'danger' : left < 0.25 ? 'warning' : 'success');
