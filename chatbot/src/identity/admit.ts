import { z } from 'zod';
import { Refusal, refuse } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { csrfToken } from './secrets.ts';
import { cookieFrom, FORM_COOKIE } from '../policies/cookies.ts';
import { ANONYMOUS, type Actor, type RequestFacts } from '../policies/facts.ts';
import type { Services } from '../services.ts';
import { identify, type Identity } from './identify.ts';

/** A request at the door of a route. */
export type Arrival = {
  readonly route: Route;
  readonly request: RequestFacts;
  readonly pathWorkspaceId: string | undefined;
};

/** Decides who is calling and whether the route is for them. */
export async function admit(arrival: Arrival, services: Services): Promise<Actor | Refusal> {
  const { route, request } = arrival;
  const { policies } = services;
  const identity = await identify(policies.credentials.read(request), services);
  if (identity === undefined) {
    return policies.guard.requiresCredentials(route, request)
      ? refuse(401, 'unauthenticated', 'Sign in, and send your access token or session cookie.')
      : ANONYMOUS;
  }
  if (route.access.kind === 'public') {
    const actor = chooseWorkspace(identity, arrival, services);
    return actor instanceof Refusal ? identity.actor : actor;
  }
  if (!passesCsrf(identity.actor, request, services)) {
    return refuse(403, 'csrf', 'Send the token of GET /api/csrf in the x-csrf-token header.');
  }

  const actor = chooseWorkspace(identity, arrival, services);
  if (actor instanceof Refusal) return actor;
  if (!policies.access.permitsScope(route, actor)) {
    return refuse(403, 'scope', 'This API key was not given the scope for that.');
  }
  if (!policies.access.permitsRole(route, actor)) {
    return refuse(403, 'role', 'Your role in this workspace does not allow that.');
  }
  return actor;
}

function chooseWorkspace(identity: Identity, arrival: Arrival, { policies }: Services): Actor | Refusal {
  const { actor, memberships, fallback, boundTo } = identity;
  const header = arrival.request.headers.get('x-workspace-id') ?? undefined;
  const path = arrival.pathWorkspaceId;
  const membership = policies.tenancy.resolve({ path, header, boundTo, fallback, memberships });
  if (membership === undefined) {
    const namesNone = path === undefined && header === undefined;
    if (namesNone && arrival.route.access.kind === 'account') return actor;
    return refuse(404, 'workspace_not_found', 'You are not a member of such a workspace.');
  }
  if (!policies.access.admits(membership, actor.credential)) {
    return refuse(403, 'suspended', 'Your membership of this workspace is suspended.');
  }
  return { ...actor, workspaceId: membership.workspaceId, role: membership.role };
}

function passesCsrf(actor: Actor, request: RequestFacts, services: Services): boolean {
  const { csrf } = services.policies;
  if (actor.credential !== 'cookie' || csrf.isSafe(request.method)) return true;
  return csrf.allows({
    request,
    allowedOrigins: services.config.appOrigins,
    expected: csrfToken(services.config.jwtSecret, actor.sessionId ?? ''),
    presented: request.headers.get('x-csrf-token') ?? undefined,
  });
}

/** What a browser's form token hangs on: its session, or the form cookie it got with the page. */
export const csrfSeed = (actor: Actor, headers: Headers): string | undefined =>
  actor.sessionId ?? cookieFrom(headers, FORM_COOKIE);

/** The `{workspaceId}` of a path, if it is an id at all. */
export const workspaceIdOf = (params: Readonly<Record<string, string>>): string | undefined => {
  const named = params['workspaceId'];
  if (named === undefined) return undefined;
  return z.uuid().safeParse(named).data ?? '';
};
