/** A stretch of time, both ends in it. */
export interface Stretch {
  from: Date;
  until: Date;
}

/** Which times tell what is usual: those before a moment that are in none of the stretches. */
export interface Usual {
  before?: Date;
  except?: Stretch[];
}
