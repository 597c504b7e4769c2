import { defineCheck, gate, row, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import {
  advice,
  allOf,
  broken,
  decideEach,
  held,
  undecided,
  type Decision,
  type Verdict,
} from '../../core/verdict.ts';
import { ResponseError, type ResponseErrorData } from '../../evidence/response-error.ts';
import { ResponseTrace, type ResponseTraceData } from '../../evidence/response-trace.ts';
import { told } from '../../evidence/response-call.ts';

/**
 * Stands in the logging row, because the articles name stack traces beside what else a controlled error must not show (H6),
 * and in the degradation gate: a failure that leaks. Credentials inside an error are the secrets row's own check.
 */
export const stackTrace = defineCheck({
  id: 'exposure/stack-trace',
  decides: [row('logging'), gate('degradation'), step('H6'), step('I6')],
  title: 'Errors show customers no inside of the product',
  why: 'Stack traces and database errors tell an attacker your libraries, file paths and tables, and tell a customer nothing.',
  passes:
    'Errors were caused on purpose and really answered, and no answer of the run holds a stack trace, a database error or a debug page.',
  sources: [
    { article: 'team-handover', step: 6 },
    { article: 'internal-ops', step: 6 },
    { owasp: 'API8:2023' },
    { cwe: 209 },
  ],
  needs: { errors: ResponseError, traces: ResponseTrace },
  judge: ({ errors, traces }) => allOf([decideEach(errors, decideError), ...decideTraces(traces)]),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Catch every error in one place and answer with a code, a sentence and the request id; keep the rest in the log.',
      'Run production in production mode: NODE_ENV=production, DEBUG=False, no developer error pages.',
      'Treat bad input (malformed JSON, a bad id, broken encoding) as a 4xx of its own, before it reaches the database.',
    ],
    kits: ['error-handler'],
  },
});

/** Only an error that was really answered can show that errors are clean. */
function decideError({ operation, tries }: ResponseErrorData): Decision {
  if (tries.some(({ call }) => call.status !== undefined && call.status >= 400)) return held;
  const silent = tries.find(({ call }) => call.status === undefined);
  return undecided(
    silent === undefined
      ? `none of ${tries.length} broken requests made ${operation} answer with an error`
      : told(silent.call),
  );
}

/** That no trace was seen is no question left open: whether there was anything to see is what the errors above decide. */
function decideTraces(traces: Gathered<ResponseTraceData>): readonly Verdict[] {
  if (traces.evidence.length === 0) return [];
  const seen = traces.evidence.map((one) => one.data);
  return [decideEach(traces, (trace) => decideTrace(trace, seen))];
}

/** One error handler answers for the whole product: one finding for each sort of trace, however many operations show it. */
function decideTrace(trace: ResponseTraceData, all: readonly ResponseTraceData[]): Decision {
  const { where, exchange, status, what, excerpt } = trace;
  const alike = all.filter((one) => one.what === what && isError(one) === isError(trace));
  const others = new Set(alike.map((one) => one.where)).size - 1;
  const more = others > 0 ? ` (and ${others} more ${others === 1 ? 'operation' : 'operations'})` : '';
  const finding = {
    where: 'API',
    key: isError(trace) ? what : `${what} in a success`,
    what: `${where}${more} answered ${status} with ${what}: "${excerpt}".`,
    exhibits: [{ exchange, role: 'the answer', marks: [excerpt] }],
  };
  // Inside a success it may be somebody's text, such as a chat about a stack trace.
  return isError(trace) ? broken(finding) : advice({ ...finding, certainty: 'probable' });
}

function isError({ status }: ResponseTraceData): boolean {
  return status >= 400;
}
