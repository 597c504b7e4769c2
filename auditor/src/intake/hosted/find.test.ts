import { describe, expect, test } from 'vitest';
import { TargetSchema } from '../../core/target.ts';
import { findBackends } from './find.ts';
import { findInHar } from './find-in-har.ts';
import { untestedIn } from './untested.ts';

const URL_OF = 'https://abcdefghijklmnopqrst.supabase.co';
/** As a bundler leaves it. */
const BUNDLE = `var s=B("${URL_OF}","sb_publishable_0123456789");async function a(){await s.from("notes").select("*");
await s.from('drafts').insert({text:t});await s.storage.from("files").upload(p,f);return s.rpc("search_notes",{query:q})}
s.channel("x").on("postgres_changes",{},h);`;
const CONFIG = `const c={apiKey:"AIzaSyA-0123456789abcdefghijklmnopqrstu",authDomain:"zettel-1.firebaseapp.com",projectId:"zettel-1"};
getDocs(collection(db,"notes"));onValue(ref(rt,"journals/me"),f)`;

describe('hosted backends in scripts', () => {
  test('a Supabase project is found with what is asked of it', () => {
    expect(findBackends([{ name: '/app.js', text: BUNDLE }])).toEqual([
      {
        backend: 'supabase',
        project: URL_OF,
        tables: ['notes', 'drafts'],
        functions: ['search_notes'],
        buckets: ['files'],
        realtime: true,
        script: '/app.js',
      },
    ]);
  });

  test('a project behind an address of its own is found by the key beside it', () => {
    const text = 'createClient("https://data.zettel.test", "~secret.jwt.0123456789~")';
    expect(findBackends([{ name: '/app.js', text }]).map((one) => one.project)).toEqual([
      'https://data.zettel.test',
    ]);
  });

  test('a Firebase project is found by its configuration', () => {
    expect(findBackends([{ name: '/app.js', text: CONFIG }])).toMatchObject([
      { backend: 'firebase', project: 'zettel-1', tables: ['notes', 'journals/me'], realtime: false },
    ]);
  });

  test.each(['Array.from("notes").select', 'const projectId = "zettel"', 'fetch("https://supabase.co")', ''])(
    'nothing is found in %s',
    (text) => {
      expect(findBackends([{ name: '/app.js', text }])).toEqual([]);
    },
  );
});

describe('hosted backends in a recording', () => {
  const recording = (...urls: readonly string[]) =>
    JSON.stringify({ log: { entries: urls.map((url) => ({ request: { method: 'GET', url } })) } }, null, 1);

  test('are found by what was asked of them', () => {
    const text = recording(
      `${URL_OF}/rest/v1/notes?select=*`,
      `${URL_OF}/rest/v1/rpc/search_notes`,
      `${URL_OF}/storage/v1/object/list/files`,
      `${URL_OF}/storage/v1/object/public/avatars/a.png`,
      `${URL_OF}/auth/v1/user`,
      'https://firestore.googleapis.com/v1/projects/zettel-1/databases/(default)/documents/notes/1',
      'https://app.zettel.test/api/rest',
    );
    expect(findInHar(text, 'ana.har')).toEqual([
      {
        backend: 'supabase',
        project: URL_OF,
        tables: ['notes'],
        functions: ['search_notes'],
        buckets: ['files', 'avatars'],
        realtime: false,
        script: 'ana.har',
      },
      expect.objectContaining({ backend: 'firebase', project: 'zettel-1', tables: ['notes'] }),
    ]);
  });

  test('are none where nothing of the kind was asked', () => {
    expect(findInHar(recording('https://app.zettel.test/api/notes'), 'ana.har')).toEqual([]);
    expect(findInHar('', 'ana.har')).toEqual([]);
  });
});

describe('what nobody tests', () => {
  const untested = (backends: object) => {
    const target = TargetSchema.parse({ schema: 1, app: 'https://zettel.test', backends });
    return untestedIn(target, findBackends([{ name: '/app.js', text: BUNDLE }])).flatMap((one) => one.what);
  };
  const anonKey = 'sb_publishable_0123456789';

  test('is everything where the file does not name the project', () => {
    expect(untested({})).toEqual([
      'the table notes',
      'the table drafts',
      'the function search_notes',
      'the bucket files',
      'changes over a socket',
    ]);
    expect(untested({ supabase: { url: 'https://other.supabase.co', anonKey } })).toHaveLength(5);
  });

  test('is what the file leaves out of the project', () => {
    const functions = { search_notes: {} };
    expect(untested({ supabase: { url: URL_OF, anonKey, tables: { notes: {} }, functions } })).toEqual([
      'the table drafts',
      'the bucket files',
      'changes over a socket',
    ]);
    expect(untested({ supabase: { url: URL_OF, anonKey, schema: './rest.json' } })).toEqual([
      'the bucket files',
      'changes over a socket',
    ]);
  });
});
