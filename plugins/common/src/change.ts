/** What one commit of a release altered. */
export interface Commit {
  id: string;
  message: string;
  /** Paths of the files it touches. */
  files: string[];
  /** As `git show --format=` prints it. */
  diff?: string;
}

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
  /** What came with it that had not run before. Lists of changes leave out the diffs. */
  commits?: Commit[];
}
