/** Everything that is at hand when a request has been answered. */
export type LogFacts = {
  readonly requestId: string;
  readonly userId: string;
  readonly method: string;
  /** The template, `/api/files/{fileId}`, not the path with its ids and queries. */
  readonly route: string;
  readonly status: number;
  readonly latencyMs: number;
  readonly failure: unknown;
  readonly request: Request;
};

/** What a request leaves in the log, and an act in the audit trail. */
export type LogsPolicy = {
  readonly entry: (facts: LogFacts) => Readonly<Record<string, string | number>>;
  /** Whether an act, such as `key.created`, is noted where owners and admins can read it. */
  readonly isNoted: (action: string) => boolean;
};

/** An allow-list (CWE-532): what is not named here is not written. */
export const defaultLogs: LogsPolicy = {
  entry: ({ requestId, userId, method, route, status, latencyMs, failure }) => ({
    requestId,
    userId,
    method,
    route,
    status,
    latencyMs,
    ...(failure instanceof Error ? { error: failure.name } : {}),
  }),
  isNoted: () => true,
};
