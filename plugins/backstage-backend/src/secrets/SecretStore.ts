import type { Knex } from 'knex';
import { type Place, rewrap, seal, unseal } from './envelope';
import type { KeyService } from './keyService';

/** There is no key, so that no secret is stored. */
export class NoKeyError extends Error {
  override readonly name = 'NoKeyError';
  constructor() {
    super('No secret is stored without a key: autocura.secrets is not set');
  }
}

interface Row {
  name: string;
  key: string;
  sealed: string;
}

const table = 'secrets';
const atOnce = 100;
const placeOf = (name: string): Place => ({ table, row: name, column: 'sealed' });

/** Secrets by name (`totp/user:default/ana`), each sealed for its row. */
export class SecretStore {
  constructor(
    private readonly knex: Knex,
    private readonly keys: KeyService | undefined,
  ) {}

  /** Whether anything can be kept. */
  get open(): boolean {
    return this.keys !== undefined;
  }

  /** In place of what had the name before. Throws NoKeyError. */
  async keep(name: string, secret: string): Promise<void> {
    const { key, text: sealed } = await seal(secret, placeOf(name), this.needed());
    await this.knex<Row>(table).insert({ name, key, sealed }).onConflict('name').merge();
  }

  /** Undefined where there is none of that name. Throws NoKeyError or SealError. */
  async read(name: string): Promise<string | undefined> {
    const row = await this.knex<Row>(table).where({ name }).first('sealed');
    return row && unseal(row.sealed, placeOf(name), this.needed());
  }

  /** True where there was one. */
  async forget(name: string): Promise<boolean> {
    return (await this.knex<Row>(table).where({ name }).delete()) > 0;
  }

  /** How many secrets each key wraps. */
  async byKey(): Promise<Record<string, number>> {
    const rows = await this.knex<Row>(table).groupBy('key').select('key').count<{ key: string; n: number }[]>('* as n');
    return Object.fromEntries(rows.map(({ key, n }) => [key, Number(n)]));
  }

  /**
   * Wraps every data key by the key that is used now, while others read and write. Gives how many were wrapped anew.
   * Throws NoKeyError or SealError; what was done until then stays done.
   */
  async rotate(): Promise<number> {
    const keys = this.needed();
    let [after, rotated] = ['', 0];
    for (;;) {
      const rows = await this.knex<Row>(table).where('name', '>', after).orderBy('name').limit(atOnce);
      for (const { name, key: before, sealed } of rows) {
        const { key, text } = await rewrap(sealed, placeOf(name), keys);
        if (key === before) continue;
        // Who kept another secret meanwhile has sealed it by the key that is used now.
        rotated += await this.knex<Row>(table).where({ name, sealed }).update({ key, sealed: text });
      }
      if (rows.length < atOnce) return rotated;
      after = rows.at(-1)!.name;
    }
  }

  private needed(): KeyService {
    if (!this.keys) throw new NoKeyError();
    return this.keys;
  }
}
