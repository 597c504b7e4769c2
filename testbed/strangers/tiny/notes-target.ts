import type { Notes } from './notes.ts';

/** The target file of the notes, as a value that a test may change before it is written. */
export function notesTarget({ url }: Pick<Notes, 'url'>, parts = 0) {
  return {
    schema: 1,
    product: 'Notes',
    profile: 'b2b-onboarding',
    api: url,
    consent: 'owner',
    tenancy: { by: 'session' },
    identities: {
      ana: { tenant: 'acme', ...login('ana') },
      bea: { tenant: 'globex', ...login('bea') },
    },
    whoami: { get: '/me', user: '$.handle', tenant: '$.team' },
    routes: {
      list: [
        'GET /me',
        'GET /notes',
        'POST /notes',
        'GET /notes/{slug}',
        'DELETE /notes/{slug}',
        ...Array.from({ length: parts }, (_, index) => `GET /notes/{slug}/part-${index}`),
      ],
    },
    operations: {
      'POST /notes': { body: { text: '{{text}}' }, id: '$.note.slug', creates: '/notes/{slug}' },
    },
    limits: { timeout: '500ms', patience: '1s' },
  };
}

/** Environment that the file's variables are read from. */
export const NOTES_ENV = { ANA: 'word-of-ana', BEA: 'word-of-bea' };

function login(who: 'ana' | 'bea') {
  const csrf = { get: '/csrf', field: 'token', from: '$.token', header: 'X-CSRF' };
  return { login: { post: '/login', json: { who, word: `\${${who.toUpperCase()}}` }, csrf } };
}
