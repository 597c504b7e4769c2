import type { CoreRoute } from '../../core/target/monitoring.ts';
import type { Target } from '../../core/target.ts';
import { hostOf } from '../../intake/hosts.ts';
import type { PlanContext } from '../../io/probe.ts';
import { healthEndpoints } from './health-endpoints.ts';

/** A route without which the product is down for somebody. */
export interface Core {
  readonly route: CoreRoute;
  /** `the login`. */
  readonly title: string;
  /** Paths that stand for it; `{…}` in them is any segment. None when the file does not tell. */
  readonly paths: readonly string[];
  /** Hosts that it may stand at. */
  readonly hosts: readonly string[];
  /** What to add when there is no path. */
  readonly add: string;
}

/** Where single-page apps and frameworks show the form. */
const LOGIN_PAGES = [
  '/login',
  '/log-in',
  '/signin',
  '/sign-in',
  '/auth/login',
  '/auth/signin',
  '/users/sign_in',
];

/** The routes that have to be watched. What the product says that it does not have is left out. */
export function coreRoutes(context: PlanContext): readonly Core[] {
  const { target } = context;
  const given = target.monitoring?.routes ?? {};
  const hosts = productHosts(target);
  const core = (route: CoreRoute, title: string, found: readonly string[], add: string): Core => ({
    route,
    title,
    paths: [...new Set(given[route] ?? found)],
    hosts: route === 'front' ? hosts.filter((one) => !isApiOnly(one, target)) : hosts,
    add,
  });
  const below = (path: string) => pathOf(target.api) + path;
  const isAbsent = (key: 'browser' | 'chat' | 'webhooks') => target.absent[key] !== undefined;
  const receives = target.webhooks?.in ?? [];
  const takesNone = isAbsent('webhooks') || (target.webhooks !== undefined && receives.length === 0);
  const health = healthEndpoints(context).map(({ path }) => below(path));
  const chat = target.chat === undefined ? [] : [below(target.chat.send.path)];
  const hooks = receives.map(({ post }) => below(post));
  return [
    ...(isAbsent('browser') ? [] : [core('front', 'the front page', frontPage(target), ADD.front)]),
    core('login', 'the login', logins(target), ADD.login),
    core('health', 'API health', health, ADD.health),
    ...(isAbsent('chat') ? [] : [core('chat', 'the core chat', chat, ADD.chat)]),
    ...(takesNone && given.webhook === undefined ? [] : [core('webhook', 'the webhook', hooks, ADD.webhook)]),
  ];
}

const ADD: { readonly [route in CoreRoute]: string } = {
  front: 'app: https://app.example.com',
  login: 'monitoring: { routes: { login: [/login] } }',
  health: 'monitoring: { health: [GET /api/health] }',
  chat: 'monitoring: { routes: { chat: [/api/chat] } }',
  webhook: 'absent: { webhooks: none received }',
};

/** Hosts that customers meet the product at: a monitor watches production, also where the audit looks at staging. */
function productHosts({ app, api, domain, network }: Target): readonly string[] {
  const own =
    domain === undefined ? [] : [domain.name, ...domain.hosts.map((one) => hostOf(one, domain.name))];
  const written = [app, api, domain?.canonical].flatMap((one) =>
    one === undefined ? [] : new URL(one).host,
  );
  return [...new Set([...written, ...own, ...network.allow])];
}

function isApiOnly(host: string, { app, api }: Target): boolean {
  if (app === undefined || api === undefined) return false;
  return new URL(api).host === host && new URL(app).host !== host;
}

function pathOf(address: string | undefined): string {
  return address === undefined ? '' : new URL(address).pathname.replace(/\/$/, '');
}

function frontPage({ app }: Target): readonly string[] {
  return app === undefined ? [] : [`${pathOf(app)}/`];
}

/** Where people log in: the endpoint, or the page with its form. */
function logins(target: Target): readonly string[] {
  const paths = Object.values(target.identities).flatMap(({ credential }) => {
    if (credential.kind !== 'login') return [];
    const { login } = credential;
    if (login.kind === 'json') return pathOf(target.api) + login.post;
    return login.kind === 'form' ? pathOf(target.app ?? target.api) + login.form : [];
  });
  return paths.length === 0 ? [] : [...paths, ...LOGIN_PAGES];
}
