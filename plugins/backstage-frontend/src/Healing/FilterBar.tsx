import { periods } from '@autocura/common';
import { Flex, Select } from '@backstage/ui';
import { useWords } from '../useWords';
import type { Filter } from './useFilter';

export interface Choice<F extends string> {
  field: F;
  label: string;
  /** What it says while nothing is chosen. */
  any: string;
  options: { value: string; label: string }[];
}

const any = 'any';

/** What a list can be narrowed to. What has nothing to choose from is left out. */
export function FilterBar<F extends string>({
  choices,
  filter,
  change,
}: {
  choices: Choice<F>[];
  filter: Filter<F>;
  change: (field: F, value: string | undefined) => void;
}) {
  return (
    <Flex gap="3" align="end" style={{ flexWrap: 'wrap' }}>
      {choices
        .filter(({ options }) => options.length > 0)
        .map(({ field, label, any: anything, options }) => (
          <Select
            key={field}
            label={label}
            value={filter[field] ?? any}
            options={[{ value: any, label: anything }, ...options]}
            onChange={next => change(field, next === any ? undefined : String(next))}
          />
        ))}
    </Flex>
  );
}

/** The choice of a time, which every list has. */
export function usePeriodChoice(): Choice<'days'> {
  const { labels } = useWords();
  const says: Record<(typeof periods)[number], string> = {
    1: labels.lastDay,
    7: labels.course,
    30: labels.lastMonth,
  };
  return {
    ...{ field: 'days', label: labels.time, any: labels.anyTime },
    options: periods.map(value => ({ value, label: says[value] })),
  };
}
