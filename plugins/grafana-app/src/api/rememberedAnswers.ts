/** An answer as it can be given again. */
export interface RememberedAnswer {
  etag: string;
  text: string;
}

/** The last answers with an ETag, by address, the longest unused forgotten first. */
export class RememberedAnswers {
  private readonly answers = new Map<string, RememberedAnswer>();

  constructor(private readonly most = 50) {}

  get(address: string): RememberedAnswer | undefined {
    const found = this.answers.get(address);
    if (found) this.keep(address, found);
    return found;
  }

  keep(address: string, answer: RememberedAnswer) {
    this.answers.delete(address);
    this.answers.set(address, answer);
    const [oldest] = this.answers.keys();
    if (this.answers.size > this.most && oldest !== undefined) this.answers.delete(oldest);
  }
}
