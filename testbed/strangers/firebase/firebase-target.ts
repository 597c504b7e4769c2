import { API_KEY } from './accounts.ts';

/** What the founder of a product that is nothing but a Firebase project would write. */
export function firebaseTarget(url: string) {
  return {
    schema: 1,
    product: 'Zettel',
    profile: 'b2b-onboarding',
    consent: 'owner',
    backends: {
      firebase: {
        projectId: 'zettel',
        apiKey: API_KEY,
        databaseURL: `${url}/database`,
        storageBucket: 'zettel.appspot.com',
        collections: { notes: { insert: { text: '{{text}}', owner: '{{user}}' } } },
        paths: { 'journals/{{user}}': { insert: { text: '{{text}}' } } },
        files: ['users/{{user}}/{{new}}.txt'],
        addresses: { auth: `${url}/identity`, firestore: `${url}/firestore`, storage: `${url}/files` },
      },
    },
    identities: {
      ana: { tenant: 'acme', ...login('ana@acme.test', 'ANA') },
      bea: { tenant: 'globex', ...login('bea@globex.test', 'BEA') },
    },
    limits: { timeout: '5s', patience: '1s' },
  };
}

/** Environment that the file's variables are read from. */
export const FIREBASE_ENV = { ANA: 'word-of-ana-1', BEA: 'word-of-bea-1' };

function login(email: string, variable: string) {
  return { login: { firebase: { email, password: `\${${variable}}` } } };
}
