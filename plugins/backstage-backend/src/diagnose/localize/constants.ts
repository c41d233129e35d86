/** Weights that were chosen, by what held on several systems; halving or doubling any of them tells how much it matters. */
export interface Constants {
  /** What follows the load is worth less than what is of the service itself. */
  ofFlow: number;
  /** What a service uses and what is felt of it bear each other out: the weaker of the two counts in part. */
  corroboration: number;
  /** Evidence of another kind than the alert. */
  ofAnotherKind: number;
  /** Evidence where the alerting service depends on nothing. */
  outOfReach: number;
  /** What does not stand out of the noise still ranks those of whom nothing better is known. */
  inTheNoise: number;
}

export const chosen: Constants = {
  ofFlow: 0.5,
  corroboration: 0.5,
  ofAnotherKind: 0.3,
  outOfReach: 0.5,
  inTheNoise: 0.1,
};
