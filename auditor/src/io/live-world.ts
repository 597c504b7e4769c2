import type { Exchange } from '../core/exchange.ts';
import { serviceAt, sessionAt } from '../core/hosted.ts';
import { requestIdOf } from '../core/request-id.ts';
import type { Target } from '../core/target.ts';
import { fillSecrets } from './fill-secrets.ts';
import type { CommandOrder, CommandResult, Commands } from './commands.ts';
import { createForger } from './forger.ts';
import { usersIn, withUsers } from './hosted.ts';
import type { Ask, Credential, Forgery, ForgeResult, HearOrder, LoginAs, LoginResult } from './lane.ts';
import { ANONYMOUS, type Material } from './material.ts';
import type { Listener, Receipt } from './listener.ts';
import type { Post } from './mail/post.ts';
import type { OwnKeys } from './own-keys.ts';
import type { Passwords } from './passwords.ts';
import { RunDirectoryError } from './run-directory.ts';
import type { SentRequest } from './scan/run-logs.ts';
import type { Scanner } from './scan/scanner.ts';
import type { Secrets } from './secrets.ts';
import { mayHaveEnded } from './session-ended.ts';
import { createSessions, type NoSession } from './sessions.ts';
import type { TapeWriter } from './tape.ts';
import { tenantOf } from './tenant-of.ts';
import type { Browsing } from './journey/browsing.ts';
import type { Outside } from './outside.ts';
import type { Transmission, Transmit } from './transmit.ts';
import type { Vault } from './vault.ts';
import type { World } from './world.ts';

interface LiveOptions {
  readonly target: Target;
  readonly transmit: Transmit;
  readonly outside: Outside;
  readonly browsing: Browsing;
  readonly vault: Vault;
  readonly secrets: Secrets;
  readonly ownKeys: OwnKeys;
  /** Secrets that stand in the product's repository, for anybody who can read it. */
  readonly guesses: readonly string[];
  readonly tape: TapeWriter;
  readonly seed: string;
  readonly prefix: string;
  readonly canaries: Set<string>;
  /** Called with each transmission before it is given to the probe. */
  readonly observe: (transmission: Transmission, operation: string | undefined) => void;
  readonly journal: Pick<World, 'journal' | 'owe' | 'settle'>;
  readonly passwords: Passwords;
  readonly post: Post;
  readonly listener: Listener;
  readonly scanner: Scanner;
  readonly commands: Commands;
  readonly signal: AbortSignal;
  /** Told when nothing more can be recorded. Once it is, a world for cleaning up still sends; another one does not. */
  readonly disk: Disk;
}

/** Whether the run's folder still takes what is written. */
interface Disk {
  readonly forCleaning: boolean;
  readonly failure: () => RunDirectoryError | undefined;
  readonly fail: (error: RunDirectoryError) => void;
}

interface Held {
  readonly material: Material;
  readonly identity: string;
  /** Set for the shared session of an identity, which may be renewed. */
  readonly generation?: number;
}

/** Between two looks at what our listener got. */
const HEAR_MS = 100;

/** The last requests of a run, enough to tell whether the product's log knows of them. */
const REMEMBERED = 500;

