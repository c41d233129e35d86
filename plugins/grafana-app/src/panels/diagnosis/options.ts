export interface DiagnosisOptions {
  /** How many causes are shown. */
  causes: number;
  /** Whether the query of each piece of evidence is shown. */
  queries: boolean;
}

export const defaults: DiagnosisOptions = { causes: 3, queries: true };
