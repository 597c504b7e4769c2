import type { Certificate, UsualHandshake } from '../core/handshake.ts';
import type { Problem } from './problem.ts';

/** CA/Browser Forum Baseline Requirements, 6.1.5: RSA keys have at least 2048 bits. */
const LEAST_RSA_BITS = 2048;
/** Renewal is overdue when less than a sixth of the lifetime is left: 15 days of 90, 7 of 45. */
const OVERDUE = 1 / 6;

/** What is wrong with the certificate that a host shows: judged here, since OpenSSL stops at the first reason. */
export function certificateProblems(host: string, seen: UsualHandshake): readonly Problem[] {
  const [leaf, ...others] = seen.chain;
  if (leaf === undefined) {
    return [{ level: 'fail', key: 'none', what: `${host} shows no certificate.`, marks: [] }];
  }
  const problems = [
    ...nameProblems(host, leaf),
    ...timeProblems(host, leaf, seen.at),
    ...strengthProblems(host, [leaf, ...others.filter((one) => !one.selfSigned)]),
  ];
  const explained = problems.some(
    (one) => one.level === 'fail' && one.key !== 'name' && one.key !== 'no-san',
  );
  return [...problems, ...trustProblems(host, leaf, seen, explained)];
}

function fail(key: string, what: string, ...marks: readonly string[]): Problem {
  return { level: 'fail', key, what, marks };
}

function nameProblems(host: string, { names, subject }: Certificate): readonly Problem[] {
  if (names.length === 0)
    return [
      fail(
        'no-san',
        `The certificate of ${host} names no host in subjectAltName (only ${subject}): browsers refuse it.`,
        subject,
      ),
    ];
  if (names.some((name) => matches(name, host))) return [];
  const listed = names.slice(0, 5).map((name) => name.replace(/^DNS:/, ''));
  return [
    fail(
      'name',
      `The certificate of ${host} is for ${listed.join(', ')}: browsers warn before they show anything.`,
      ...names.slice(0, 5),
    ),
  ];
}

/** RFC 9525, 6.3: a wildcard stands for exactly one whole label, the first. */
function matches(name: string, host: string): boolean {
  const [, kind, value = ''] = /^(DNS|IP Address):(.*)$/.exec(name) ?? [];
  const wanted = host.toLowerCase();
  const given = value.toLowerCase().replace(/\.$/, '');
  if (kind !== 'DNS' || given === wanted) return given === wanted;
  return (
    given.startsWith('*.') &&
    given.slice(2).includes('.') &&
    wanted.slice(wanted.indexOf('.') + 1) === given.slice(2)
  );
}

const DAY_MS = 86_400_000;

function timeProblems(host: string, { notBefore, notAfter }: Certificate, at: string): readonly Problem[] {
  const [from, until, now] = [notBefore, notAfter, at].map((one) => new Date(one).getTime());
  if (from === undefined || until === undefined || now === undefined) return [];
  if (now > until)
    return [
      fail(
        'expired',
        `The certificate of ${host} expired on ${notAfter.slice(0, 10)}: browsers refuse the site.`,
        notAfter,
      ),
    ];
  if (now < from)
    return [
      fail('early', `The certificate of ${host} is valid only from ${notBefore.slice(0, 10)} on.`, notBefore),
    ];
  if (until - now > (until - from) * OVERDUE) return [];
  const days = Math.floor((until - now) / DAY_MS);
  const what = `The certificate of ${host} expires in ${days} ${days === 1 ? 'day' : 'days'} (${notAfter.slice(0, 10)}), and its renewal is overdue: look at what should have renewed it.`;
  return [{ level: 'advice', key: 'overdue', what, marks: [notAfter] }];
}

function strengthProblems(host: string, chain: readonly Certificate[]): readonly Problem[] {
  return chain.flatMap(({ subject, signature, rsaBits }) => {
    const whose = `The certificate ${subject} that ${host} shows`;
    const weak = /sha1|md5/i.test(signature)
      ? [fail('weak-signature', `${whose} is signed with ${signature}, which browsers refuse.`, signature)]
      : [];
    const short =
      rsaBits !== undefined && rsaBits < LEAST_RSA_BITS
        ? [
            fail(
              'short-key',
              `${whose} has an RSA key of ${rsaBits} bits; ${LEAST_RSA_BITS} are the least that is trusted.`,
              String(rsaBits),
            ),
          ]
        : [];
    return [...weak, ...short];
  });
}

/** OpenSSL's names for what stands between a certificate and an authority (x509_vfy.h). */
const UNTRUSTED: { readonly [code: string]: (host: string, leaf: Certificate) => readonly [string, string] } =
  {
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: (host, { issuer }) => [
      'missing-intermediate',
      `${host} sends its certificate alone: the intermediate certificate of ${issuer} is missing, or nobody knows that issuer. Many clients cannot connect.`,
    ],
    UNABLE_TO_GET_ISSUER_CERT: (host, { issuer }) => [
      'missing-intermediate',
      `${host} sends a chain that leads to no known authority: a certificate between its own (of ${issuer}) and the root is missing.`,
    ],
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (host, { issuer }) => [
      'missing-intermediate',
      `${host} sends a chain that leads to no known authority: a certificate between its own (of ${issuer}) and the root is missing.`,
    ],
    DEPTH_ZERO_SELF_SIGNED_CERT: (host) => [
      'self-signed',
      `The certificate of ${host} is signed by nobody but itself: browsers warn before they show anything.`,
    ],
    SELF_SIGNED_CERT_IN_CHAIN: (host, { issuer }) => [
      'unknown-authority',
      `The certificate of ${host} was issued by ${issuer}, an authority that browsers do not know.`,
    ],
  };

function trustProblems(
  host: string,
  leaf: Certificate,
  { untrusted }: UsualHandshake,
  explained: boolean,
): readonly Problem[] {
  if (untrusted === undefined) return [];
  const told = UNTRUSTED[untrusted]?.(host, leaf);
  if (told !== undefined) return [fail(told[0], told[1], untrusted)];
  return explained
    ? []
    : [fail('untrusted', `The certificate of ${host} is not trusted: ${untrusted}.`, untrusted)];
}
