/** Every request earns a tenth of a retry, so retries never add more than ten per cent of load for long. */
export class RetryBudget {
  private tokens: number;

  constructor(
    private readonly share = 0.1,
    private readonly most = 5,
  ) {
    this.tokens = most;
  }

  earn() {
    this.tokens = Math.min(this.most, this.tokens + this.share);
  }

  /** True when a retry is affordable, and then it is paid. */
  spend(): boolean {
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
