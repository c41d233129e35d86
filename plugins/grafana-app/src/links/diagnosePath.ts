import { paths } from '../paths';

const most = { queries: 10, characters: 500 };

/** Where the incident of an alert with these labels is found. */
export const diagnoseAlert = (labels: Record<string, string>) =>
  `${paths.diagnose}?${new URLSearchParams({ labels: JSON.stringify(labels) })}`;

export interface Asked {
  title?: string;
  queries: string[];
  from: string;
  to: string;
}

/** Where what some queries ask about is looked into. What is long is cut: an address has its limits. */
export function diagnoseQueries({ title, queries, from, to }: Asked): string {
  const cut = queries.slice(0, most.queries).map(query => query.slice(0, most.characters));
  return `${paths.diagnose}?${new URLSearchParams({ queries: JSON.stringify(cut), from, to, ...(title && { title }) })}`;
}
