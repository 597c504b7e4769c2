import type { Json } from '../../core/operation.ts';
import type { AccountDraft } from './account.ts';
import { isObject, objectOf } from '../json.ts';
import { flow, word } from './flow.ts';

/** A target file while it is being written. */
export interface TargetDraft {
  readonly product?: string;
  readonly profile?: string;
  readonly app: string;
  readonly api?: string;
  /** Pages that were opened, whose scripts are worth a look. */
  readonly pages?: readonly string[];
  readonly consent: boolean;
  /** What it expects of everybody. */
  readonly headers?: { readonly [name: string]: string };
  readonly tenancy?: { readonly by: string; readonly name?: string };
  /** Keys of tenants that differ from their labels. */
  readonly tenants: { readonly [label: string]: string };
  readonly accounts: readonly AccountDraft[];
  /** How an account logs in, for examples while there is none. */
  readonly example?: { readonly [key: string]: Json };
  readonly whoami?: { readonly [key: string]: Json };
  readonly logout?: string;
  /** Its path, or the whole section where it was seen to work. */
  readonly signup?: string | { readonly [key: string]: Json };
  readonly health?: string;
  readonly chat?: { readonly [key: string]: Json };
  readonly routes: { readonly [key: string]: Json };
  /** An earlier file, section by section: what it says stays. */
  readonly kept?: { readonly [key: string]: Json };
}

/** What a line says when there is nothing to say yet: an example to fill in. */
const GAPS = {
  product: '# product: Acme Assist',
  profile:
    '# profile: b2b-onboarding   # or marketplace-onboarding, team-handover, internal-ops, first-100-members',
  consent: '# consent: owner   # remove the "#" to say that this product is yours, or that you may test it',
  tenancy:
    '# tenancy: { by: session }   # or { by: path, name: workspaceId }, header, subdomain, body, query',
  whoami: '# whoami: { get: /api/me, user: $.email, tenant: $.workspace.slug, role: $.role }',
  logout: '# logout: { post: /api/auth/logout }',
  signup:
    '# signup: { post: /api/signup, json: { email: "{{email}}", password: "{{password}}" }, verify: mail }',
  chat: '# chat: { send: POST /api/chat, body: { message: "{{prompt}}" }, reply: $.reply }',
  absent: '# absent: { webhooks: "none are received", mail: "no mail is sent" }',
  routes: '# routes: { openapi: ./openapi.json }   # or har, postman, curl, graphql, list',
} as const;

const ACCOUNTS = [
  '# identities:',
  '#   ana: { tenant: acme, role: admin, login: { post: /api/login, json: { email: ana@acme.test, password: "${ANA_PASSWORD}" }, token: $.token } }',
  '#   ben: { tenant: acme, role: member, bearer: "${BEN_TOKEN}" }',
  '#   bea: { tenant: globex, role: admin, cookie: "session=${BEA_SESSION}" }',
];

const DISPOSABLE =
  '  # tom: { tenant: acme, role: member, disposable: true, login: … }   # may be logged out and locked';

/** The target file, commented, with an example where something is still unknown. */
export function writeTarget(draft: TargetDraft): string {
  const { app, api, tenants, accounts, kept = {} } = draft;
  const line = (key: 'product' | 'profile') =>
    draft[key] === undefined ? GAPS[key] : `${key}: ${word(draft[key])}`;
  const section = (key: 'tenancy' | 'whoami' | 'chat') => {
    const found: Json | undefined = draft[key] === undefined ? undefined : { ...draft[key] };
    const value = key === 'whoami' ? withFound(kept[key], found) : (kept[key] ?? found);
    return value === undefined ? GAPS[key] : `${key}: ${flow(value)}`;
  };
  const logout = withFound(kept['logout'], draft.logout === undefined ? undefined : { post: draft.logout });
  const keys = objectOf(withFound(kept['tenants'], idsOf(tenants)));
  const named = Object.entries(keys).map(([label, one]) => `  ${word(label)}: ${flow(one)}`);
  const routes = { ...objectOf(kept['routes']), ...draft.routes };
  const lines = [
    '# What launch-ready may look at. Every key: docs/target-file.md. Secrets only as ${NAME}, set in the environment or .env.',
    'schema: 1',
    line('product'),
    '',
    '# The audience and goal to judge by.',
    line('profile'),
    '',
    '# Where it is. Paths below are relative to api.',
    `app: ${word(app)}`,
    ...(api === undefined || api === app ? [] : [`api: ${word(api)}`]),
    draft.consent ? 'consent: owner' : GAPS.consent,
    ...headerLines(draft.headers),
    ...pageLines(kept['pages'] ?? draft.pages),
    '',
    '# How a request says which customer it means.',
    section('tenancy'),
    ...(named.length === 0 ? [] : ['tenants:', ...named]),
    '',
    '# Accounts to act as. Isolation needs two customers; privacy needs two members of one; log-out and lock-out a disposable one.',
    ...(accounts.length === 0 ? examples(draft.example) : ['identities:', ...accounts.map(accountLine)]),
    ...(accounts.length === 0 || accounts.some((one) => one.disposable === true) ? [] : [DISPOSABLE]),
    '',
    '# How to see that each account is who this file says, and how it logs out.',
    section('whoami'),
    logout === undefined ? GAPS.logout : `logout: ${flow(logout)}`,
    signupLine(draft.signup, kept['signup']),
    '',
    '# Which operations there are.',
    ...routeLines(routes, draft.health),
    '',
    '# How to talk to the bot.',
    section('chat'),
    '',
    '# What the product does not have, each with a reason. A missing section is never taken for this.',
    kept['absent'] === undefined ? GAPS.absent : `absent: ${flow(kept['absent'])}`,
    ...otherLines(kept),
    '',
  ];
  return lines.join('\n');
}

