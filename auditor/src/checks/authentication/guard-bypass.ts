import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach, broken, held, undecided, type Decision } from '../../core/verdict.ts';
import { GuardBypass, type GuardBypassData } from '../../evidence/guard-bypass.ts';
import { succeeded } from '../../evidence/seen.ts';
import { suspicion } from '../doors.ts';
import { exhibits, shortfall } from '../exhibits.ts';

/** No spelling, method or header gets around the guard. */
export const guardBypass = defineCheck({
  id: 'authentication/guard-bypass',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'No spelling, method or header gets around the guard',
  why: 'A guard in a middleware or proxy that looks at the path or trusts an internal header protects only those who do not know the trick.',
  passes:
    'Nobody without a credential sees a planted word through another spelling of the path, another method or a forged internal header, on routes whose owner sees it.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 288 },
    { cwe: 290 },
    { cve: 'CVE-2025-29927' },
    { cve: 'CVE-2026-39411' },
  ],
  needs: { attempts: GuardBypass },
  judge: ({ attempts }) => decideEach(attempts, decide),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Check the session inside each handler or data access, not only in a middleware that matches paths.',
      'Drop internal headers (x-middleware-subrequest, x-original-url, x-user-id, x-forwarded-user) at the edge.',
      'Never take an identity from a header that a client can set, unless a proxy that you run signs or overwrites it.',
    ],
  },
});

function decide(data: GuardBypassData): Decision {
  const { operation, victim, variant, attempt, control, plain } = data;
  if (attempt.canary && !plain.canary) return decideLeak(data);
  if (!control.canary) {
    return undecided(`${victim.name}'s own call does not show what was planted: ${shortfall(control)}`);
  }
  if (plain.canary) return undecided(`${operation} shows it to nobody in particular, without any trick`);
  if (data.ownerAfter?.canary !== true) {
    const why = data.ownerAfter === undefined ? 'it was not asked again' : shortfall(data.ownerAfter);
    return undecided(`${victim.name}'s own call did not show it afterwards: ${why}`);
  }
  if (data.statusOnly) {
    if (!succeeded(attempt) || succeeded(plain)) return held;
    const what = `${operation} answers ${String(attempt.status)} to nobody (${variant}), where the plain call is refused.`;
    return suspicion(operation, what, variant, [attempt]);
  }
  // A way that does not even lead its owner there cannot be a way around the guard.
  if (!attempt.answered && data.ownerVariant?.canary !== false) return undecided(shortfall(attempt));
  return held;
}

function decideLeak({
  operation,
  victim,
  variant,
  family,
  control,
  plain,
  attempt,
  again,
}: GuardBypassData): Decision {
  if (again?.canary !== true) return undecided(`${attempt.line} showed it once, and not when asked again`);
  return broken({
    where: operation,
    what: `Nobody needs to sign in to read ${victim.name}'s data: ${operation} with ${variant} answered with the word that only ${victim.name}'s object holds.`,
    // The values of one header are one finding.
    key: `${family}|${variant.replace(/:.*$/, '')}`,
    exhibits: exhibits(
      [`${victim.name}'s own call`, control],
      ['the plain call by nobody', plain],
      [variant, attempt],
      ['the same again', again],
    ),
  });
}
