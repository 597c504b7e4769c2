import type { Exchange } from '../core/exchange.ts';
import { hostedServices } from '../core/hosted.ts';
import type { IdentitySpec, Target } from '../core/target.ts';
import { readJsonAt } from './json-at.ts';
import { UNTRUSTED } from './http.ts';
import { hostedObstacles } from './preflight-hosted.ts';
import type { World } from './world.ts';

/** What stands in the way of an audit before anything is attacked. */
export interface Obstacle {
  /**
   * `target`: it cannot be reached or is in trouble, so nothing can be proven. `identity`: the target file says something
   * about an account that is not so; going on would attack with the wrong people.
   */
  readonly kind: 'target' | 'identity';
  readonly message: string;
}

export interface Preflight {
  readonly obstacles: readonly Obstacle[];
  /** Things worth saying that stop nothing. */
  readonly notes: readonly string[];
}

/** Asks the target who each identity is, and compares with the file. */
export async function checkIdentities(world: World, target: Target): Promise<Preflight> {
  const own = await checkOwn(world, target);
  return { ...own, obstacles: [...own.obstacles, ...(await hostedObstacles(world, target))] };
}

async function checkOwn(world: World, target: Target): Promise<Preflight> {
  const names = Object.keys(target.identities);
  // A product that is nothing but a hosted backend is asked there.
  if (target.api === undefined && hostedServices(target).length > 0) return { obstacles: [], notes: [] };
  if (target.whoami === undefined) return withoutWhoami(world, names);
  const { get } = target.whoami;
  const answers = await Promise.all(
    names.map(async (name) => {
      const lane = `${world.prefix}prepare/${name}`;
      return {
        name,
        exchange: await world.exchange(`${lane}#1`, lane, { method: 'GET', path: get, as: name }),
      };
    }),
  );
  const obstacles: Obstacle[] = [];
  const users = new Map<string, string>();
  for (const { name, exchange } of answers) {
    const spec = target.identities[name];
    if (spec === undefined) continue;
    const obstacle = obstacleIn(name, exchange, get) ?? mismatch(name, spec, exchange, target);
    if (obstacle !== undefined) obstacles.push(obstacle);
    const user = userOf(exchange, target);
    const twin = user === undefined ? undefined : users.get(user);
    if (twin !== undefined) {
      const message = `${twin} and ${name} are the same user (${user}). Two identities must be two accounts: nothing can be proven with one.`;
      obstacles.push({ kind: 'identity', message });
    }
    if (user !== undefined) users.set(user, name);
  }
  return { obstacles, notes: [] };
}

/** Without `whoami` the login itself is all that can be checked. */
async function withoutWhoami(world: World, names: readonly string[]): Promise<Preflight> {
  const obstacles: Obstacle[] = [];
  for (const name of names) {
    const lane = `${world.prefix}prepare/${name}`;
    const { outcome } = await world.exchange(`${lane}#1`, lane, { method: 'GET', path: '/', as: name });
    if (outcome.kind === 'no-answer') obstacles.push(obstacleOf(name, outcome.message, outcome.reason));
  }
  const notes = [
    'Nobody checked that the identities are who the file says: add `whoami:` to the target file.',
  ];
  return { obstacles, notes: names.length === 0 ? [] : notes };
}

function obstacleIn(name: string, exchange: Exchange, path: string): Obstacle | undefined {
  const { outcome } = exchange;
  if (outcome.kind === 'no-answer') return obstacleOf(name, outcome.message, outcome.reason);
  const { status } = outcome;
  if (status >= 500 || status === 429) {
    return {
      kind: 'target',
      message: `GET ${path} as ${name} answered ${status}; the product must be up and willing before it can be audited.`,
    };
  }
  if (status >= 300 && status < 400) {
    const where = outcome.headers['location'] ?? 'nowhere';
    return {
      kind: 'identity',
      message: `GET ${path} as ${name} redirects to ${where}. Redirects are not followed: name the address it ends at in \`app\` or \`api\`, or check that ${name} is logged in.`,
    };
  }
  if (status >= 400) {
    return {
      kind: 'identity',
      message: `GET ${path} as ${name} answered ${status}: the credential of ${name} is not accepted. Is it still valid, and is \`whoami.get\` right?`,
    };
  }
  return undefined;
}

function obstacleOf(name: string, message: string, reason: string): Obstacle {
  if (reason === 'no-session') {
    return {
      kind: 'identity',
      message: `${message}. Check ${name}'s login in the target file and its variables.`,
    };
  }
  const hint =
    reason === 'tls' || message.includes(UNTRUSTED)
      ? ' If the certificate is from your own authority, name it in `network.ca`.'
      : '';
  const who = message.startsWith(`${name} `) ? '' : `${name}: `;
  return { kind: 'target', message: `${who}${message}.${hint}` };
}

function mismatch(
  name: string,
  spec: IdentitySpec,
  exchange: Exchange,
  target: Target,
): Obstacle | undefined {
  const { whoami } = target;
  if (whoami === undefined || exchange.outcome.kind === 'no-answer') return undefined;
  const { body } = exchange.outcome;
  const tenant = spec.tenant === undefined ? undefined : (target.tenants[spec.tenant]?.id ?? spec.tenant);
  const claims = [
    { what: 'user', path: whoami.user, expected: spec.user },
    { what: 'tenant', path: whoami.tenant, expected: tenant },
    { what: 'role', path: whoami.role, expected: spec.role },
    { what: 'tier', path: whoami.tier, expected: spec.tier },
  ];
  for (const { what, path, expected } of claims) {
    if (path === undefined || expected === undefined) continue;
    const actual = readJsonAt(body, path);
    if (actual === undefined) {
      const message = `GET ${whoami.get} as ${name} has no ${path}, so its ${what} cannot be checked. It answered: ${beginning(body)}. Is ${name} logged in, and is \`whoami.${what}\` right?`;
      return { kind: 'identity', message };
    }
    if (actual.toLowerCase() !== expected.toLowerCase()) {
      const message = `${name} is not who the file says: its ${what} is ${actual}, not ${expected} (GET ${whoami.get}, ${path}).`;
      return { kind: 'identity', message };
    }
  }
  return undefined;
}

function beginning(body: string): string {
  const text = body.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return text === '' ? 'nothing' : text.slice(0, 120);
}

function userOf(exchange: Exchange, target: Target): string | undefined {
  const path = target.whoami?.user;
  if (path === undefined || exchange.outcome.kind === 'no-answer' || exchange.outcome.status >= 300)
    return undefined;
  return readJsonAt(exchange.outcome.body, path);
}
