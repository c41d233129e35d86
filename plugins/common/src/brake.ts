/** One reason why nothing is done by itself or on anybody's word. */
export interface Hold {
  /** Who holds it: an actor such as `user:default/ana`, `file` or `configuration`. */
  by: string;
  reason: string;
  /** ISO 8601, where it is known. */
  since?: string;
}

/** The brake: while anybody holds it, nothing outside is changed. */
export interface Brake {
  /** Empty when it is off. Each has to be let go where it is held. */
  holds: Hold[];
}