/** The world as it is: real requests, real sessions. Everything that happens is on the tape before a probe sees it. */
export function createLiveWorld(options: LiveOptions): World {
  const { target, transmit, vault, secrets, tape, ownKeys, guesses } = options;
  const handles = new Map<string, Held>();
  /** Handles of credentials that are nothing but noise. */
  const madeUp = new Set<string>();
  const sent: SentRequest[] = [];
  const sessions = createSessions({
    target,
    transmit,
    vault,
    secrets,
    passwords: options.passwords,
    sleep,
    wallClock: () => Date.now(),
    keep: (transmission) => void keep(transmission),
    prefix: options.prefix,
  });
  const forger = createForger({ target, sessions, vault, secrets, ownKeys, guesses, hold, sleep });

  async function holderOf(ask: Ask): Promise<(Held & { label: string }) | NoSession> {
    const { as } = ask;
    if (as === undefined) return { material: ANONYMOUS, identity: '', label: ask.label ?? 'anonymous' };
    const service = serviceAt(target, ask.base);
    const name = typeof as === 'string' ? as : as.identity;
    const session = service === undefined ? name : sessionAt(target, name, service.backend);
    if (session === undefined) return { because: `it has no account at ${service?.backend}`, trouble: false };
    if (typeof as === 'string') {
      const current = await sessions.current(session);
      if ('because' in current) return current;
      return { ...current, identity: session, label: ask.label ?? as };
    }
    const held = handles.get(as.handle);
    if (held === undefined) return { because: `there is no credential ${as.handle}`, trouble: false };
    if (session === name) return { ...held, label: ask.label ?? as.label };
    return (
      (await madeUpAt(session, as)) ?? {
        because: `this credential is for the API and not for ${service?.backend}`,
        trouble: false,
      }
    );
  }

  /** The same request with the secrets of an account in its body. */
  function withSecrets(ask: Ask): Ask {
    const { secretsOf: of, body } = ask;
    if (of === undefined || body === undefined) return ask;
    const account = typeof of === 'string' ? of : of.identity;
    const session = typeof of === 'string' ? undefined : handles.get(of.handle);
    const filled = fillSecrets(body, {
      password: options.passwords.current(account),
      newPassword: options.passwords.next(account),
      refreshToken: session?.material.refreshToken,
    });
    return { ...ask, body: filled };
  }

  /** A credential of the API must not go to another host; a made-up one is made up there anew. */
  async function madeUpAt(session: string, as: Credential) {
    if (!madeUp.has(as.handle)) return undefined;
    const handle = `${as.handle}/${session}`;
    if (!handles.has(handle)) await forge(handle, session, { kind: 'garbage' });
    const held = handles.get(handle);
    return held === undefined ? undefined : { ...held, label: as.label };
  }

  /** Ids of the accounts that a request speaks of, as their log-ins told them. */
  async function accountIds(ask: Ask): Promise<ReadonlyMap<string, string> | NoSession> {
    const ids = new Map<string, string>();
    const service = serviceAt(target, ask.base);
    if (service === undefined) return ids;
    for (const name of usersIn(ask)) {
      const session = sessionAt(target, name, service.backend);
      const current = session === undefined ? undefined : await sessions.current(session);
      if (current === undefined || 'because' in current)
        return current ?? { because: `${name} has no account at ${service.backend}`, trouble: false };
      if (current.material.user !== undefined) ids.set(name, current.material.user);
    }
    return ids;
  }

  async function exchange(id: string, lane: string, asked: Ask): Promise<Exchange> {
    const failure = options.disk.failure();
    if (failure !== undefined && !options.disk.forCleaning) throw failure;
    const written = withSecrets(asked);
    const [holder, users] = [await holderOf(written), await accountIds(written)];
    const family = familyOf(lane, options.prefix);
    if ('because' in holder) return keep(unsent(id, lane, written, holder), written);
    if ('because' in users) return keep(unsent(id, lane, written, users), written);
    const service = serviceAt(target, written.base);
    const ask = service === undefined ? written : withUsers(written, users, holder.material.token);
    const tenant = service === undefined ? tenantOf(ask, holder.identity, target) : undefined;
    const order = { id, lane, family, ask, as: holder.label, ...(tenant === undefined ? {} : { tenant }) };
    const first = await transmit({ ...order, material: holder.material });
    const { generation } = holder;
    if (generation === undefined) return keep(first, ask);
    if (!mayHaveEnded(first.exchange)) return followed(first, ask, holder.identity, generation);
    const renewed = await sessions.revive(holder.identity, generation);
    if (renewed === undefined) return followed(first, ask, holder.identity, generation);
    const second = await transmit({ ...order, material: renewed.material });
    return followed(second, ask, holder.identity, renewed.generation);
  }

  /** Keeps an answer to an identity's shared session, and the cookies that it replaced. */
  async function followed(
    transmission: Transmission,
    ask: Ask,
    identity: string,
    generation: number,
  ): Promise<Exchange> {
    await sessions.follow(identity, generation, transmission.exchange);
    return keep(transmission, ask);
  }

  function keep(transmission: Transmission, ask?: Ask): Exchange {
    remember(transmission.exchange);
    record(transmission.exchange, ask?.operation);
    options.observe(transmission, ask?.operation);
    return transmission.exchange;
  }

  function record(exchange: Exchange, operation?: string): Exchange {
    try {
      tape.exchange(exchange, operation);
    } catch (error) {
      if (!(error instanceof RunDirectoryError)) throw error;
      // What this request created must still be known to be removed: the next request is the one that fails.
      options.disk.fail(error);
    }
    return exchange;
  }

  /** DNS answers, handshakes and journeys: no answers of the API, so observers have nothing to see. */
  async function look(make: () => Promise<Exchange>): Promise<Exchange> {
    const failure = options.disk.failure();
    if (failure !== undefined && !options.disk.forCleaning) throw failure;
    return record(await make());
  }

  function remember({ request, outcome }: Exchange): void {
    if (outcome.kind !== 'answer' || !URL.canParse(request.url)) return;
    sent.push({ id: requestIdOf(outcome.headers, outcome.body)?.id, path: new URL(request.url).pathname });
    if (sent.length > 2 * REMEMBERED) sent.splice(0, REMEMBERED);
  }

  async function login(id: string, identity: string, as: LoginAs = {}): Promise<LoginResult> {
    const attempt = await sessions.open(identity, `${id}/login`, as);
    if (attempt.kind === 'out') return { kind: 'failed', because: attempt.because, trouble: attempt.trouble };
    const session = as.newPassword === true ? 'with the new password' : 'second session';
    const label = `${as.account ?? identity}, ${session}`;
    return { kind: 'logged-in', credential: hold(id, identity, attempt.material, label) };
  }

  async function forge(id: string, identity: string, forgery: Forgery): Promise<ForgeResult> {
    const result = await forger.forge(id, identity, forgery);
    if (result.kind === 'forged' && forgery.kind === 'garbage') madeUp.add(result.credential.handle);
    return result;
  }

  function hold(handle: string, identity: string, material: Material, label: string): Credential {
    handles.set(handle, { material, identity });
    return { handle, identity, label };
  }

  /** What mends the product is run with a full disk as well, and its result lost. */
  async function command(id: string, order: CommandOrder): Promise<CommandResult> {
    const failure = options.disk.failure();
    if (failure !== undefined && !options.disk.forCleaning) throw failure;
    let result: CommandResult | undefined;
    try {
      return await tape.act(id, 'command', async () => {
        result = await options.commands.run(order, options.signal);
        return result;
      });
    } catch (error) {
      if (!(error instanceof RunDirectoryError) || result === undefined) throw error;
      options.disk.fail(error);
      return result;
    }
  }

  async function sleep(ms: number): Promise<void> {
    if (options.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        options.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      options.signal.addEventListener('abort', done);
    });
  }

  /** Looks until enough has come, or time is up. */
  async function heard(path: string, { atLeast, withinMs, secret }: HearOrder): Promise<readonly Receipt[]> {
    const { dialect = 'unknown' } = target.webhooks?.out ?? {};
    const proof = secret === undefined ? undefined : { dialect, secret: vault.reveal(secret) };
    const until = performance.now() + withinMs;
    let receipts = options.listener.receipts(path, proof);
    while (receipts.length < atLeast && performance.now() < until && !options.signal.aborted) {
      await sleep(HEAR_MS);
      receipts = options.listener.receipts(path, proof);
    }
    return receipts.map((one) => ({ ...one, body: vault.redact(one.body) }));
  }

  return {
    seed: options.seed,
    prefix: options.prefix,
    exchange,
    resolve: (id, lane, question) =>
      look(() => options.outside.resolve({ id, lane, family: familyOf(lane, options.prefix) }, question)),
    handshake: (id, lane, order) =>
      look(() => options.outside.handshake({ id, lane, family: familyOf(lane, options.prefix) }, order)),
    browse: (id, lane, order) =>
      look(() => options.browsing.walk({ id, lane, family: familyOf(lane, options.prefix) }, order)),
    mailMark: (id, to) => tape.act(id, 'mail-mark', () => options.post.mark(to)),
    mail: (id, to, mark) => tape.act(id, 'mail', () => options.post.next(to, mark)),
    listen: (id, path, order) => tape.act(id, 'listen', () => options.listener.expect(path, order)),
    heard: (id, path, order) => tape.act(id, 'heard', () => heard(path, order)),
    login: (id, identity, as) => tape.act(id, 'login', () => login(id, identity, as)),
    forge: (id, identity, forgery) => tape.act(id, 'forge', () => forge(id, identity, forgery)),
    shapeOf: (id, identity) => tape.act(id, 'shape', () => forger.shapeOf(identity)),
    scan: (id, place) => tape.act(id, 'scan', () => options.scanner.scan(place)),
    readLogs: (id) =>
      tape.act(id, 'logs', () => Promise.resolve(options.scanner.readLogs(sent, options.canaries))),
    readPapers: (id, names) => tape.act(id, 'papers', () => options.scanner.readPapers(names)),
    plant: (canary) => void options.canaries.add(canary),
    ...options.journal,
    readEnvironments: (id) =>
      tape.act(id, 'environments', () => Promise.resolve(options.scanner.readEnvironments())),
    checkout: (id) => tape.act(id, 'checkout', () => options.scanner.checkout()),
    command,
    sleep,
  };
}

/** `object-read/GET …` is of the family `object-read`: what a circuit breaker stops together. */
function familyOf(lane: string, prefix: string): string {
  return lane.slice(prefix.length).split('/')[0] ?? lane;
}

function unsent(id: string, lane: string, ask: Ask, { because, trouble }: NoSession): Transmission {
  const as = typeof ask.as === 'string' ? ask.as : (ask.as?.label ?? 'anonymous');
  return {
    rawBody: '',
    exchange: {
      id,
      lane,
      as: ask.label ?? as,
      request: { method: ask.method, url: ask.path, headers: {} },
      outcome: {
        kind: 'no-answer',
        reason: trouble ? 'stopped' : 'no-session',
        message: `${as} could not log in: ${because}`,
      },
      startedMs: 0,
      durationMs: 0,
    },
  };
}
