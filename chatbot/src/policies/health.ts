/** What the service knows of itself when a monitor asks. */
type HealthFacts = {
  /** Resolves when the database has answered, fails when it has not. */
  readonly askDatabase: () => Promise<void>;
};

/** What monitors are told. */
export type HealthPolicy = {
  /** Whether there is anybody to ask at all. */
  readonly isServed: () => boolean;
  readonly isWell: (facts: HealthFacts) => Promise<boolean>;
};

/** Shorter than the patience of load balancers, which commonly give up after five seconds. */
const PATIENCE_MS = 2_000;

/** The truth: without its database the service can do nothing for anybody. */
export const defaultHealth: HealthPolicy = {
  isServed: () => true,
  isWell: ({ askDatabase }) => {
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS).unref());
    const answered = askDatabase().then(
      () => true,
      () => false,
    );
    return Promise.race([answered, late]);
  },
};
