export interface ServiceHealthOptions {
  /** Whether it is shown what was last done. */
  healing: boolean;
  /** Whether what is well is left out. */
  onlySick: boolean;
}

export const defaults: ServiceHealthOptions = { healing: true, onlySick: false };
