import { LogContent } from '../evidence/log-content.ts';
import { gathered, unanswered, type Probe } from '../io/probe.ts';

/** Reads what the product logged about this run, when the run is over but for its bursts. */
export const logContent: Probe = {
  id: 'log-content',
  yields: [LogContent.kind],
  plan: ({ target }) =>
    target.logs.length === 0
      ? {
          cells: [],
          leftOut: [
            {
              kind: LogContent.kind,
              what: 'what the logs hold',
              because: 'the target file names no log',
              add: 'logs: [./logs/app.log]',
            },
          ],
        }
      : {
          cells: [
            {
              id: 'log-content/run',
              probe: 'log-content',
              title: 'what did the product log about the people of this run?',
              identities: [],
              phase: 'cleanup',
              effect: 'read',
              cost: { requests: 0, tokens: 0, mails: 0 },
              yields: [LogContent.kind],
              run: async (lane) => {
                // A log is often written a moment after the answer.
                await lane.sleep(SETTLING_MS);
                const reading = await lane.readLogs();
                return reading.kind === 'read'
                  ? gathered(LogContent.of(reading.content))
                  : unanswered(reading.because);
              },
            },
          ],
          leftOut: [],
        },
};

const SETTLING_MS = 500;
