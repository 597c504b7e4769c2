import { defineCheck, gate, row, step } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { ApiKeyScope, type ApiKeyScopeData } from '../../evidence/api-key-scope.ts';
import { succeeded } from '../../evidence/seen.ts';
import { reason } from '../doors.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** An API key opens only what its scope is for. */
export const apiKeyScopes = defineCheck({
  id: 'authorization/api-key-scopes',
  decides: [row('authorization'), gate('authorization'), step('B2'), step('M2'), step('H2'), step('I2')],
  title: 'An API key opens only what its scope is for',
  why: 'Keys are put into scripts and given to partners because they can do little. One that can do more is a password that nobody guards.',
  passes:
    'A key of each scope works on what it is for, and is refused on what only other scopes are for, in every header and parameter in which the product takes keys.',
  sources: [
    { article: 'b2b-onboarding', step: 2 },
    { article: 'team-handover', step: 2 },
    { owasp: 'API5:2023' },
    { cwe: 863 },
    { cve: 'CVE-2026-45339' },
  ],
  absentKey: 'apiKeys',
  needs: { keys: ApiKeyScope },
  judge: ({ keys }) => decideEach(keys, decideKey),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Resolve every credential to one caller with its scopes in one place, whichever header it came in.',
      'Ask for the scope at the route, for every caller who has scopes, and let an unknown way of presenting a key grant none.',
      'Read keys from one header only, and refuse the others.',
    ],
  },
});

function decideKey(data: ApiKeyScopeData): Decision {
  const { operation, person, scope, allowed, allowedControl, control, ways } = data;
  for (const [name, seen] of [
    [allowed, allowedControl],
    [operation, control],
  ] as const) {
    if (!succeeded(seen)) return undecided(`${person.name} cannot call ${name}: ${shortfall(seen)}`);
  }
  const working = ways.filter(({ works }) => works.state === 'open');
  const [first] = ways;
  if (working.length === 0) {
    const because = `a key for “${scope}” opened ${allowed} in no header`;
    return undecided(first === undefined ? because : `${because}: ${first.works.seen.line}`);
  }
  const leaking = working.find(
    ({ attempt, again, garbage }) =>
      attempt?.state === 'open' && again?.state === 'open' && garbage?.state === 'shut',
  );
  if (leaking !== undefined) {
    return broken({
      where: operation,
      what: `A key of ${called(person)} that was made for “${scope}” opened ${operation} in ${leaking.name}, which only other scopes are for.`,
      key: `${scope} by ${leaking.name}`,
      exhibits: exhibits(
        [`the key on what it is for, in ${leaking.name}`, leaking.works.seen],
        ['its owner on what it is not for', control],
        ['a made-up key', leaking.garbage?.seen],
        ['the key on what it is not for', leaking.attempt?.seen],
        ['the same again', leaking.again?.seen],
      ),
    });
  }
  for (const { name, attempt, garbage } of working) {
    if (attempt === undefined || garbage === undefined) return undecided(`${name} was not tried`);
    if (garbage.state === 'open') return undecided(`${operation} answers to a made-up key in ${name}`);
    if (garbage.state === 'unclear') return undecided(reason(`a made-up key in ${name}`, garbage));
    if (attempt.state === 'unclear') return undecided(reason(`the key in ${name}`, attempt));
    if (attempt.state === 'open')
      return undecided(`${attempt.seen.line} was let in once, and not when asked again`);
  }
  const unsure = ways.find(({ works }) => works.state === 'unclear');
  return unsure === undefined ? held : undecided(reason(`the key in ${unsure.name}`, unsure.works));
}
