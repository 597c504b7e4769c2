import { describe, expect, test } from 'vitest';
import { resendLimit as resendCheck } from '../checks/limits/resend.ts';
import { signupLimit as signupCheck } from '../checks/limits/signup.ts';
import { rehearse, type Reply, type Serve } from '../io/rehearsal.ts';
import { resendLimit } from './resend-limit.ts';
import { signUpLimit } from './sign-up-limit.ts';

/** What a route does after so many requests. */
type Stop = { readonly after: number; readonly answer: Reply | 'quietly nothing' };

const NEVER: Stop = { after: Number.POSITIVE_INFINITY, answer: {} };

/** A product of forms and redirects, with an inbox; it answers alike whether it works or not. */
function formProduct(stops: {
  readonly join?: Stop;
  readonly again?: Stop;
  readonly mails?: boolean;
}): Serve {
  const mails: string[] = [];
  const counts = { join: 0, again: 0 };
  return ({ method, path, query, body }) => {
    if (path === '/api/v1/search') return { body: { messages: found(mails, query.get('query') ?? '') } };
    if (path.startsWith('/api/v1/message/')) {
      return {
        body: { Subject: 'Confirm', Text: 'Open http://lodge.test/confirm/a1b2c3d4e5f6a7b8', HTML: '' },
      };
    }
    const route = path === '/join' ? 'join' : path === '/join/again' ? 'again' : undefined;
    if (route === undefined || method !== 'POST') return undefined;
    counts[route] += 1;
    const { after, answer } = stops[route] ?? NEVER;
    const email = new URLSearchParams(body).get('email') ?? '';
    const page = `<!doctype html><p>Thank you, ${email}. See your inbox.</p>`;
    const shown = { headers: { 'content-type': 'text/html' }, body: page };
    if (counts[route] > after) return answer === 'quietly nothing' ? shown : answer;
    if (stops.mails !== false) mails.push(email);
    return shown;
  };
}

function found(mails: readonly string[], query: string) {
  return mails.flatMap((to, index) =>
    query.includes(to) ? [{ ID: `mail-${index}`, To: [{ Address: to }] }] : [],
  );
}

const target = (origin: string) => ({
  consent: 'owner' as const,
  signup: {
    post: '/join',
    fields: { email: '{{email}}', password: '{{password}}' },
    verify: 'mail' as const,
    resend: { post: '/join/again', fields: { email: '{{email}}' } },
  },
  mail: { sink: origin },
  limits: { patience: '300ms' },
});

const cases: readonly [string, Stop, string][] = [
  ['429', { after: 20, answer: { status: 429, body: 'slow down' } }, 'pass'],
  [
    'a page that asks to wait, as 200',
    { after: 9, answer: { body: '<p>Too many tries today.</p>' } },
    'pass',
  ],
  [
    'a redirect to a captcha',
    { after: 9, answer: { status: 302, headers: { location: '/captcha' } } },
    'pass',
  ],
  ['mails that quietly stop', { after: 9, answer: 'quietly nothing' }, 'pass'],
  ['no limit', NEVER, 'fail'],
  ['a crash', { after: 20, answer: { status: 500, body: 'oops' } }, 'unproven'],
];

describe('the sign-up-limit probe and its check', () => {
  test.each([
    ...cases,
    ['refused from the start', { after: 0, answer: { status: 400, body: 'bad' } }, 'unproven'] as const,
  ])('%s', async (_name, join, status) => {
    const run = await rehearse({ probe: signUpLimit, target, operations: [], serve: formProduct({ join }) });
    expect(signupCheck.judge({ bursts: { evidence: run.evidence, missing: [] } }).status).toBe(status);
    expect(run.requests).toBeLessThanOrEqual(run.planned);
  });

  test('every account that could not be removed is listed', async () => {
    const { leftBehind } = await rehearse({
      probe: signUpLimit,
      target,
      operations: [],
      serve: formProduct({ join: { after: 9, answer: { status: 429 } } }),
    });
    expect(leftBehind).toHaveLength(9);
  });
});

describe('the resend-limit probe and its check', () => {
  test.each(cases)('%s', async (_name, again, status) => {
    const run = await rehearse({ probe: resendLimit, target, operations: [], serve: formProduct({ again }) });
    expect(resendCheck.judge({ bursts: { evidence: run.evidence, missing: [] } }).status).toBe(status);
    expect(run.requests).toBeLessThanOrEqual(run.planned);
  });

  test('a product whose mails do not arrive shows nothing', async () => {
    const { results } = await rehearse({
      probe: resendLimit,
      target,
      operations: [],
      serve: formProduct({ mails: false }),
    });
    expect(results[0]?.result.kind).toBe('undecided');
  });
});

test.each([signUpLimit, resendLimit])('$id: without a sink nothing is asked', async (probe) => {
  const { requests, leftOut } = await rehearse({
    probe,
    target: (origin) => ({ ...target(origin), mail: undefined }),
    operations: [],
    serve: formProduct({}),
  });
  expect(requests).toBe(0);
  expect(leftOut).toEqual(['it sends mail, and the file names no sink']);
});
