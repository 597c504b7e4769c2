import { ANON_KEY } from './tokens.ts';

/** What the founder of a product that is nothing but a Supabase project would write. */
export function supabaseTarget(url: string) {
  return {
    schema: 1,
    product: 'Zettel',
    profile: 'b2b-onboarding',
    consent: 'owner',
    backends: {
      supabase: {
        url,
        anonKey: ANON_KEY,
        tables: {
          notes: { insert: { body: '{{text}}', user_id: '{{user}}' } },
          drafts: { insert: { title: '{{text}}', text: '{{text}}', owner_id: '{{user}}' } },
          posts: { insert: { headline: '{{text}}', author_id: '{{user}}' }, id: 'slug', public: true },
          latest: {},
        },
        functions: { search_notes: { query: '{{text}}' }, note_by_id: { note_id: '{{text}}' } },
        buckets: { files: {} },
      },
    },
    identities: {
      ana: { tenant: 'acme', ...login('ana@acme.test', 'ANA') },
      bea: { tenant: 'globex', ...login('bea@globex.test', 'BEA') },
    },
    limits: { timeout: '10s', patience: '1s' },
  };
}

/** Environment that the file's variables are read from. */
export const SUPABASE_ENV = { ANA: 'word-of-ana-1', BEA: 'word-of-bea-1' };

function login(email: string, variable: string) {
  return { login: { supabase: { email, password: `\${${variable}}` } } };
}
