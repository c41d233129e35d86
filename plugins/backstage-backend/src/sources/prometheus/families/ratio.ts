import { type Promql, promql } from '../promql';

/** `part / whole`, zero where only the whole has series: no error yet is no error, not no data. */
export const ratio = (part: Promql, whole: Promql) => promql`(${part} or 0 * ${whole}) / ${whole}`;

/** `part`, zero where it has no series but `known` has. */
export const orZero = (part: Promql, known: Promql) => promql`${part} or 0 * ${known}`;
