import { defineCheck, gate, row, step } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { LimitBypass, type LimitBypassData } from '../../evidence/limit-bypass.ts';
import { told } from '../../evidence/response-call.ts';

export const limitBypass = defineCheck({
  id: 'limits/bypass',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('M5'), step('H5'), step('C4')],
  title: 'The limit on logins cannot be talked around',
  why: 'A limit that counts by a header of the request, or by the spelling of the path, counts every guess as the first one.',
  passes:
    'After the limit showed, made-up client addresses in headers and other spellings of the path are limited as well.',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { owasp: 'API2:2023' },
    { owasp: 'API4:2023' },
    { cwe: 307 },
    { cwe: 348 },
    { cve: 'CVE-2025-64526' },
  ],
  needs: { bypasses: LimitBypass },
  judge: ({ bypasses }) => decideEach(bypasses, decide),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Take the address from the connection, or from the one header that your own proxy sets after removing what the client sent; state how many proxies there are (trust proxy).',
      'Count by the route that was matched, not by the text of the path.',
      'Count failures per account as well, so that a second address does not help.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'passwords',
});

type Way = LimitBypassData['ways'][number];

function decide({ operation, limited, ways }: LimitBypassData): Decision {
  if (limited === undefined)
    return undecided(`${operation} showed no limit, so there was nothing to get around`);
  const [way] = ways.filter(isProven);
  if (way !== undefined) return broken(findingOf(operation, limited, way, ways.filter(isProven)));
  const open = ways.find((one) => one.outcome === 'unanswered');
  if (open !== undefined) return undecided(told(open.tried));
  const fleeting = ways.find((one) => one.outcome === 'processed');
  if (fleeting !== undefined) {
    return undecided(
      `${fleeting.name} was let through once, and then the limit had ended or it did not work again`,
    );
  }
  return ways.length === 0 ? undecided('no way around it was tried') : held;
}

/** Twice through, with the plain request still limited between: chance and a window that ends are ruled out. */
function isProven({ outcome, plainLimited, againProcessed }: Way): boolean {
  return outcome === 'processed' && plainLimited === true && againProcessed === true;
}

function findingOf(operation: string, limited: Way['tried'], way: Way, all: readonly Way[]) {
  const how =
    way.kind === 'address' ? `a made-up address in ${way.name}` : `the path written with ${way.name}`;
  const more =
    all.length > 1
      ? ` (so do ${all
          .slice(1)
          .map((one) => one.name)
          .join(', ')})`
      : '';
  return {
    where: operation,
    key: way.kind,
    what: `${operation} had stopped a series of wrong passwords, and ${how} got the next ones through${more}: guessing can go on without end.`,
    exhibits: [
      { exchange: limited.exchange, role: 'the limit', marks: [] },
      { exchange: way.tried.exchange, role: 'the way around it', marks: [] },
      ...(way.plain === undefined
        ? []
        : [{ exchange: way.plain.exchange, role: 'plainly: still limited', marks: [] }]),
      ...(way.again === undefined
        ? []
        : [{ exchange: way.again.exchange, role: 'around it once more', marks: [] }]),
    ],
  };
}
