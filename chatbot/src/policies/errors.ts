/** What went wrong, as the server knows it. */
export type FailureFacts = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  /** The error behind it, if one was thrown. Never for the outside. */
  readonly cause: unknown;
};

/** What the outside is told. */
type FailureBody = {
  readonly error: { readonly code: string; readonly message: string; readonly requestId: string };
};

/** How failures are told, and how requests are numbered. */
export type ErrorsPolicy = {
  readonly describe: (facts: FailureFacts) => FailureBody;
  /** The headers by which support finds a request again. */
  readonly correlation: (requestId: string) => Readonly<Record<string, string>>;
};

/** A code, a sentence and the request id; nothing of the inside (CWE-209). */
export const defaultErrors: ErrorsPolicy = {
  describe: ({ code, message, requestId }) => ({ error: { code, message, requestId } }),
  correlation: (requestId) => ({ 'x-request-id': requestId }),
};
