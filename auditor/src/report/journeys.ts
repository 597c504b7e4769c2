import type { Device, Journey } from '../core/journey.ts';

/** One pass through the onboarding, as reports tell it. */
export interface ToldPass {
  readonly address: string;
  readonly end: 'finished' | 'stuck' | 'open';
  readonly steps: Journey['steps'];
  /** Where it stopped, and why. */
  readonly because?: string;
  readonly durationMs: number;
}

/** What somebody met on one device. */
export interface ToldJourney {
  readonly journey: string;
  readonly device: Device;
  readonly browser: string;
  /** The owner's own script went. */
  readonly isScript: boolean;
  readonly passes: readonly ToldPass[];
  /** Errors of the browser's console and requests that failed. */
  readonly complaints: readonly string[];
  /** Hosts that were not contacted. */
  readonly notContacted: readonly string[];
  /** The last screen. */
  readonly picture?: {
    readonly what: string;
    readonly text: string;
    readonly type: 'image/jpeg' | 'image/png';
    readonly base64: string;
    readonly width: number;
    readonly height: number;
  };
}
