import type { Question, SignalName } from '@autocura/common';
import type { Promql } from '../promql';

/** Look-back windows of the queries, in seconds. */
export interface Windows {
  /** Rates and quantiles; at least four scrapes. */
  rate: number;
  /** Slopes. */
  growth: number;
  /** Things that happen now and then, such as restarts. */
  events: number;
  /** What "normal" is the median of; ends where the trouble begins. */
  normal: number;
  /** How long an edge or a service is remembered after it was last seen. */
  memory: number;
}

export const defaultWindows: Windows = { rate: 300, growth: 600, events: 900, normal: 3600, memory: 900 };

/** What an expression is asked about: one service or many at once. */
export interface Scope {
  /** Label matchers that choose the services. */
  is: Promql;
  /** Labels of the answer: the service, and the part where one is asked for. */
  by: Promql;
  /** Gives series their service label where they lack it. */
  named(vector: Promql): Promql;
  rate: Promql;
  growth: Promql;
  events: Promql;
}

export interface Reading {
  /** How it can be broken down; none where absent. */
  parts?: NonNullable<Question['by']>[];
  query(scope: Scope): Promql;
}

/** Exporters that name the same quantities the same way: signal → PromQL. */
export interface Family {
  id: string;
  /** How a service is recognised: by one of the usual labels, by the names of its pods, or as the database itself. */
  naming: 'labels' | 'pods' | 'database';
  /** Metrics that show the family is there. */
  probes: string[];
  /** Labels that name a service, the first that is set counts; the usual ones where absent. */
  labels?: string[];
  /** Finding it means finding a service, not just a process or a target. */
  namesServices?: true;
  signals: Partial<Record<SignalName, Reading>>;
}
