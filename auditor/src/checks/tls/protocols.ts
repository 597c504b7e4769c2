import { defineCheck } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import type { Offer } from '../../core/handshake.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { TlsOffers, type Shake, type TlsOffersData } from '../../evidence/tls-host.ts';

export const protocols = defineCheck({
  id: 'tls/protocols',
  decides: [],
  title: 'No host takes protocols and ciphers that are broken',
  why: 'Who can listen on the way can read or change what such a connection carries.',
  passes:
    'While an ordinary handshake works, each host refuses SSL 3, RC4, EXPORT, NULL and anonymous ciphers. TLS 1.0 and 1.1, 3DES and key exchange without forward secrecy are advice: no article asks for them.',
  sources: [{ rfc: 7465 }, { rfc: 7568 }, { rfc: 8996 }, { rfc: 9325, section: '4.2' }, { cwe: 327 }],
  needs: { offers: TlsOffers },
  judge: ({ offers }) => decideEach(each(offers), decide),
  fix: {
    minutes: 20,
    deliverable: 'dns-edge',
    steps: [
      'Set the lowest version to TLS 1.2: in nginx `ssl_protocols TLSv1.2 TLSv1.3;`, at a CDN “Minimum TLS version”.',
      'Take the ciphers of Mozilla’s “intermediate” configuration.',
    ],
    kits: ['edge'],
  },
  absentKey: 'domain',
});

interface Tried {
  readonly host: string;
  readonly control: Shake | undefined;
  readonly tried: TlsOffersData['tried'][number];
}

/** One question for each offer to each host. */
function each(offers: Gathered<TlsOffersData>): Gathered<Tried> {
  const evidence = offers.evidence.flatMap((one) =>
    one.data.tried.map((tried) => ({
      ...one,
      data: { host: one.data.host, control: one.data.control, tried },
    })),
  );
  return { evidence, missing: offers.missing };
}

function decide({ host, control, tried: { offer, answer, again } }: Tried): Decision {
  if (control?.handshake?.kind !== 'usual')
    return undecided(`${host}: ${control?.because ?? 'no ordinary handshake came about'}`);
  if (answer.handshake === undefined) return undecided(`${host}: ${answer.because ?? 'no answer'}`);
  if (answer.handshake.kind !== 'accepted') return held;
  if (again?.handshake?.kind !== 'accepted')
    return undecided(`${host} took ${NAMES[offer]} once and then no more`);
  const { version, cipher } = answer.handshake;
  const finding = {
    where: host,
    key: offer,
    what: `${host} takes ${NAMES[offer]} (${version}, cipher ${cipher}): ${WHY[offer]}`,
    exhibits: [
      { exchange: answer.exchange, role: 'the offer is taken', marks: [version, cipher] },
      { exchange: again.exchange, role: 'the same again', marks: [version, cipher] },
      { exchange: control.exchange, role: 'an ordinary handshake', marks: [] },
    ],
  };
  return ADVICE.has(offer) ? advice(finding) : broken(finding);
}

const ADVICE: ReadonlySet<Offer> = new Set(['tls-1.0', 'tls-1.1', '3des', 'no-forward-secrecy']);

const NAMES: { readonly [offer in Offer]: string } = {
  usual: 'what clients of today offer',
  'ssl-3': 'SSL 3',
  'tls-1.0': 'TLS 1.0',
  'tls-1.1': 'TLS 1.1',
  rc4: 'RC4',
  '3des': '3DES',
  export: 'EXPORT ciphers',
  null: 'NULL ciphers',
  anonymous: 'anonymous ciphers',
  'no-forward-secrecy': 'a key exchange without forward secrecy',
};

const WHY: { readonly [offer in Offer]: string } = {
  usual: '',
  'ssl-3': 'it can be decrypted (POODLE), and must not be used (RFC 7568).',
  'tls-1.0': 'it must no longer be used (RFC 8996); some customers’ security teams refuse it.',
  'tls-1.1': 'it must no longer be used (RFC 8996); some customers’ security teams refuse it.',
  rc4: 'it can be decrypted, and must not be used (RFC 7465).',
  '3des': 'long connections can be decrypted (Sweet32).',
  export: 'they are made to be broken (FREAK, Logjam).',
  null: 'they do not encrypt at all.',
  anonymous: 'anybody in between can pretend to be the server.',
  'no-forward-secrecy': 'whoever gets the key later can read what was recorded before.',
};
