export const percent = (ratio: number) => `${Math.round(ratio * 1000) / 10} %`;

export const duration = (seconds: number) =>
  seconds < 1
    ? `${Math.round(seconds * 1000)} ms`
    : seconds < 120
      ? `${round(seconds)} s`
      : `${round(seconds / 60)} min`;

export const bytes = (count: number) =>
  count < 1024 ** 3 ? `${Math.round(count / 1024 ** 2)} MiB` : `${round(count / 1024 ** 3)} GiB`;

export const round = (value: number) => Number(value.toPrecision(2));

export const usually = (normal: string | undefined) => (normal === undefined ? '' : `, usually ${normal}`);

export const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

export const replicas = (count: number) => `${count} ${count === 1 ? 'replica runs' : 'replicas run'}`;

export const requests = (count: number) => `${count} ${count === 1 ? 'request waits' : 'requests wait'}`;
