import { describe, expect, test } from 'vitest';
import type { Check } from '../../core/check.ts';
import { LogContent, type LogContentData, type LogLeak } from '../../evidence/log-content.ts';
import { accessLogged } from './access.ts';
import { logContent } from './content.ts';

const quiet: LogContentData = {
  files: ['app.log'],
  bytes: 40_000,
  lines: 200,
  asked: 100,
  found: 100,
  by: 'request id',
  leaks: [],
  typed: 'answered',
};
const leak: LogLeak = {
  kind: 'credential',
  what: 'a credential (jwt)',
  where: 'app.log:7',
  excerpt: 'authorization: Bearer ~secret~',
  inQuery: false,
};

const judge = (check: Check, ...logs: readonly LogContentData[]) =>
  check.judge({
    log: {
      evidence: logs.map((data) => ({ kind: LogContent.kind, cell: 'log', origin: 'observed', data })),
      missing: [],
    },
  });

describe('logging/content', () => {
  test.each<[string, Partial<LogContentData>, string]>([
    ['clean', {}, 'pass'],
    ['a token', { leaks: [leak] }, 'fail'],
    ['a prompt', { leaks: [{ ...leak, kind: 'text' }] }, 'fail'],
    ['an address', { leaks: [{ ...leak, kind: 'address' }] }, 'fail'],
    ['text in the query of an address', { leaks: [{ ...leak, kind: 'text', inQuery: true }] }, 'pass'],
    ['a leak, though no request was found', { found: 0, leaks: [leak] }, 'fail'],
    ['the log of something else', { found: 0 }, 'unproven'],
    ['nothing was written', { lines: 0, bytes: 0 }, 'unproven'],
    ['nothing was typed', { typed: 'nothing' }, 'unproven'],
    ['what was typed was not answered', { typed: 'unanswered' }, 'unproven'],
    ['half read', { cut: 'app.log is larger than 64 MB: only its end was read' }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge(logContent, { ...quiet, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge(logContent).status).toBe('unproven');
  });

  test('one habit is one finding, with how often it was seen', () => {
    const verdict = judge(logContent, { ...quiet, leaks: [leak, { ...leak, where: 'app.log:9' }] });
    expect(verdict.findings).toHaveLength(1);
    expect(verdict.findings[0]?.what).toContain('1 more times');
  });
});

describe('logging/access', () => {
  test.each<[string, Partial<LogContentData>, string]>([
    ['every request', {}, 'pass'],
    ['most of them', { found: 92 }, 'pass'],
    ['some of them', { found: 40 }, 'fail'],
    ['some of them, by paths that the log may write otherwise', { found: 40, by: 'path' }, 'unproven'],
    ['none of them', { found: 0 }, 'unproven'],
    ['nothing was written', { lines: 0 }, 'unproven'],
    ['nothing was sent', { asked: 0, found: 0 }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge(accessLogged, { ...quiet, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge(accessLogged).status).toBe('unproven');
  });
});
