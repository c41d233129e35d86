import type { Configuration, Partner } from './plan';
import type { Put } from './supervisor/slot';

/** What one may do to a running shop. */
export interface Levers {
  /**
   * Puts a file's code into the service's running processes: its export `inside`, or its default one, is called with
   * what src/service/inside.ts says. It lasts as long as the process, unless it is said to come back after a crash
   * (`pod`) or to stay with the place whatever runs there (`slot`). A path is taken from the folder of the faults.
   */
  load(service: string, file: string, options?: { slot?: number; lasts?: Put['lasts'] }): Promise<void>;
  /** SIGKILL; kept down until somebody starts it, or restarted by the supervisor as after any crash. */
  kill(service: string, options?: { keepDown?: boolean; slot?: number }): void;
  /** Rolls out a version that has the file's code in it, or one that is only called differently. */
  release(service: string, version: string, file?: string): Promise<void>;
  /** Back to the version before, as an action would, whoever released it. */
  rollBack(service: string): Promise<void>;
  /** Rolls out another revision of a service's configuration, a new one that says this, or an earlier one. */
  configure(service: string, revision: string, configuration?: Configuration): Promise<void>;
  restart(service: string): Promise<void>;
  /** Ends the database server, or what is left of it, and starts it on the data there are. */
  restartDatabase(): Promise<void>;
  /** Another place for a replica, without what was put into the one before. */
  replaceSlot(service: string, slot: number): Promise<void>;
  /** Milliseconds that every answer of a partner takes longer; 0 for none. */
  slowBank(partner: Partner, ms: number): void;
  setFlag(flag: string, value: string): void;
  /** Silently, nobody is told of a change: it is as if it had always been so. */
  setRetries(service: string, retries: { max: number; budget: boolean }, how?: { silently?: boolean }): void;
  scale(service: string, replicas: number): Promise<void>;
  /** Keeps a replica's place to one CPU, at the end of the queue for it, and starts somebody else there who takes it all. */
  crowd(service: string, slot: number): void;
  endNeighbours(): void;
  /** Shoppers that arrive each second. */
  setArrivals(perSecond: number): void;
  /** A signal to every process of a service, or of the database: its server and each session. */
  signal(service: string, signal: NodeJS.Signals): void;
  /** A PostgreSQL URL with all rights. */
  databaseUrl: string;
  /** The folder a service writes to. */
  scratchOf(service: string): string;
}

/** Something that really happens to the shop, and what is true about it. */
export interface Fault {
  id: string;
  /** A herring looks like trouble and needs no healing. */
  kind: 'fault' | 'herring';
  /** How much it asks of the machine; 3 runs alone. */
  weight: 1 | 2 | 3;
  inject(shop: Levers): Promise<void> | void;
  /** Undoes it, whatever has been healed already. */
  clear(shop: Levers): Promise<void> | void;
  truth: {
    /** Any of them is right. None means that only "unknown" is right. */
    services: string[];
    modes: string[];
    /** Steps that heal it, any of them. */
    remedies: { action: string; params: Record<string, string | number | boolean> }[];
    /** Services and flags that an action may touch without doing harm. */
    mayTouch: string[];
  };
}
