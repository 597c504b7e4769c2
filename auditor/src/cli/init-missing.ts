import type { Target } from '../core/target.ts';

interface Found {
  /** How many operations are known. */
  readonly operations: number;
  /** Header that carried a CSRF token. */
  readonly csrf?: string;
  /** Headers that went with everything and may be public or secret. */
  readonly unclear: readonly string[];
}

/** What a run could not prove with this file, in the order of what it costs. */
export function stillMissing(target: Target, { operations, csrf, unclear }: Found): readonly string[] {
  const { identities, consent, profile, whoami, chat, absent, tenancy } = target;
  const people = Object.values(identities);
  const tenants = new Set(people.flatMap((one) => one.tenant ?? []));
  const isAbsent = (key: keyof Target['absent']) => Object.hasOwn(absent, key);
  const unsaid = unclear.filter((name) => !isSaid(target, name));
  const gaps: readonly (readonly [isMissing: boolean, what: string])[] = [
    [consent === undefined, 'consent: owner — without it only the outside is looked at'],
    [profile === undefined, 'profile — the audience and goal to judge by (or --profile)'],
    [
      people.length === 0,
      'identities — accounts to act as; nothing behind the login is looked at without them',
    ],
    [
      people.length > 0 && tenants.size < 2 && !isAbsent('tenants'),
      'a second customer — isolation is only proven with accounts of two tenants',
    ],
    [
      people.length > 0 && !people.some((one) => one.disposable),
      'a disposable account — log-out, password change and lock-out are not tried on the others',
    ],
    [
      people.length > 0 && whoami === undefined,
      'whoami — nobody checks that each account is who the file says',
    ],
    [
      csrf !== undefined && !people.some(hasCsrf),
      `csrf — the front end sends ${csrf}: add csrf: { get: …, field: …, header: ${csrf} } to each login`,
    ],
    [
      unsaid.length > 0,
      `headers — every request carried ${unsaid.join(', ')}: when that is public, as in your front end, add --header "${unsaid[0] ?? ''}: …"; when it is a secret, write it as ${SECRET_HEADER} under the accounts`,
    ],
    [
      tenants.size > 1 && tenancy === undefined,
      'tenancy — how a request says which customer it means; { by: session } when the login alone decides',
    ],
    [chat === undefined && !isAbsent('chat'), 'chat — how to talk to the bot'],
    [operations === 0, 'routes — which operations there are: openapi, har, postman, curl or a list'],
  ];
  return gaps.flatMap(([isMissing, what]) => (isMissing ? [what] : []));
}

const SECRET_HEADER = 'headers: { name: "${NAME}" }';

function isSaid({ headers, identities }: Target, name: string): boolean {
  const said = [headers, ...Object.values(identities).map((one) => one.headers?.template ?? {})];
  const keys = Object.values(identities).flatMap(({ credential }) =>
    credential.kind === 'api-key' ? [credential.header] : [],
  );
  return [...said.flatMap((one) => Object.keys(one)), ...keys].some((one) => one.toLowerCase() === name);
}

function hasCsrf({ credential }: Target['identities'][string]): boolean {
  return (
    credential.kind === 'login' && credential.login.kind !== 'oauth' && credential.login.csrf !== undefined
  );
}
