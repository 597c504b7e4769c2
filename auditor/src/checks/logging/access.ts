import { defineCheck, flag, gate, row } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { LogContent, type LogContentData } from '../../evidence/log-content.ts';

/** Every request to the API leaves a line. */
export const accessLogged = defineCheck({
  id: 'logging/access',
  decides: [gate('access-logged'), row('logging'), flag('B-flag-5'), flag('I-flag-4')],
  title: 'Access to the API is logged',
  why: 'When a customer asks who read their data, the log is the only witness.',
  passes:
    'Of the requests that the run sent, at least nine in ten are found in the logs again, by their request id or path.',
  sources: [{ article: 'b2b-onboarding', step: 6 }, { cwe: 778 }],
  needs: { log: LogContent },
  judge: ({ log }) => decideEach(log, decide),
  fix: {
    minutes: 30,
    deliverable: 'monitoring',
    steps: [
      'Write one line for each request: time, request id, user id, route, status, latency.',
      'Write it also for requests that are refused: those are the ones to look for.',
    ],
  },
});

const ENOUGH = 0.9;

function decide({ files, lines, asked, found, by }: LogContentData): Decision {
  const names = files.join(', ');
  if (lines === 0)
    return undecided(
      `nothing was written to ${names} while the run went on`,
      'logs: [./path/to/the/access.log]',
    );
  if (asked === 0) return undecided('the run sent no request that could be looked for');
  if (found === 0)
    return undecided(
      `none of ${asked} requests can be found in ${names} by its ${by}`,
      'logs: [./path/to/the/access.log]',
    );
  if (found >= asked * ENOUGH) return held;
  // Many logs hold the route's template instead of the path: what is missing may only be written otherwise.
  if (by !== 'request id')
    return undecided(
      `only ${found} of ${asked} requests can be found in ${names} by their paths, and the product's answers carry no request id`,
    );
  return broken({
    where: names,
    key: 'lines missing',
    what: `Only ${found} of ${asked} requests left a line in ${names} (looked for by their request ids).`,
    exhibits: [],
  });
}
