import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal, refuse } from '../http/refusal.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { csrfToken } from '../identity/secrets.ts';
import { csrfSeed } from '../identity/admit.ts';
import { anyone } from '../routes/access.ts';
import { formToken } from '../routes/me.ts';
import { Email } from '../routes/schemas.ts';
import { signIn } from '../routes/sign-in.ts';
import { confirmAddress } from '../routes/sign-up.ts';
import { invitePage, loginPage, resetPage, verifiedPage, welcomePage, workspacePage } from './pages.ts';

const HTML = { status: 200, description: 'A page.', also: ['text/html'] } as const;
const shared = { method: 'GET', tag: 'web', access: anyone, limit: 'read', success: HTML } as const;

const show = async (content: string | Promise<string>, status = 200): Promise<Response> =>
  new Response(await content, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });

const home = defineRoute({
  ...shared,
  id: 'showHome',
  path: '/',
  summary: 'Sign up, or work',
  handle: async (call) => {
    const { actor } = call;
    if (actor.credential === 'none') return show(welcomePage());
    const workspace = await call.system((db) =>
      db.selectFrom('workspaces').select('name').where('id', '=', actor.workspaceId).executeTakeFirst(),
    );
    return show(workspacePage({ email: actor.email, workspace: workspace?.name ?? 'No workspace' }));
  },
});

const showLogin = defineRoute({
  ...shared,
  id: 'showLogin',
  path: '/login',
  summary: 'The form to sign in',
  handle: async (call) => show(loginPage({ csrfToken: formToken(call) })),
});

const submitLogin = defineRoute({
  ...shared,
  id: 'submitLogin',
  method: 'POST',
  path: '/login',
  summary: 'Sign in by form',
  limit: 'login',
  account: ({ email }) => email,
  bodyKind: 'form',
  body: z.strictObject({
    email: Email,
    password: z.string().min(1).max(200),
    csrfToken: z.string().max(200),
  }),
  handle: async (call) => {
    const { policies, config } = call.services;
    const seed = csrfSeed(call.actor, call.request.headers);
    const isOurForm = policies.csrf.allows({
      request: call.request,
      allowedOrigins: [],
      expected: csrfToken(config.jwtSecret, seed ?? ''),
      presented: seed === undefined ? undefined : call.body.csrfToken,
    });
    if (!isOurForm) {
      return show(loginPage({ csrfToken: formToken(call), problem: 'Please send the form again.' }), 403);
    }
    const session = await signIn(call, call.body);
    if (session instanceof Refusal) {
      return show(loginPage({ csrfToken: formToken(call), problem: session.message }), session.status);
    }
    return new Response(null, { status: 303, headers: { location: '/' } });
  },
});

const verifyLink = defineRoute({
  ...shared,
  id: 'showVerified',
  path: '/verify',
  summary: 'Where a confirmation link leads',
  limit: 'token',
  query: z.object({ token: z.string().max(200).default('') }),
  handle: async (call) => {
    const { web } = call.services.policies;
    const isVerified = web.linkHolds() && (await confirmAddress(call, call.query.token));
    return show(verifiedPage(isVerified), isVerified ? 200 : 400);
  },
});

const resetLink = defineRoute({
  ...shared,
  id: 'showReset',
  path: '/reset',
  summary: 'Where a reset link leads',
  handle: async () => show(resetPage()),
});

const inviteLink = defineRoute({
  ...shared,
  id: 'showInvite',
  path: '/invite',
  summary: 'Where an invitation leads',
  handle: async (call) => show(invitePage(call.actor.credential !== 'none')),
});

const asset = (name: string, type: string, path = `/assets/${name}`): Route => {
  const content = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
  return defineRoute({
    ...shared,
    id: `get ${path}`,
    path,
    summary: 'A part of the pages',
    handle: async () =>
      new Response(content, { headers: { 'content-type': type, 'cache-control': 'max-age=300' } }),
  });
};

const STYLE = readFileSync(new URL('./assets/style.css', import.meta.url), 'utf8');

const style = defineRoute({
  ...shared,
  id: 'getStyle',
  path: '/assets/style.css',
  summary: 'How the pages look',
  handle: async ({ services: { policies } }) =>
    new Response(policies.web.built('style.css', STYLE), {
      headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' },
    }),
});

const SCRIPT = readFileSync(new URL('./assets/app.js', import.meta.url), 'utf8');

/** The script, behind the settings of the build if there are any. */
const withSettings = (settings: Readonly<Record<string, string>>) =>
  Object.keys(settings).length === 0 ? SCRIPT : `const SETTINGS = ${JSON.stringify(settings)};\n${SCRIPT}`;

const script = defineRoute({
  ...shared,
  id: 'getScript',
  path: '/assets/app.js',
  summary: 'The script of the pages',
  handle: async ({ services: { policies } }) =>
    new Response(policies.web.built('app.js', withSettings(policies.web.publicSettings())), {
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=300' },
    }),
});

const sourceMap = defineRoute({
  ...shared,
  id: 'getSourceMap',
  path: '/assets/app.js.map',
  summary: 'The source map of the script, where it is published',
  handle: async ({ services: { policies } }) => {
    if (!policies.web.servesSourceMaps()) return refuse(404, 'not_found', 'Source maps are not published.');
    return Response.json({
      version: 3,
      file: 'app.js',
      sources: ['app.ts'],
      sourcesContent: [withSettings(policies.web.sourceSettings())],
      names: [],
      mappings: 'AAAA',
    });
  },
});

/** The pages, which are no part of the API. */
export const WEB_ROUTES: readonly Route[] = [
  home,
  showLogin,
  submitLogin,
  verifyLink,
  resetLink,
  inviteLink,
  script,
  sourceMap,
  style,
  asset('icon.svg', 'image/svg+xml'),
  // Browsers ask here where no page names an icon, as when they show an answer of the API.
  asset('icon.svg', 'image/svg+xml', '/favicon.ico'),
];
