import { defineCheck, gate, row, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import { certificateProblems } from '../../domain/certificate.ts';
import { TlsHost, type Shake, type TlsHostData } from '../../evidence/tls-host.ts';
import { judgeProblems, type Analysed } from '../problems.ts';

export const certificate = defineCheck({
  id: 'tls/certificate',
  decides: [row('tls-redirects'), gate('tls-redirects'), step('M6'), step('C6')],
  title: 'Every host shows a certificate that browsers trust',
  why: 'A warning in place of the first page is the last that a new customer sees of you.',
  passes:
    'Each host below the domain shows a certificate for its own name that is valid now, complete up to a trusted authority, and not signed or keyed in a way that browsers refuse.',
  sources: [
    { article: 'marketplace-onboarding', step: 6 },
    { article: 'first-100-members', step: 6 },
    { rfc: 5280, section: '6.1' },
    { rfc: 9525, section: '6.3' },
    { cwe: 295 },
  ],
  needs: { hosts: TlsHost },
  judge: ({ hosts }) =>
    judgeProblems(existing(hosts), ({ host, shakes }) => ({
      where: host,
      ...seenTwice(host, shakes),
      exhibits: shakes.map(({ exchange }, index) => ({
        exchange,
        role: index === 0 ? 'the handshake' : 'the same again',
        marks: [],
      })),
    })),
  fix: {
    minutes: 45,
    deliverable: 'dns-edge',
    steps: [
      'Let the hosting service or an ACME client (Caddy, certbot) issue and renew the certificate, for every host by name.',
      'Serve the whole chain: with nginx, `ssl_certificate` names the file `fullchain.pem`, not `cert.pem`.',
      'Watch the expiry date from outside.',
    ],
  },
  absentKey: 'domain',
});

/** A www that does not exist is no question; when no host exists at all, nothing was answered. */
function existing(hosts: Gathered<TlsHostData>): Gathered<TlsHostData> {
  return { ...hosts, evidence: hosts.evidence.filter(({ data }) => data.shakes.length > 0) };
}

/** Only what both handshakes show is told: one of several servers behind a name may be wrong, and then it is open which. */
function seenTwice(host: string, [first, second]: readonly Shake[]): Pick<Analysed, 'problems' | 'gaps'> {
  const [one, other] = [first?.handshake, second?.handshake];
  if (one?.kind !== 'usual' || other?.kind !== 'usual') {
    const because = first?.because ?? second?.because ?? 'no handshake came about';
    return { problems: [], gaps: [{ because: `${host}: ${because}` }] };
  }
  const [now, again] = [certificateProblems(host, one), certificateProblems(host, other)];
  const both = now.filter(({ key }) => again.some((problem) => problem.key === key));
  const differs = now.length !== both.length || again.length !== both.length;
  const because = `${host} shows different certificates from one moment to the next`;
  return { problems: both, gaps: differs ? [{ because }] : [] };
}
