import * as z from 'zod';
import { hostedKey } from '../hosted-key.ts';
import { secret, type SecretTemplate } from './secret.ts';
import { file, label, plainJson, text, webAddress } from './words.ts';

const publicKey = text
  .superRefine((value, context) => {
    if (hostedKey(value) !== 'service') return;
    const message =
      'is a key that gets past every policy. Write the public one that your web app uses, and never ship this one';
    context.addIssue({ code: 'custom', message });
  })
  .describe('The public key that the web app sends: anon, sb_publishable_… or the web API key. No secret.');

const account = z
  .strictObject({
    email: text.describe('E-mail address of the account.').meta({ examples: ['ana@acme.test'] }),
    password: secret.describe('Its password, as ${NAME}.').meta({ examples: ['${ANA_PASSWORD}'] }),
  })
  .describe('An account of the backend’s own sign-in.');

/** An account of a hosted backend's own sign-in, as an identity's credential. */
export interface HostedAccount {
  readonly kind: 'hosted';
  readonly backend: 'supabase' | 'firebase';
  readonly email: string;
  readonly password: SecretTemplate;
}

/** `login: { supabase: … }` of an identity. */
export const supabaseLogin = z
  .strictObject({ supabase: account })
  .transform(({ supabase }): HostedAccount => ({ kind: 'hosted', backend: 'supabase', ...supabase }))
  .describe('Log in with an e-mail address and a password at the Supabase project of `backends`.');

/** `login: { firebase: … }` of an identity. */
export const firebaseLogin = z
  .strictObject({ firebase: account })
  .transform(({ firebase }): HostedAccount => ({ kind: 'hosted', backend: 'firebase', ...firebase }))
  .describe('Log in with an e-mail address and a password at the Firebase project of `backends`.');

const users = z
  .record(label, account)
  .default({})
  .describe('Accounts there by identity, where the identity itself logs in to an API of your own.');

const insert = z
  .record(z.string(), plainJson)
  .describe(
    'What a new object holds. {{text}} marks free text, {{user}} is the id of the account, {{tenant}} the id of its tenant.',
  )
  .meta({ examples: [{ body: '{{text}}', user_id: '{{user}}' }] });

const isPublic = z.boolean().default(false).describe('True when anyone is meant to read it.');

const table = z
  .strictObject({
    insert: insert.optional(),
    id: text.default('id').describe('Name of the column that identifies a row.'),
    public: isPublic,
  })
  .describe('One table or view. Without `insert` nothing can be planted there.');

/** A path inside a store, whose segments may hold placeholders. */
const place = z.string().regex(/^[^/\s?#][^\s?#]*$/, 'is not a path; write one such as users/{{user}}/notes');

const FILE_PATH = '{{user}}/{{new}}.txt';

const bucket = z
  .strictObject({
    path: place
      .default(FILE_PATH)
      .describe('Where a user’s file goes: {{user}} is the account’s id, {{new}} a fresh name.'),
    public: isPublic,
  })
  .describe('One bucket of the storage.');

const supabase = z
  .strictObject({
    url: webAddress.describe('Address of the project.').meta({ examples: ['https://abc.supabase.co'] }),
    anonKey: publicKey.meta({ examples: ['sb_publishable_…'] }),
    schema: file
      .optional()
      .describe('OpenAPI description that GET /rest/v1/ answers to a secret key, saved to a file.')
      .meta({ examples: ['./supabase-rest.json'] }),
    tables: z.record(text, table).default({}).describe('Tables and views by name.'),
    functions: z
      .record(text, z.record(z.string(), plainJson))
      .default({})
      .describe('Functions (RPC) that read, with their arguments.')
      .meta({ examples: [{ search_notes: { query: '{{text}}' } }] }),
    buckets: z.record(text, bucket).default({}).describe('Storage buckets by name.'),
    users,
  })
  .describe('A Supabase project that the browser calls.');

const documents = z
  .strictObject({ insert: insert.optional(), public: isPublic })
  .describe('Objects below one path. Without `insert` nothing can be planted there.');

const firebase = z
  .strictObject({
    projectId: text.describe('Id of the project.').meta({ examples: ['acme-assist'] }),
    apiKey: publicKey.meta({ examples: ['AIza…'] }),
    databaseURL: webAddress.optional().describe('Address of the Realtime Database.'),
    storageBucket: text
      .optional()
      .describe('Name of the storage bucket.')
      .meta({ examples: ['acme-assist.appspot.com'] }),
    collections: z
      .record(place, documents)
      .default({})
      .describe('Firestore collections by path.')
      .meta({ examples: [{ notes: { insert: { text: '{{text}}', owner: '{{user}}' } } }] }),
    paths: z
      .record(place, documents)
      .default({})
      .describe('Lists of the Realtime Database by path.')
      .meta({ examples: [{ 'notes/{{user}}': { insert: { text: '{{text}}' } } }] }),
    files: z
      .array(place)
      .default([])
      .describe('Where users’ files go in the storage bucket.')
      .meta({ examples: [['users/{{user}}/{{new}}.txt']] }),
    addresses: z
      .strictObject({
        auth: webAddress
          .default('https://identitytoolkit.googleapis.com')
          .describe('Where accounts sign in.'),
        firestore: webAddress
          .default('https://firestore.googleapis.com')
          .describe('Where Firestore answers.'),
        storage: webAddress
          .default('https://firebasestorage.googleapis.com')
          .describe('Where files are kept.'),
      })
      .prefault({})
      .describe('Other addresses of the services, for the emulators.'),
    users,
  })
  .describe('A Firebase project that the browser calls.');

/** Hosted backends that the browser speaks to by itself. */
export const backends = z
  .strictObject({ supabase: supabase.optional(), firebase: firebase.optional() })
  .describe('Hosted backends that the browser calls directly. Only what is named here is tested.');

export type Backends = z.output<typeof backends>;
export type SupabaseSpec = NonNullable<Backends['supabase']>;
export type FirebaseSpec = NonNullable<Backends['firebase']>;
