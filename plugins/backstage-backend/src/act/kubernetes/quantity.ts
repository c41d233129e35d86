const units: Record<string, number> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
};

/** Thousandths of a core of a quantity such as `500m` or `1.5`; undefined where it is none. */
export function milliOf(quantity: string | number | undefined): number | undefined {
  const [, number, milli] = /^(\d+(?:\.\d+)?)(m)?$/.exec(String(quantity ?? '')) ?? [];
  if (number === undefined) return undefined;
  return milli === undefined ? Math.round(Number(number) * 1e6) / 1e3 : Number(number);
}

/** Bytes of a quantity such as `512Mi`; undefined where it is none. */
export function bytesOf(quantity: string | number | undefined): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([kMGT]|[KMGT]i)?$/.exec(String(quantity ?? '')) ?? [];
  return number === undefined ? undefined : Number(number) * (units[unit] ?? NaN);
}
