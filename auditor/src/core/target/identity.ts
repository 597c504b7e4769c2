import * as z from 'zod';
import { firebaseLogin, supabaseLogin, type HostedAccount } from './backends.ts';
import { secret, secretFields, secretJson, type SecretTemplate } from './secret.ts';
import { headerName, jsonPath, label, path, text, webAddress } from './words.ts';

export const csrf = z
  .strictObject({
    get: path.describe('Path to ask for a fresh CSRF token.').meta({ examples: ['/csrf'] }),
    field: text
      .describe('Name of the form field or JSON key that carries the token.')
      .meta({ examples: ['csrfToken'] }),
    from: z
      .union([z.literal('html'), jsonPath])
      .default('html')
      .describe(
        'Where the token stands in the answer: "html" for a hidden input of that name, or a JSON path.',
      ),
    header: headerName
      .optional()
      .describe('Header that carries the token instead of a field.')
      .meta({ examples: ['X-CSRF-Token'] }),
  })
  .describe('How to get and send a CSRF token.');

/** How a request carries a token: what stands before it in which header. */
const tokenAs = text
  .regex(
    /^[A-Za-z0-9!#$%&'*+.^_`|~-]+: *[^{}]*\{\{token\}\}$/,
    'is not a header with {{token}} at its end; write it such as "X-Session-Token: {{token}}"',
  )
  .transform((written): TokenAs => ({
    header: written.slice(0, written.indexOf(':')).toLowerCase(),
    before: written.slice(written.indexOf(':') + 1, -'{{token}}'.length).trimStart(),
  }))
  .describe('The header that carries the token, when it is not "Authorization: Bearer {{token}}".')
  .meta({ examples: ['X-Session-Token: {{token}}', 'Authorization: Token {{token}}'] });

/** Where a token goes: `{ header: 'authorization', before: 'Bearer ' }`. */
export interface TokenAs {
  readonly header: string;
  readonly before: string;
}

/** What a login answers with, common to all kinds. */
const answers = {
  token: jsonPath
    .optional()
    .describe('JSON path of the access token in the answer. Leave out when a cookie is set.')
    .meta({ examples: ['$.token'] }),
  refreshToken: jsonPath
    .optional()
    .describe('JSON path of the refresh token in the answer.')
    .meta({ examples: ['$.refreshToken'] }),
};

const jsonLogin = z
  .strictObject({
    post: path.describe('Path of the login, below `api`.').meta({ examples: ['/api/auth/login'] }),
    json: secretJson
      .describe('JSON body to send. Secrets as ${NAME}; {{totp}} is the current one-time code.')
      .meta({ examples: [{ email: 'ana@acme.test', password: '${ANA_PASSWORD}' }] }),
    ...answers,
    tokenAs: tokenAs.optional(),
    cookies: z.boolean().default(true).describe('Keep the cookies that the answer sets.'),
    csrf: csrf.optional(),
    totp: secret
      .optional()
      .describe('Shared key (base32) of the one-time codes, for {{totp}}.')
      .meta({ examples: ['${ANA_TOTP}'] }),
  })
  .transform((login) => ({ kind: 'json' as const, ...login }))
  .describe('Log in with a JSON request.');

const formLogin = z
  .strictObject({
    form: path.describe('Path of the page with the form, below `app`.').meta({ examples: ['/login'] }),
    fields: secretFields
      .describe('Form fields by name. Secrets as ${NAME}.')
      .meta({ examples: [{ email: 'ana@acme.test', password: '${ANA_PASSWORD}' }] }),
    submit: path
      .optional()
      .describe('Path that the form is sent to, when it is not the page itself.')
      .meta({ examples: ['/login/submit'] }),
    csrf: csrf.optional(),
    totp: secret
      .optional()
      .describe('Shared key (base32) of the one-time codes, for {{totp}}.')
      .meta({ examples: ['${ANA_TOTP}'] }),
  })
  .transform((login) => ({ kind: 'form' as const, ...login }))
  .describe('Log in by sending a form; the session is the cookie that comes back.');

const oauthLogin = z
  .strictObject({
    oauth: z.enum(['password', 'client_credentials']).describe('OAuth grant to use.'),
    endpoint: z
      .union([path, webAddress])
      .describe('Token endpoint: a path below `api`, or a whole address.')
      .meta({ examples: ['/oauth/token'] }),
    clientId: text.optional().describe('OAuth client id.'),
    clientSecret: secret
      .optional()
      .describe('OAuth client secret, as ${NAME}.')
      .meta({ examples: ['${CLIENT_SECRET}'] }),
    username: text.optional().describe('User name, for the password grant.'),
    password: secret
      .optional()
      .describe('Password, as ${NAME}, for the password grant.')
      .meta({ examples: ['${ANA_PASSWORD}'] }),
    scope: text.optional().describe('Scopes to ask for, separated by spaces.'),
  })
  .transform(({ oauth, ...login }) => ({ kind: 'oauth' as const, grant: oauth, ...login }))
  .describe('Log in at an OAuth token endpoint.');

const ownLogin = z.union([jsonLogin, formLogin, oauthLogin]);

const login = z.union([jsonLogin, formLogin, oauthLogin, supabaseLogin, firebaseLogin]);

const refresh = z
  .strictObject({
    post: path
      .describe('Path that gives a new access token, below `api`.')
      .meta({ examples: ['/api/auth/refresh'] }),
    json: secretJson
      .optional()
      .describe('JSON body; {{refreshToken}} is the token from the login.')
      .meta({ examples: [{ refreshToken: '{{refreshToken}}' }] }),
    ...answers,
  })
  .describe('How to get a new access token before the old one expires.');

export const logout = z
  .strictObject({
    post: path.describe('Path of the log-out, below `api`.').meta({ examples: ['/api/auth/logout'] }),
    json: secretJson
      .optional()
      .describe('JSON body; {{refreshToken}} is the token from the login.')
      .meta({ examples: [{ refreshToken: '{{refreshToken}}' }] }),
  })
  .describe('How an identity logs out.');

const apiKey = z
  .strictObject({
    header: headerName.describe('Header that carries the key.').meta({ examples: ['X-Api-Key'] }),
    value: secret.describe('The key, as ${NAME}.').meta({ examples: ['${ANA_API_KEY}'] }),
  })
  .describe('An API key in a header.');

const basic = z
  .strictObject({
    user: text.describe('User name.'),
    password: secret.describe('Password, as ${NAME}.').meta({ examples: ['${ANA_PASSWORD}'] }),
  })
  .describe('HTTP basic authentication.');

/** How an identity proves who it is. */
export type Credential =
  | { readonly kind: 'bearer'; readonly token: SecretTemplate }
  | { readonly kind: 'cookie'; readonly cookie: SecretTemplate }
  | { readonly kind: 'api-key'; readonly header: string; readonly value: SecretTemplate }
  | { readonly kind: 'basic'; readonly user: string; readonly password: SecretTemplate }
  | { readonly kind: 'login'; readonly login: z.output<typeof ownLogin> }
  | HostedAccount;

/** How most products want a token (RFC 6750, 2.1). */
export const AS_BEARER: TokenAs = { header: 'authorization', before: 'Bearer ' };

/** How the tokens of an account are sent. */
export function tokenAsOf(credential: Credential | undefined): TokenAs {
  const login =
    credential?.kind === 'login' && credential.login.kind === 'json' ? credential.login : undefined;
  return login?.tokenAs ?? AS_BEARER;
}

const CREDENTIALS = 'bearer, cookie, apiKey, basic or login';

/** One account that the auditor may act as. */
export const identity = z
  .strictObject({
    tenant: label.optional().describe('The customer (workspace, organisation) that this account belongs to.'),
    role: label
      .optional()
      .describe('Its role there.')
      .meta({ examples: ['admin'] }),
    tier: label
      .optional()
      .describe('Its plan or membership tier.')
      .meta({ examples: ['paid'] }),
    user: text.optional().describe('What `whoami` must answer for this account: its id or e-mail address.'),
    bearer: secret
      .optional()
      .describe('A bearer token, as ${NAME}.')
      .meta({ examples: ['${ANA_TOKEN}'] }),
    cookie: secret
      .optional()
      .describe('A Cookie header, such as session=${ANA_SESSION}.')
      .meta({ examples: ['session=${ANA_SESSION}'] }),
    apiKey: apiKey.optional(),
    basic: basic.optional(),
    login: login
      .optional()
      .describe(
        'How to log in: by JSON (`post`), by form (`form`), at an OAuth endpoint (`oauth`), or at a hosted backend (`supabase`, `firebase`).',
      ),
    refresh: refresh.optional(),
    logout: logout.optional(),
    headers: secretFields
      .optional()
      .describe('Headers to send with every request of this identity.')
      .meta({ examples: [{ 'X-Workspace': 'acme' }] }),
    expired: secret
      .optional()
      .describe('A token of this identity that has already expired, as ${NAME}.')
      .meta({ examples: ['${ANA_EXPIRED_TOKEN}'] }),
    disposable: z
      .boolean()
      .default(false)
      .describe('True for an account that may be logged out, suspended or have its password changed.'),
  })
  .transform(({ bearer, cookie, apiKey, basic, login, ...rest }, context) => {
    const given: Credential[] = [];
    if (bearer !== undefined) given.push({ kind: 'bearer', token: bearer });
    if (cookie !== undefined) given.push({ kind: 'cookie', cookie });
    if (apiKey !== undefined) given.push({ kind: 'api-key', ...apiKey });
    if (basic !== undefined) given.push({ kind: 'basic', ...basic });
    if (login !== undefined) given.push(login.kind === 'hosted' ? login : { kind: 'login', login });
    const [credential] = given;
    if (credential !== undefined && given.length === 1) return { ...rest, credential };
    const message =
      credential === undefined
        ? `has no credential; add one of ${CREDENTIALS}`
        : `has more than one credential; keep one of ${CREDENTIALS}`;
    context.issues.push({ code: 'custom', message, input: rest });
    return z.NEVER;
  });

/** Checks that an identity is who the file says. */
export const whoami = z
  .strictObject({
    get: path.describe('Path that describes the caller, below `api`.').meta({ examples: ['/api/me'] }),
    user: jsonPath
      .optional()
      .describe('Where the id or e-mail address of the caller stands.')
      .meta({ examples: ['$.email'] }),
    tenant: jsonPath
      .optional()
      .describe('Where the key of the tenant stands.')
      .meta({ examples: ['$.workspace.slug'] }),
    role: jsonPath
      .optional()
      .describe('Where the role stands.')
      .meta({ examples: ['$.role'] }),
    tier: jsonPath
      .optional()
      .describe('Where the plan or tier stands.')
      .meta({ examples: ['$.plan'] }),
  })
  .describe(
    'How to check that each identity is who this file says. Without it, a wrong role or tenant goes unnoticed.',
  );
