import * as z from 'zod';
import { PROFILE_IDS } from './profile.ts';
import { attested, handover } from './target/attested.ts';
import { auditTrail } from './target/audit-trail.ts';
import { documented, guest, password, signup, tenancy } from './target/accounts.ts';
import { backends } from './target/backends.ts';
import { apiKeys } from './target/api-keys.ts';
import { chat } from './target/chat.ts';
import { drills } from './target/drills.ts';
import { identity, logout, whoami, type Credential } from './target/identity.ts';
import { journeys } from './target/journeys.ts';
import { mail } from './target/mail.ts';
import { membership, suspension } from './target/membership.ts';
import { monitoring } from './target/monitoring.ts';
import { release } from './target/release.ts';
import { expectations, operations, routes } from './target/routes.ts';
import { domain, environments, limits, network, webhooks } from './target/surroundings.ts';
import { waivers } from './target/waivers.ts';
import { file, headerName, label, path, text, webAddress, type OperationRef } from './target/words.ts';

export type { OperationRef };

/** Version of the target file. Raised when a key changes its meaning or goes. */
const TARGET_SCHEMA = 1;

/** What a product may say that it does not have; the value is the reason. Checks that need it become not applicable. */
export const ABSENT_KEYS = [
  'tenants',
  'roles',
  'tiers',
  'passwords',
  'apiKeys',
  'auditTrail',
  'signup',
  'guests',
  'documented',
  'cookies',
  'chat',
  'retrieval',
  'uploads',
  'tools',
  'webhooks',
  'shares',
  'stop',
  'usage',
  'mail',
  'browser',
  'billing',
  'admin',
  'domain',
  'repo',
] as const;

const tenant = z
  .strictObject({
    id: text
      .optional()
      .describe('Value of the tenant key in requests and in `whoami`. The label by default.'),
    host: text.optional().describe('Its sub-domain, when tenants are told apart by sub-domain.'),
  })
  .describe('One customer of the product.');

const NOTHING =
  'has nothing to look at; add at least one of app, api, backends, domain, repo, bundle or logs';

/**
 * The target file, as written. `z.input` is the file, `z.output` what the rest of the auditor trusts: secrets are references,
 * durations milliseconds, defaults filled in.
 */
export const TargetSchema = z
  .strictObject({
    schema: z
      .literal(TARGET_SCHEMA)
      .describe('Version of this file’s format.')
      .meta({ examples: [1] }),
    product: text
      .optional()
      .describe('Name of the product, for reports.')
      .meta({ examples: ['Acme Assist'] }),
    profile: z
      .enum(PROFILE_IDS)
      .optional()
      .describe('The audience and goal to judge by. `--profile` overrides it.'),
    app: webAddress.optional().describe('Address of the web app.'),
    api: webAddress
      .optional()
      .describe('Address that all API paths of this file are below. Same as `app` by default.')
      .meta({ examples: ['https://api.example.com'] }),
    consent: z
      .literal('owner')
      .optional()
      .describe(
        'Says that you own the target or may test it. Needed for everything that is more than looking.',
      ),
    absent: z
      .partialRecord(z.enum(ABSENT_KEYS), text)
      .default({})
      .describe(
        'What the product does not have, each with a reason. A missing section is never taken for this.',
      )
      .meta({ examples: [{ webhooks: 'none received' }] }),
    headers: z
      .record(headerName, text)
      .default({})
      .describe(
        'Headers that the product expects of every caller, strangers too, such as the public id of an app. Never a credential: it is written out in reports.',
      )
      .meta({ examples: [{ 'X-Application-Id': 'acme-web' }] }),
    tenancy: tenancy.optional(),
    tenants: z.record(label, tenant).default({}).describe('Tenants by the label that identities use.'),
    identities: z
      .record(label, identity)
      .default({})
      .describe(
        'Accounts that the auditor may act as, by name. Two tenants are needed to prove isolation; two members of one tenant to prove privacy.',
      ),
    whoami: whoami.optional(),
    logout: logout.optional(),
    signup: signup.optional(),
    password: password.optional(),
    apiKeys: apiKeys.optional(),
    auditTrail: auditTrail.optional(),
    suspension: suspension.optional(),
    membership: membership.optional(),
    guest: guest.optional(),
    documented: z
      .array(documented)
      .default([])
      .describe('Accounts that your own documentation names. Each is tried once: none may work.'),
    routes: routes.prefault({}),
    operations: operations.default({}),
    expect: expectations.prefault({}),
    chat: chat.optional(),
    webhooks: webhooks.optional(),
    journeys: journeys.default({}),
    backends: backends.prefault({}),
    domain: domain.optional(),
    mail: mail.optional(),
    network: network.prefault({}),
    repo: file
      .optional()
      .describe('Folder of the product’s git repository.')
      .meta({ examples: ['.'] }),
    pages: z
      .array(path)
      .max(8)
      .default([])
      .describe(
        'Pages of the app whose scripts are searched too, beside the first one and those that it leads to: each may load scripts that no other does.',
      )
      .meta({ examples: [['/studio']] }),
    bundle: file
      .optional()
      .describe('Folder with the built front end.')
      .meta({ examples: ['./dist'] }),
    logs: z
      .array(file)
      .default([])
      .describe('Log files of the product, to search for what must not be there.')
      .meta({ examples: [['./logs/app.log']] }),
    environments: environments.optional(),
    drills: drills.optional(),
    release: release.optional(),
    attested: attested.prefault({}),
    handover: handover.optional(),
    monitoring: monitoring.optional(),
    limits: limits.prefault({}),
    waivers,
  })
  .superRefine((target, context) => {
    const { supabase, firebase } = target.backends;
    const looks = [
      target.app,
      target.api,
      target.domain,
      target.repo,
      target.bundle,
      target.logs[0],
      supabase,
      firebase,
    ];
    if (looks.every((one) => one === undefined)) context.addIssue({ code: 'custom', message: NOTHING });
  })
  .transform(({ api, tenants, ...rest }) => ({
    ...rest,
    ...defined('api', api ?? rest.app),
    tenants: withDefaults(tenants, Object.values(rest.identities)),
  }));

/** A target as the rest of the auditor trusts it. */
export type Target = z.output<typeof TargetSchema>;
export type TargetInput = z.input<typeof TargetSchema>;

export type IdentitySpec = Target['identities'][string];
export type LoginSpec = Extract<Credential, { kind: 'login' }>['login'];
export type OperationSpec = Target['operations'][string];
export type ChatSpec = NonNullable<Target['chat']>;

interface Tenant {
  readonly id: string;
  readonly host?: string;
}

/** Every tenant that an identity names exists, and has an id: its label unless the file says otherwise. */
function withDefaults(
  given: Readonly<Record<string, z.output<typeof tenant>>>,
  identities: readonly { readonly tenant?: string | undefined }[],
): Record<string, Tenant> {
  const labels = [...Object.keys(given), ...identities.flatMap((one) => one.tenant ?? [])];
  return Object.fromEntries(
    labels.map((name) => [name, { id: given[name]?.id ?? name, ...defined('host', given[name]?.host) }]),
  );
}

/** `{ [key]: value }`, or nothing: keeps `undefined` out of data that is stored. */
function defined<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value };
function defined(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value };
}
