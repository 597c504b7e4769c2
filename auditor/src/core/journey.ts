import * as z from 'zod';

/** What people hold in their hands: 1280 by 800, and 390 by 844 with a finger. */
export const DEVICES = ['desktop', 'mobile'] as const;
export type Device = (typeof DEVICES)[number];

/**
 * Kinds of addresses that people sign up with: one of a company, one of the kind that Gmail allows, with dots and a plus. Where
 * everything arrives in one mailbox, its own with a plus is all there is.
 */
export const ADDRESS_KINDS = ['company', 'plus', 'tagged'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** One pass of a journey of the target file, by somebody new. */
export interface JourneyOrder {
  readonly journey: string;
  readonly device: Device;
  /** The address to sign up with. */
  readonly address: string;
  /** Names the pass, and its screenshots. */
  readonly pass: string;
}

/** Why a person does not get on, where it shows by itself that the product is at fault. */
export const OWN_FAULTS = [
  /** A click on something that can be clicked, and nothing to be seen afterwards. */
  'silent',
  /** The page is an error page. */
  'error-page',
  /** The server failed behind the page. */
  'failed',
  /** There, and beyond the edge of the screen where nobody can scroll. */
  'unreachable',
  /** There, and something else lies above it. */
  'covered',
  /** The page's own script ended in an error. */
  'crashed',
  /** A window of the browser that comes back whenever it is closed. */
  'dialog',
  /** An expectation on the page, or an act on it, failed in the owner's own test. */
  'test-failed',
] as const;

/** The last five may as well mean that the step was written wrongly, unless another pass got further. */
const STUCK = [
  ...OWN_FAULTS,
  'missing',
  /** There, and it cannot be used. */
  'disabled',
  /** The form says no. */
  'refused',
  'no-mail',
  /** The owner's own script ended in another way than it should. */
  'script-ended',
] as const;
export type Stuck = (typeof STUCK)[number];

const StepTakenSchema = z.object({
  /** As the target file has it: `click Sign up`. Values are placeholders. */
  what: z.string(),
  state: z.enum(['done', 'skipped', 'stuck']),
  durationMs: z.number(),
  /** Worth telling, though it stopped nobody. */
  note: z.string().exactOptional(),
});

const ShotSchema = z.object({
  /** Name of the file in the run's folder. */
  file: z.string(),
  sha256: z.string(),
  /** `the end`, `step 4`. */
  what: z.string(),
  width: z.number().int(),
  height: z.number().int(),
});

export type Shot = z.infer<typeof ShotSchema>;

const EndSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finished') }),
  z.object({
    kind: z.literal('stuck'),
    /** Counted from one. */
    step: z.number().int(),
    how: z.enum(STUCK),
    because: z.string(),
    /** Words on the screen, or of the answer, that show it. */
    marks: z.array(z.string()),
  }),
  /** Nothing can be said: the browser, the scope or a limit stood in the way. */
  z.object({ kind: z.literal('open'), because: z.string(), add: z.string().exactOptional() }),
]);

/** What one pass met. Holds no secret: what was typed is left out, what is shown is redacted. */
export const JourneySchema = z.object({
  journey: z.string(),
  device: z.enum(DEVICES),
  browser: z.string(),
  /** A script of the owner's went, instead of us. */
  isScript: z.literal(true).exactOptional(),
  steps: z.array(StepTakenSchema),
  end: EndSchema,
  /** What a person saw at the end. */
  screen: z.object({ url: z.string(), title: z.string(), text: z.string(), says: z.array(z.string()) }),
  /** Errors in the browser's console, and requests of the page that failed. */
  console: z.array(z.string()),
  failed: z.array(z.string()),
  /** Hosts that the page wanted and that the target file does not name. */
  notContacted: z.array(z.string()),
  shots: z.array(ShotSchema),
  durationMs: z.number(),
});

export type Journey = z.infer<typeof JourneySchema>;
export type StepTaken = Journey['steps'][number];
