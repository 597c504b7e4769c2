/** An answer other than the one that was asked for. Expected, so returned rather than thrown. */
export class Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly cause: unknown;

  constructor(status: number, code: string, message: string, cause?: unknown) {
    this.status = status;
    this.code = code;
    this.message = message;
    this.cause = cause;
  }
}

/** Says no. */
export const refuse = (status: number, code: string, message: string): Refusal =>
  new Refusal(status, code, message);

/** One sentence for *not there* and *not yours*: the difference would tell which ids exist (CWE-203). */
export const notFound = (): Refusal =>
  refuse(404, 'not_found', 'There is nothing here for you under this address.');
