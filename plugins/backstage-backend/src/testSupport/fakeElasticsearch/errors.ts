/** An answer that says no, in the words of the product. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly type: string,
    reason: string,
  ) {
    super(reason);
  }

  body() {
    const cause = { type: this.type, reason: this.message };
    return { error: { root_cause: [cause], ...cause }, status: this.status };
  }
}

export const parsing = (reason: string) => new ApiError(400, 'parsing_exception', reason);
export const illegal = (reason: string) => new ApiError(400, 'illegal_argument_exception', reason);
