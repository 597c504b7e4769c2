import { describe, expect, test } from 'vitest';
import { FrontEnd } from '../evidence/front-end.ts';
import { PublicAnswer } from '../evidence/anonymous-call.ts';
import { operationFrom } from '../intake/route-list.ts';
import { rehearse, type Reply, type Serve } from '../io/rehearsal.ts';
import type { Operation } from '../core/operation.ts';
import { noCredentials } from '../checks/authentication/no-credentials.ts';
import { frontEnd } from './front-end.ts';
import { FRONT_END_REQUESTS } from './front-end/read-front-end.ts';
import { chunksIn, scriptsIn } from './front-end/page-scripts.ts';
import { unlistedAnswer } from './unlisted-answer.ts';

const js = (body: string): Reply => ({ headers: { 'content-type': 'text/javascript' }, body });
const page = (body: string): Reply => ({
  headers: { 'content-type': 'text/html' },
  body: `<!doctype html>${body}`,
});

const FILES: { readonly [path: string]: Reply } = {
  '/': { status: 302, headers: { location: '/home' }, body: '' },
  '/home': page(
    '<script>fetch("/api/inline/flags")</script><script type="application/json">{"x":"/api/data/block"}</script>' +
      '<script src="https://cdn.example/lib.js"></script><script type=module src=/app.js?v=1></script>',
  ),
  '/app.js?v=1': js(
    'axios.get("/api/notes"); axios.get("/api/debug/dump"); const a = () => import("./chunks/admin.js");',
  ),
  '/chunks/admin.js': js('axios.delete(`/api/admin/users/${id}`); fetch("/api/login", { method: "POST" })'),
};

function listed(...names: readonly string[]): readonly Operation[] {
  return names.flatMap((name) => {
    const read = operationFrom(name);
    return read.ok ? [read.value] : [];
  });
}

async function look(serve: Serve, target = {}) {
  const asked: string[] = [];
  const result = await rehearse({
    probe: frontEnd,
    target: { logout: { post: '/api/logout' }, signup: { post: '/api/login' }, ...target },
    operations: listed('GET /api/notes', 'GET /api/inline/flags'),
    serve: (visit) => {
      asked.push(visit.query.size === 0 ? visit.path : `${visit.path}?${visit.query.toString()}`);
      return serve(visit);
    },
  });
  expect(result.requests).toBeLessThanOrEqual(result.planned);
  const [seen] = result.evidence.map((one) => FrontEnd.schema.parse(one.data));
  return { asked, seen };
}

const site: Serve = ({ path, query }) =>
  FILES[query.size === 0 ? path : `${path}?${query.toString()}`] ?? page('<title>Not here</title>');