/** What stays of a section, with what was found besides. */
function withFound(before: Json | undefined, found: Json | undefined): Json | undefined {
  if (!isObject(before)) return before ?? found;
  return { ...objectOf(found), ...before };
}

function idsOf(tenants: TargetDraft['tenants']): Json {
  return Object.fromEntries(Object.entries(tenants).map(([label, id]) => [label, { id }]));
}

function routeLines(routes: TargetDraft['routes'], health = '/health'): readonly string[] {
  const entries = Object.entries(routes);
  if (entries.length === 0) return [GAPS.routes];
  return [
    'routes:',
    ...entries.map(([key, value]) => `  ${key}: ${flow(value)}`),
    ...(routes['public'] === undefined
      ? [`  # public: [${flow(`GET ${health}`)}]   # what anyone may call; all else must refuse strangers`]
      : []),
  ];
}

/** Sections that only the earlier file has. */
function otherLines(kept: { readonly [key: string]: Json }): readonly string[] {
  const others = Object.entries(kept).filter(([key]) => !WRITTEN.has(key));
  if (others.length === 0) return [];
  return ['', '# As it stood in the file before.', ...others.map(([key, value]) => `${key}: ${flow(value)}`)];
}

/** Sections with a place of their own. */
const WRITTEN = new Set(
  'schema product profile app api consent headers pages tenancy tenants identities whoami logout signup routes chat absent'.split(
    ' ',
  ),
);

/** Two customers who log in as the product was seen to, ready to be uncommented. */
function examples(login: TargetDraft['example']): readonly string[] {
  if (login === undefined) return ACCOUNTS;
  const credential = flow(login).replace(/^\{ ?| ?\}$/g, '');
  return [
    '# identities:',
    `#   ana: { tenant: acme, role: admin, ${credential} }`,
    `#   bea: { tenant: globex, role: admin, ${credential.replaceAll('ana@acme', 'bea@globex').replaceAll('ANA_', 'BEA_')} }`,
  ];
}

function headerLines(headers: TargetDraft['headers'] = {}): readonly string[] {
  if (Object.keys(headers).length === 0) return [];
  return ['', "# What every request carries, a stranger's too.", `headers: ${flow({ ...headers })}`];
}

function pageLines(pages: Json | undefined): readonly string[] {
  if (!Array.isArray(pages) || pages.length === 0) return [];
  return [
    '',
    '# Pages whose scripts are searched too: each may load some that no other does.',
    `pages: ${flow(pages)}`,
  ];
}

function signupLine(found: TargetDraft['signup'], before: Json | undefined): string {
  const whole = before ?? (typeof found === 'string' ? undefined : found);
  if (whole !== undefined) return `signup: ${flow(whole)}`;
  return typeof found === 'string' ? GAPS.signup.replace('/api/signup', found) : GAPS.signup;
}

function accountLine({ name, tenant, role, disposable, credential, more = {} }: AccountDraft): string {
  const value: { readonly [key: string]: Json } = {
    ...(tenant === undefined ? {} : { tenant }),
    ...(role === undefined ? {} : { role }),
    ...(disposable === true ? { disposable } : {}),
    ...credential,
    ...more,
  };
  return `  ${word(name)}: ${flow(value)}`;
}
