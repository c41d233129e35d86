/** A deploy, configuration or flag change somebody or something made. */
export interface Change {
  id: string;
  kind: 'deploy' | 'config' | 'flag' | 'scale' | 'other';
  service: string;
  /** Which of the service's it was, where it has several: the flag, the configuration object. */
  key?: string;
  at: string;
  summary: string;
  from?: string;
  to?: string;
  by?: string;
}
