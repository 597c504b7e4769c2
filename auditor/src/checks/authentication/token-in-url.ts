import { defineCheck, gate, row, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import {
  allOf,
  broken,
  decideEach,
  held,
  undecided,
  type Decision,
  type Verdict,
} from '../../core/verdict.ts';
import { succeeded } from '../../evidence/seen.ts';
import {
  AddressWithToken,
  TokenInUrl,
  type AddressWithTokenData,
  type TokenInUrlData,
} from '../../evidence/token-in-url.ts';
import { reason } from '../doors.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** Credentials do not travel in addresses. */
export const tokenInUrl = defineCheck({
  id: 'authentication/token-in-url',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'Credentials do not travel in addresses',
  why: 'Addresses are kept by browsers, proxies, logs and analytics, and are sent on to other sites. A credential in one is soon known to others.',
  passes:
    'The genuine credential opens nothing when it stands in the address, under any of the usual names, and no answer of the run holds an address with the credential of whoever asked.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 598 },
    { rfc: 6750, section: '5.3' },
  ],
  needs: { tries: TokenInUrl, addresses: AddressWithToken },
  judge: ({ tries, addresses }) => allOf([decideEach(tries, decideTries), ...decideAddresses(addresses)]),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Take credentials from the Authorization header or from a cookie only.',
      'For downloads and sockets, which can send no header, hand out a link or ticket that is good for one object and a minute.',
      'Then end the sessions whose tokens stood in addresses: they are in logs.',
    ],
  },
});

function decideTries(data: TokenInUrlData): Decision {
  const { operation, person, control, none, tries, controlAfter } = data;
  if (!succeeded(control))
    return undecided(`${person.name}'s credential does not work: ${shortfall(control)}`);
  if (none.state === 'open') return undecided(`${operation} answers without any credential`);
  if (none.state === 'unclear') return undecided(reason('without a credential', none));
  const believed = tries.find(
    ({ attempt, again, garbage }) =>
      attempt.state === 'open' && again?.state === 'open' && garbage?.state === 'shut',
  );
  if (believed !== undefined) return decideBelieved(data, believed);
  for (const { name, attempt, garbage } of tries) {
    if (attempt.state === 'unclear') return undecided(reason(`?${name}=`, attempt));
    if (attempt.state === 'shut') continue;
    if (garbage?.state === 'open')
      return undecided(`${operation} answers to a made-up credential in ?${name}= as well`);
    return undecided(`${attempt.seen.line} was let in by ?${name}=, and that could not be shown again`);
  }
  if (tries.length === 0) return undecided('no name was tried');
  return succeeded(controlAfter)
    ? held
    : undecided(`${person.name}'s credential stopped working: ${shortfall(controlAfter)}`);
}

function decideBelieved(
  { operation, person, control, none }: TokenInUrlData,
  { name, attempt, garbage, again }: TokenInUrlData['tries'][number],
): Decision {
  return broken({
    where: operation,
    what: `${operation} took the credential of ${called(person)} from the address (?${name}=…) and answered ${String(attempt.seen.status)}, while it refuses a made-up one there.`,
    key: 'taken from the address',
    exhibits: exhibits(
      ['the credential where it belongs', control],
      ['no credential', none.seen],
      ['the credential in the address', attempt.seen],
      ['a made-up one in the address', garbage?.seen],
      ['the same again', again?.seen],
    ),
  });
}

/** That no such address was seen leaves nothing open: what the product takes is decided above. */
function decideAddresses(addresses: Gathered<AddressWithTokenData>): readonly Verdict[] {
  return addresses.evidence.length === 0 ? [] : [decideEach(addresses, decideAddress)];
}

function decideAddress({ where, exchange, parameter, place, excerpt }: AddressWithTokenData): Decision {
  return broken({
    where,
    what: `${where} handed out an address with the caller's own credential in it (${place}: ?${parameter}=…).`,
    key: `handed out in ${parameter}`,
    exhibits: [{ exchange, role: 'the answer', marks: [excerpt] }],
  });
}
