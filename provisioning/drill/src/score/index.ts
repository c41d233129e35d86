export { rules } from './judged';
export type { Rules } from './judged';
export { usualP95, voidReasons } from './gate';
export { goodSince } from './recovered';
export { scoreLeague } from './scoreLeague';
export type { About, ScoredLeague } from './scoreLeague';
