import { isSignedWith } from '../http/signature.ts';

/** An event as it arrived. */
export type HookFacts = {
  readonly headers: Headers;
  /** The body, byte for byte. */
  readonly raw: string;
  /** `whsec_…`: what the sender signs with. */
  readonly secret: string;
  readonly now: Date;
};

/** Why an event is not taken. */
export type HookProblem = 'unsigned' | 'wrong-signature' | 'stale';

/** Whether what comes in is what our sender sent, and only once. */
export type HooksPolicy = {
  readonly problem: (facts: HookFacts) => HookProblem | undefined;
  /** Under which name an event is remembered; the same name twice is a replay. */
  readonly memoryOf: (id: string) => string;
  /** How long to wait before another attempt, or nothing when it is given up. */
  readonly delaySeconds: (attempts: number, schedule: readonly number[]) => number | undefined;
  /** Whether the receiver's answer to what we sent says that it has it. */
  readonly isReceived: (status: string) => boolean;
  /** Whether what is given up is kept for its owner. */
  readonly keepsDead: () => boolean;
};

/** Signed, recent, once; tried again on a schedule, and kept when it never works. */
export const defaultHooks: HooksPolicy = {
  problem: (facts) => signatureProblem(facts) ?? ageProblem(facts),
  memoryOf: (id) => id,
  delaySeconds: (attempts, schedule) => schedule[attempts - 1],
  isReceived: (status) => /^2\d\d$/.test(status),
  keepsDead: () => true,
};

/** The tolerance of the reference libraries, both ways. */
const TOLERANCE_SECONDS = 300;

/** What the three headers say; absent ones make an event that nobody signed. */
export function signatureProblem({ headers, raw, secret }: HookFacts): HookProblem | undefined {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headers.get(name),
  );
  if (!id || !timestamp || !signature) return 'unsigned';
  return isSignedWith({ id, timestamp, body: raw }, signature, secret) ? undefined : 'wrong-signature';
}

/** An old event is one that somebody kept. */
export function ageProblem({ headers, now }: HookFacts): HookProblem | undefined {
  const seconds = Number(headers.get('webhook-timestamp') ?? Number.NaN);
  const isRecent = Math.abs(now.getTime() / 1_000 - seconds) <= TOLERANCE_SECONDS;
  return isRecent ? undefined : 'stale';
}
