export type { ChangeVerdict, SuspectChange } from './changes/suspectChange';
export type { ChangeRecord, LocalizeInput, LogLine, Noticed, Series, Span } from './input';
export { type Localization, localize, type RankedMetric, type RankedService } from './localize';
export { chosen, type Constants } from './constants';
export type { Reason } from './reasons';
