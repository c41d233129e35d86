export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Drops what is undefined: in our types, absent and undefined differ. */
export const present = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, content]) => content !== undefined)) as Present<T>;
