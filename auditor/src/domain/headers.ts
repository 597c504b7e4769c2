import type { Problem } from './problem.ts';

type Headers = { readonly [name: string]: string };

/** RFC 6797, 6.1; what the preload list asks for stands at hstspreload.org. */
export function hstsProblems(host: string, headers: Headers): readonly Problem[] {
  const header = headers['strict-transport-security'];
  const say = (key: string, what: string): Problem => ({
    level: 'advice',
    key,
    what,
    marks: header === undefined ? [] : [header],
  });
  if (header === undefined)
    return [
      say(
        'missing',
        `${host} does not ask browsers to stay with https (no Strict-Transport-Security): the first request of each visit can be intercepted.`,
      ),
    ];
  const seconds = Number(/(?:^|;)\s*max-age\s*=\s*"?(\d+)/i.exec(header)?.[1] ?? Number.NaN);
  if (Number.isNaN(seconds))
    return [
      say(
        'unreadable',
        `The Strict-Transport-Security header of ${host} has no max-age: browsers ignore it.`,
      ),
    ];
  if (seconds === 0) return [say('off', `${host} switches off Strict-Transport-Security (max-age=0).`)];
  if (/(?:^|;)\s*preload\b/i.test(header) && (seconds < YEAR_S || !/includeSubDomains/i.test(header)))
    return [
      say(
        'preload',
        `${host} asks to be preloaded, and its Strict-Transport-Security header does not fit: max-age of a year and includeSubDomains are needed.`,
      ),
    ];
  return [];
}

const YEAR_S = 31_536_000;

/** Headers are asked of what a response is: a policy for scripts means nothing on JSON. */
export function headerProblems(host: string, headers: Headers): readonly Problem[] {
  if (!/html/i.test(headers['content-type'] ?? '')) return [];
  const policy = headers['content-security-policy'] ?? '';
  const say = (key: string, what: string, ...marks: readonly string[]): Problem => ({
    level: 'advice',
    key,
    what,
    marks,
  });
  const problems: Problem[] = [];
  if (policy === '')
    problems.push(
      say(
        'csp',
        `${host} has no Content-Security-Policy: a script that gets into a page, such as by a chat answer, runs with the customer’s session.`,
      ),
    );
  else if (/script-src[^;]*'unsafe-inline'/i.test(policy) && !/'(?:nonce|sha(?:256|384|512))-/i.test(policy))
    problems.push(
      say(
        'csp-inline',
        `The Content-Security-Policy of ${host} allows inline scripts ('unsafe-inline'), which is what it is there to stop.`,
        "'unsafe-inline'",
      ),
    );
  if (!/frame-ancestors/i.test(policy) && headers['x-frame-options'] === undefined)
    problems.push(
      say(
        'framing',
        `Any site may put ${host} into a frame and let people click in it (neither frame-ancestors nor X-Frame-Options). If the widget is meant to be framed, list who may.`,
      ),
    );
  if (headers['x-content-type-options']?.toLowerCase().trim() !== 'nosniff')
    problems.push(
      say(
        'sniffing',
        `${host} does not send X-Content-Type-Options: nosniff: an uploaded file may be run as a page.`,
      ),
    );
  const version = [headers['server'], headers['x-powered-by']].find((one) => /\d+\.\d+/.test(one ?? ''));
  if (version !== undefined)
    problems.push(say('version', `${host} tells everybody which version it runs (${version}).`, version));
  return problems;
}