describe('the front end', () => {
  test('is read with its scripts and what they load, from its own origin alone', async () => {
    const { asked, seen } = await look(site);
    expect(asked).toEqual(['/', '/home', '/app.js?v=1', '/chunks/admin.js']);
    expect(seen).toMatchObject({ pages: 1, scripts: 3, found: 5 });
    expect(seen?.unlisted.map(({ method, path, script }) => `${method} ${path} ${script}`)).toEqual([
      'GET /api/debug/dump /app.js?v=1',
      'DELETE /api/admin/users/{param} /chunks/admin.js',
    ]);
  });

  test('is read with the pages that it leads to and those of the file, whose scripts no other page loads', async () => {
    const files: { readonly [path: string]: Reply } = {
      '/': page(
        '<a href="/about">us</a><a href="/api/export">all</a><a href="/logout">out</a><script src=/s.js></script>',
      ),
      '/about': page('<a href="https://elsewhere.example/">x</a>'),
      '/s.js': js('const go = () => { location.href = "/studio" }; jsx("a", { href: "/prices" })'),
      '/studio': page('<script src=/studio.js></script>'),
      '/studio.js': js('fetch("/api/studio/dump")'),
      '/prices': page('free'),
      '/hidden': page('<script src=/hidden.js></script>'),
      '/hidden.js': js('fetch("/api/hidden/dump")'),
    };
    const { asked, seen } = await look(({ path }) => files[path], { pages: ['/hidden'] });
    expect(asked.toSorted()).toEqual(Object.keys(files).toSorted());
    expect(seen).toMatchObject({
      pages: 5,
      unlisted: [{ path: '/api/hidden/dump' }, { path: '/api/studio/dump' }],
    });
    expect(seen).not.toHaveProperty('cut');
  });

  test('is not read whole where a page of the file leads strangers elsewhere', async () => {
    const { seen } = await look(
      ({ path }) =>
        path === '/studio' ? { status: 307, headers: { location: '/' }, body: '' } : page('hello'),
      { pages: ['/studio'] },
    );
    expect(seen?.cut).toContain('GET /studio leads strangers to /');
  });

  test('tells nothing of what the file excludes', async () => {
    const { seen } = await look(site, { routes: { exclude: ['/api/admin/**'] } });
    expect(seen?.unlisted.map((one) => one.path)).toEqual(['/api/debug/dump']);
  });

  test('that has scripts without end is read in part, and that is said', async () => {
    const { asked, seen } = await look(({ path }) =>
      path === '/' ? page('<script src="/s0.js"></script>') : js(`import("./s${numberIn(path) + 1}.js")`),
    );
    expect(asked.length).toBeLessThanOrEqual(FRONT_END_REQUESTS);
    expect(seen?.cut).toMatch(/only the first \d+ scripts/);
  });

  test.each<[string, Reply | undefined, string]>([
    [
      'a product without pages',
      { status: 404, body: { error: 'not found' } },
      'GET / answered 404 and no page',
    ],
    [
      'a redirect elsewhere',
      { status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' },
      'no page',
    ],
    ['a redirect to itself', { status: 302, headers: { location: '/' }, body: '' }, 'again and again'],
  ])('%s shows nothing', async (_, reply, because) => {
    const { seen } = await look(() => reply);
    expect(seen).toMatchObject({ pages: 0, scripts: 0, unlisted: [] });
    expect(seen?.because).toContain(because);
  });
});

function numberIn(path: string): number {
  return Number(/\d+/.exec(path)?.[0]);
}

/** A product with notes whose front end names a dump that nobody listed. */
function notes(dump: 'open' | 'shut') {
  const kept = new Map<string, string>();
  const serve: Serve = ({ method, path, query, headers, body }) => {
    const found = site({ method, path, query, headers, body });
    if (!path.startsWith('/api/')) return found;
    if (path === '/api/debug/dump')
      return dump === 'open' ? { body: { all: [...kept.values()] } } : { status: 401, body: {} };
    if (headers.authorization !== 'Bearer ana-secret-1') return { status: 401, body: {} };
    if (method === 'POST') {
      const id = `n${kept.size + 1}`;
      kept.set(id, String(JSON.parse(body).text));
      return { status: 201, body: { id } };
    }
    const id = path.split('/').at(-1) ?? '';
    if (method === 'DELETE') return kept.delete(id) ? { status: 204 } : { status: 404, body: {} };
    return { body: kept.has(id) ? { id, text: kept.get(id) } : [...kept.keys()] };
  };
  return { serve, kept };
}

describe('an address that only the scripts name', () => {
  test.each([
    ['open', 'fail', 'GET /api/debug/dump stands in no list'],
    ['shut', 'unproven', ''],
  ] as const)('is asked as nobody: %s', async (dump, status, what) => {
    const { serve, kept } = notes(dump);
    const { evidence, requests, planned, leftBehind } = await rehearse({
      probe: unlistedAnswer,
      target: { consent: 'owner', identities: { ana: { tenant: 'acme', bearer: '${ANA}' } } },
      operations: listed(
        'GET /api/notes',
        'POST /api/notes',
        'GET /api/notes/{id}',
        'DELETE /api/notes/{id}',
      ).map((one) =>
        one.method === 'POST'
          ? { ...one, body: { contentType: 'application/json', example: { text: '{{text}}' } } }
          : one,
      ),
      serve,
    });
    expect(requests).toBeLessThanOrEqual(planned);
    expect(leftBehind).toEqual([]);
    expect(kept.size).toBe(0);
    const typed = evidence.map((one) => ({ ...one, data: PublicAnswer.schema.parse(one.data) }));
    const none = { evidence: [], missing: [] };
    const verdict = noCredentials.judge({
      reads: none,
      writes: none,
      calls: none,
      publics: { evidence: typed, missing: [] },
    });
    expect(verdict.status).toBe(status);
    expect(verdict.findings.map((one) => one.what).join('')).toContain(what);
  });
});

test('scripts of a page are found in every spelling of the tag', () => {
  const { sources, inline } = scriptsIn(
    `<SCRIPT SRC='/a.js' defer></SCRIPT><link rel="modulepreload" href="/b.js?x=1&amp;y=2"><link rel=preload as=script href=/c.js>
     <link rel="stylesheet" href="/d.css"><script type="importmap">{"imports":{}}</script><script>let x = 1;</script>`,
  );
  expect(sources).toEqual(['/a.js', '/b.js?x=1&y=2', '/c.js']);
  expect(inline).toEqual(['let x = 1;']);
});

test('chunks are found as Vite and Next.js write them', () => {
  expect(
    chunksIn('["assets/Admin-4f3a.js"];import("./x.js");a="static/chunks/pages/admin-1.js";b="lodash.js"'),
  ).toEqual(['/assets/Admin-4f3a.js', './x.js', '/_next/static/chunks/pages/admin-1.js']);
});
