/** Brings together what is joined, directly or through others. */
export class Groups<T> {
  private readonly parent = new Map<T, T>();

  add(one: T) {
    if (!this.parent.has(one)) this.parent.set(one, one);
  }

  join(one: T, other: T) {
    this.add(one);
    this.add(other);
    this.parent.set(this.leader(one), this.leader(other));
  }

  all(): T[][] {
    const groups = new Map<T, T[]>();
    for (const one of this.parent.keys()) {
      const leader = this.leader(one);
      const group = groups.get(leader);
      if (group) group.push(one);
      else groups.set(leader, [one]);
    }
    return [...groups.values()];
  }

  private leader(one: T): T {
    let at = one;
    for (let up = this.parent.get(at); up !== undefined && up !== at; up = this.parent.get(at)) {
      this.parent.set(at, this.parent.get(up) ?? up);
      at = up;
    }
    return at;
  }
}
