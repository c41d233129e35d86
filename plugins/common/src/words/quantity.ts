const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const digits = { maximumSignificantDigits: 3 };

/** Units that are counted, by the plural form of the language. */
const english: Partial<Record<string, Record<'one' | 'other', string>>> = {
  connections: { one: 'connection', other: 'connections' },
  cores: { one: 'core', other: 'cores' },
  kills: { one: 'kill', other: 'kills' },
  replicas: { one: 'replica', other: 'replicas' },
  requests: { one: 'request', other: 'requests' },
  restarts: { one: 'restart', other: 'restarts' },
  sessions: { one: 'session', other: 'sessions' },
};
const portuguese: typeof english = {
  connections: { one: 'conexão', other: 'conexões' },
  cores: { one: 'núcleo', other: 'núcleos' },
  kills: { one: 'encerramento', other: 'encerramentos' },
  replicas: { one: 'réplica', other: 'réplicas' },
  requests: { one: 'requisição', other: 'requisições' },
  restarts: { one: 'reinício', other: 'reinícios' },
  sessions: { one: 'sessão', other: 'sessões' },
};

/** A measured value with its unit, as people read it: 0.0421 of `ratio` is `4.2 %`, 0.25 of `s` is `250 ms`. */
export function quantity(value: number, unit: string, language: string): string {
  const number = (n: number) => new Intl.NumberFormat(language, digits).format(n);
  if (!Number.isFinite(value)) return String(value);
  if (unit === 'ratio') return `${number(value * 100)} %`;
  if (unit === 'bytes' || unit === 'bytes/s') return `${bytes(value, number)}${unit === 'bytes' ? '' : '/s'}`;
  if (unit === 's') return seconds(value, number);
  if (unit === '1/s') return `${number(value)}/s`;
  return `${number(value)} ${counted(value, unit, language)}`;
}

function bytes(value: number, number: (n: number) => string): string {
  const size = Math.abs(value);
  const step = Math.min(Math.max(Math.floor(Math.log2(size || 1) / 10), 0), binary.length - 1);
  return `${number(value / 1024 ** step)} ${binary[step]}`;
}

function seconds(value: number, number: (n: number) => string): string {
  const size = Math.abs(value);
  if (size > 0 && size < 1) return `${number(value * 1000)} ms`;
  if (size < 120) return `${number(value)} s`;
  return size < 7200 ? `${number(value / 60)} min` : `${number(value / 3600)} h`;
}

function counted(value: number, unit: string, language: string): string {
  const forms = (/^pt\b/i.test(language) ? portuguese : english)[unit];
  return forms?.[new Intl.PluralRules(language, digits).select(value) === 'one' ? 'one' : 'other'] ?? unit;
}
