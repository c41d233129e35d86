/** What bounds the healer, per target, service and estate. Lengths in milliseconds, shares 0 to 1. */
export interface Limits {
  /** Quiet time between two actions on one target. */
  cooldownMs: number;
  perTargetPerHour: number;
  perServicePerHour: number;
  /** Actions an hour over everything. */
  perHour: number;
  /** Times within 24 hours that an action may set one target to something that costs more … */
  raisesPerDay: number;
  /** … and all targets together. */
  raisesPerDayInAll: number;
  attemptsPerEpisode: number;
  /** Tries on one target for one failure mode within 24 hours that did not heal; then it rests, longer each time. */
  failuresPerDay: number;
  /** It is a storm when more than this share of the services is unhealthy … */
  stormShare: number;
  /** … and at least this many are. A share of a handful says nothing. */
  stormServices: number;
  /** It is a storm, too, when more incidents than this began within five minutes. */
  stormIncidents: number;
  /** How long it has to be calm after a storm: half of what makes a storm, or less. 0: a storm leaves no trace. */
  stormCalmMs: number;
  /** What a person has changed is theirs for so long. */
  handsOffMs: number;
  /** Heals of one cause at one service within seven days that make it a problem. */
  healsPerWeek: number;
  /** Of the incidents whose reversible step would be done without asking, this share waits to see what happens without it. */
  holdBack: number;
  /** Critical ones as well. */
  holdBackCritical: boolean;
  /** Support below this is too little to act alone. */
  minSupport: number;
  /** The last running replica may be interrupted without asking. */
  interruptLastReplica: boolean;
  /** A step that did not heal may be tried again in the same episode. */
  tryAgain: boolean;
  /** More is never set, whoever asks: mebibytes and thousandths of a core of one container, gibibytes of one claim. */
  memoryMiB: number;
  cpuMilli: number;
  storageGiB: number;
}

/** What a step may want more of than the policy lets anything have. */
export type Ceilings = Pick<Limits, 'memoryMiB' | 'cpuMilli' | 'storageGiB'>;

export const defaultLimits: Limits = {
  cooldownMs: 5 * 60_000,
  perTargetPerHour: 3,
  perServicePerHour: 6,
  perHour: 20,
  raisesPerDay: 4,
  raisesPerDayInAll: 20,
  attemptsPerEpisode: 3,
  failuresPerDay: 5,
  stormShare: 0.5,
  stormServices: 5,
  stormIncidents: 20,
  stormCalmMs: 10 * 60_000,
  handsOffMs: 30 * 60_000,
  healsPerWeek: 5,
  holdBack: 0,
  holdBackCritical: false,
  minSupport: 2,
  interruptLastReplica: false,
  tryAgain: false,
  memoryMiB: 16_384,
  cpuMilli: 8_000,
  storageGiB: 100,
};

const stricter: { [K in keyof Limits]: (a: Limits[K], b: Limits[K]) => Limits[K] } = {
  cooldownMs: Math.max,
  perTargetPerHour: Math.min,
  perServicePerHour: Math.min,
  perHour: Math.min,
  raisesPerDay: Math.min,
  raisesPerDayInAll: Math.min,
  attemptsPerEpisode: Math.min,
  failuresPerDay: Math.min,
  stormShare: Math.min,
  stormServices: Math.min,
  stormIncidents: Math.min,
  stormCalmMs: Math.max,
  handsOffMs: Math.max,
  healsPerWeek: Math.min,
  holdBack: Math.min,
  holdBackCritical: (a, b) => a && b,
  minSupport: Math.max,
  interruptLastReplica: (a, b) => a && b,
  tryAgain: (a, b) => a && b,
  memoryMiB: Math.min,
  cpuMilli: Math.min,
  storageGiB: Math.min,
};

/** Of everything that was said about a limit the most careful counts; where nothing was said, the default. */
export function strictestLimits(said: Partial<Limits>[]): Limits {
  const pick = <K extends keyof Limits>(key: K): Limits[K] => {
    const values = said.flatMap(limits => {
      const value = limits[key];
      return value === undefined ? [] : [value as Limits[K]];
    });
    return values.length === 0 ? defaultLimits[key] : values.reduce((a, b) => stricter[key](a, b));
  };
  return {
    cooldownMs: pick('cooldownMs'),
    perTargetPerHour: pick('perTargetPerHour'),
    perServicePerHour: pick('perServicePerHour'),
    perHour: pick('perHour'),
    raisesPerDay: pick('raisesPerDay'),
    raisesPerDayInAll: pick('raisesPerDayInAll'),
    attemptsPerEpisode: pick('attemptsPerEpisode'),
    failuresPerDay: pick('failuresPerDay'),
    stormShare: pick('stormShare'),
    stormServices: pick('stormServices'),
    stormIncidents: pick('stormIncidents'),
    stormCalmMs: pick('stormCalmMs'),
    handsOffMs: pick('handsOffMs'),
    healsPerWeek: pick('healsPerWeek'),
    holdBack: pick('holdBack'),
    holdBackCritical: pick('holdBackCritical'),
    minSupport: pick('minSupport'),
    interruptLastReplica: pick('interruptLastReplica'),
    tryAgain: pick('tryAgain'),
    memoryMiB: pick('memoryMiB'),
    cpuMilli: pick('cpuMilli'),
    storageGiB: pick('storageGiB'),
  };
}
