import pino from 'pino';
import type { Config } from '../config/config.ts';
import type { LogFacts, LogsPolicy } from '../policies/logs.ts';

/** Writes one line per answered request. */
export type Log = {
  readonly request: (facts: LogFacts) => void;
  /** Resolves when everything is written. */
  readonly close: () => Promise<void>;
};

/** A structured log of what the policy lets through. */
export function createLog(config: Config['logs'], policy: LogsPolicy): Log {
  if (config.kind === 'silent') return { request: () => {}, close: async () => {} };
  const destination = pino.destination(
    config.kind === 'file' ? { dest: config.path, mkdir: true, sync: false } : { dest: 1, sync: false },
  );
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    request: (facts) => {
      const level = facts.status >= 500 ? 'error' : 'info';
      logger[level](policy.entry(facts));
    },
    close: () =>
      new Promise((resolve) => {
        destination.once('close', resolve);
        destination.end();
      }),
  };
}
