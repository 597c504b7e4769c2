import { stringify } from 'yaml';
import { ACCOUNTS, API_KEYS, AUDIT_TRAIL, MEMBERSHIP, SUSPENSION } from './described/accounts.ts';
import { CHAT } from './described/chat.ts';
import { ONBOARDING } from './described/onboarding.ts';
import { EXPECTATIONS, OPERATIONS, ROUTES } from './described/routes.ts';
import { BILLING_EVENTS, HOOKS, OUTGOING_EVENTS } from './described/webhooks.ts';
import { ENVIRONMENTS } from './environments.ts';
import { monitorsOf, type Monitors } from './monitors.ts';
import { drillsIn } from './outages.ts';
import type { Person } from './people.ts';

interface TargetFileOptions {
  readonly url: string;
  /** Where it keeps its mails and logs. */
  readonly directory: string;
  /** Where its mails can be read. */
  readonly inbox: string;
  /** Where an audit may listen for its webhooks. */
  readonly listener: string;
  /** In the order in which a founder lists them: the main account of each customer first. */
  readonly people: readonly Person[];
  /** The key that every browser is given. */
  readonly publicKey: string;
  /** What the founder's monitors lack. */
  readonly monitors?: (monitors: Monitors) => Monitors;
}

/** The variable that holds a person's password. */
export function passwordVariable(name: string): string {
  return `${name.toUpperCase()}_PASSWORD`;
}

/** The variable that holds a person's token of yesterday. */
export function expiredVariable(name: string): string {
  return `${name.toUpperCase()}_EXPIRED_TOKEN`;
}

/** What a founder writes about the reference chatbot: everything that an audit can use, and no secret. */
export function targetFile(options: TargetFileOptions): string {
  return writeTarget(targetOf(options));
}

/** Lists that stand in several places are written out: a target file has no aliases. */
export function writeTarget(target: object): string {
  return stringify(target, { aliasDuplicateObjects: false });
}

/** The same before it is written, for those who have more to say. */
export function targetOf({
  url,
  directory,
  inbox,
  listener,
  people,
  publicKey,
  monitors = (sound) => sound,
}: TargetFileOptions) {
  return {
    schema: 1,
    product: 'Reference chatbot',
    profile: 'b2b-onboarding',
    app: url,
    api: url,
    consent: 'owner',
    tenancy: { by: 'path', name: 'workspaceId' },
    tenants: Object.fromEntries(people.map(({ tenant, workspaceId }) => [tenant, { id: workspaceId }])),
    identities: Object.fromEntries(people.map((person) => [person.name, identity(person)])),
    whoami: {
      get: '/api/me',
      user: '$.email',
      tenant: '$.workspace.id',
      role: '$.role',
      tier: '$.workspace.tier',
    },
    ...ACCOUNTS,
    apiKeys: API_KEYS,
    suspension: SUSPENSION,
    auditTrail: AUDIT_TRAIL,
    membership: MEMBERSHIP,
    routes: ROUTES,
    operations: { ...OPERATIONS, 'GET /data/v1/{table}': { headers: { apikey: publicKey } } },
    expect: EXPECTATIONS,
    chat: CHAT,
    webhooks: { in: [BILLING_EVENTS], out: { ...OUTGOING_EVENTS, listen: listener } },
    mail: { sink: inbox },
    journeys: { onboarding: ONBOARDING },
    drills: drillsIn(directory),
    // Twice and a half what a whole run plans for.
    limits: { modelTokens: 1_000_000 },
    environments: ENVIRONMENTS,
    release: { get: '/api/version', commit: '$.commit' },
    repo: './repository',
    handover: KEYS,
    logs: ['./chatbot.log'],
    monitoring: {
      health: ['GET /api/health'],
      readiness: ['GET /api/health/ready'],
      ...monitors(monitorsOf(HOOKS)),
    },
  };
}

function identity(person: Person) {
  const { name, email, tenant, role, tier, disposable, usesCookie } = person;
  const json = { email, password: `\${${passwordVariable(name)}}` };
  const login = { post: '/api/auth/login', json };
  const refresh = {
    post: '/api/auth/refresh',
    json: { refreshToken: '{{refreshToken}}' },
    token: '$.accessToken',
    refreshToken: '$.refreshToken',
  };
  const account = { tenant, role, tier, user: email, ...(disposable ? { disposable } : {}) };
  if (usesCookie) return { ...account, login: { ...login, csrf: CSRF } };
  const expired = `\${${expiredVariable(name)}}`;
  return {
    ...account,
    login: { ...login, token: '$.accessToken', refreshToken: '$.refreshToken' },
    refresh,
    expired,
  };
}

/** How the chat is taken away, and who lets somebody in: by role, since nobody in particular runs it. */
export const KEYS = {
  switchOff:
    'take MODEL and MODEL_URL out of the environment file and restart; the chat then only quotes documents',
  access: {
    repository: 'operations',
    hosting: 'operations',
    registrar: 'founder',
    dns: 'founder',
    mail: 'operations',
    cdn: 'operations',
    models: 'founder',
    monitoring: 'operations',
  },
};

const CSRF = { get: '/api/csrf', field: 'csrfToken', from: '$.csrfToken', header: 'x-csrf-token' };
