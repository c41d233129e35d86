export type { ChangeVerdict, SuspectChange } from './changes/suspectChange';
export type { ChangeRecord, LocalizeInput, LogLine, Noticed, Series, Span } from './input';
export { type Localization, localize, type RankedMetric, type RankedService } from './localize';
export { surest } from './confidence';
export { chosen, type Constants } from './constants';
export { templateOf } from './logs/template';
export { type Family, familyOf } from './family';
export type { Reason } from './reasons';
