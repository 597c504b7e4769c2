import { defineCheck, flag, row, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { LogContent, type LogContentData, type LogLeak } from '../../evidence/log-content.ts';

/**
 * Proven by what this very run has sent: its credentials, the words that its people typed, their addresses. Only a log that shows
 * that it saw the run can be found clean.
 */
export const logContent = defineCheck({
  id: 'logging/content',
  decides: [row('logging'), step('H6'), step('C5'), step('I6'), flag('I-flag-4')],
  title: 'The logs hold no credential, prompt or address of a customer',
  why: 'Logs are read by more people than the database, kept longer and sent to other companies.',
  passes:
    'The logs grew while the run went on, they tell of its requests, and they hold none of its credentials, of the texts that its people typed or of their e-mail addresses.',
  sources: [
    { article: 'team-handover', step: 6 },
    { article: 'first-100-members', step: 5 },
    { article: 'internal-ops', step: 6 },
    { cwe: 532 },
  ],
  needs: { log: LogContent },
  judge: ({ log }) => decideEach(pieces(log), decide),
  fix: {
    minutes: 60,
    deliverable: 'monitoring',
    steps: [
      'Log an allow-list of fields: request id, user id, route template, status, latency, class of the error.',
      'Never log headers, cookies, bodies, queries, prompts, documents or answers; log ids of people, not their addresses.',
      'Delete what the old logs hold.',
    ],
    kits: ['log-scrub'],
  },
});

type Piece = { readonly log: LogContentData; readonly leak?: LogLeak };

/** The log as a whole, and what it gives away: each kind once, since one line of code does it for every request. */
function pieces({ evidence, missing }: Gathered<LogContentData>): Gathered<Piece> {
  return {
    missing,
    evidence: evidence.flatMap((one) => {
      const kinds = new Map<string, LogLeak>();
      for (const leak of one.data.leaks) {
        const key = `${leak.kind} ${leak.inQuery}`;
        if (!kinds.has(key)) kinds.set(key, leak);
      }
      const all: readonly Piece[] = [
        { log: one.data },
        ...[...kinds.values()].map((leak) => ({ log: one.data, leak })),
      ];
      return all.map((data) => ({ ...one, data }));
    }),
  };
}

function decide({ log, leak }: Piece): Decision {
  if (leak !== undefined) return decideLeak(log, leak);
  const names = log.files.join(', ');
  if (log.lines === 0)
    return undecided(
      `nothing was written to ${names} while the run went on`,
      'logs: [./path/to/the/log/of/the/running/product.log]',
    );
  if (log.found === 0)
    return undecided(
      `none of ${log.asked} requests of this run can be found in ${names} by its ${log.by}, so it may be the log of something else`,
    );
  if (log.typed === 'nothing')
    return undecided(
      'nobody typed anything that could be looked for',
      'chat: { send: POST /api/chat, body: { message: "{{prompt}}" }, reply: $.reply }',
    );
  if (log.typed === 'unanswered')
    return undecided('the bot did not answer what was typed so that it could be looked for');
  return log.cut === undefined ? held : undecided(log.cut);
}

function decideLeak(log: LogContentData, { kind, what, where, excerpt, inQuery }: LogLeak): Decision {
  const count = log.leaks.filter((one) => one.kind === kind && one.inQuery === inQuery).length;
  const more = count > 1 ? `, and ${count - 1} more times in the log` : '';
  const draft = {
    where: where.slice(0, where.lastIndexOf(':')),
    key: inQuery ? `${kind} in a query` : kind,
    what: `The log holds ${what} (${where}${more}): ${excerpt}`,
    exhibits: [],
  };
  return inQuery ? advice(draft) : broken(draft);
}
