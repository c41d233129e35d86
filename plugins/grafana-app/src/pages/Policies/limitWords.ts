import { type LimitUnit, limitUnits, type PolicyLimit, quantity, type Words } from '@autocura/common';

const units: Record<LimitUnit, string> = {
  ms: '',
  count: '',
  share: '',
  flag: '',
  MiB: ' MiB',
  mCPU: ' mCPU',
  GiB: ' GiB',
};

/** The value of a limit, as people read it. */
export function limitWords(name: PolicyLimit, value: number | boolean | undefined, words: Words): string {
  const { language, screens } = words;
  if (typeof value === 'boolean') return value ? screens.policy.yes : screens.policy.no;
  if (value === undefined) return '';
  const unit: LimitUnit = limitUnits[name] ?? 'count';
  if (unit === 'ms') return quantity(value / 1000, 's', language);
  if (unit === 'share') return quantity(value, 'ratio', language);
  return `${new Intl.NumberFormat(language).format(value)}${units[unit]}`;
}
