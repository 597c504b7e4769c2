import { randomBytes } from 'node:crypto';
import { hostedServices } from '../core/hosted.ts';
import { dirname } from 'node:path';
import type { Target } from '../core/target.ts';
import { hostOf } from '../intake/hosts.ts';
import { lookupAt, mappedEndpoint } from './addresses.ts';
import { createCommands } from './commands.ts';
import { createGuard } from './guard.ts';
import { createBrowsing } from './journey/browsing.ts';
import { liveHttp } from './http.ts';
import { createJournal, type Journal } from './journal.ts';
import { createListener } from './listener.ts';
import { createLiveWorld } from './live-world.ts';
import { openPost } from './mail/post.ts';
import { proofPlaces, proveOwnership } from './ownership.ts';
import { createOutside } from './outside.ts';
import { createPace } from './pace.ts';
import { createOwnKeys } from './own-keys.ts';
import { createPasswords } from './passwords.ts';
import type { Observer } from './probe.ts';
import { createResolver } from './resolver.ts';
import type { RunDirectory, RunDirectoryError } from './run-directory.ts';
import { createScanner } from './scan/scanner.ts';
import { createScope } from './scope.ts';
import { createSecrets } from './secrets.ts';
import { createSigner } from './sign-delivery.ts';
import { createSightings, type Sightings } from './sightings.ts';
import { liveTls } from './tls.ts';
import { createTapeWriter } from './tape.ts';
import { createTransmit } from './transmit.ts';
import { createVault } from './vault.ts';
import type { World } from './world.ts';

interface LiveRunOptions {
  readonly target: Target;
  readonly env: { readonly [name: string]: string | undefined };
  readonly directory: RunDirectory;
  readonly seed: string;
  /** Empty for the first attempt, `r2/` for the second. */
  readonly prefix: string;
  readonly observers: readonly Observer[];
  readonly version: string;
  /** PEM of the authority named in `network.ca`. */
  readonly ca?: string;
  readonly keyFile: string;
  /** Secrets that stand in the product's repository: tried against its tokens. */
  readonly guesses?: readonly string[];
  /** The founder's consent to run the commands that the target file names. */
  readonly allowCommands?: boolean;
  /** Absolute; the paths in it are relative to its folder. */
  readonly targetFile: string;
}

/** Everything that is open while a run lives. */
export interface LiveRun {
  readonly world: World;
  readonly journal: Journal;
  readonly sightings: Sightings;
  /** Stops sending; what is under way ends with `stopped`. */
  stop(): void;
  /** A world that may still send after `stop`, for cleaning up. */
  readonly cleaner: World;
  requests(): number;
  /** Why nothing more could be recorded, once that is so. */
  failure(): RunDirectoryError | undefined;
  /** The reason why the target may not be tested, or undefined. */
  refusal(): Promise<string | undefined>;
  close(): Promise<void>;
}

export const FILES = { tape: 'tape.jsonl', journal: 'journal.jsonl', sightings: 'sightings.jsonl' } as const;

/** Clean-up may send this many requests beyond the run's own budget. */
const CLEANUP_REQUESTS = 2_000;

/** Opens the way to the living target: vault, scope, budget, pace, sessions, recorder. */
export function openLiveRun(options: LiveRunOptions): LiveRun {
  const { target, directory, prefix, seed } = options;
  const started = performance.now();
  const base = target.api ?? target.app ?? hostedServices(target)[0]?.base ?? 'http://localhost';
  const vault = createVault();
  const secrets = createSecrets(options.env, vault);
  const passwords = createPasswords({ target, vault, secrets, seed });
  const { hosts, resolver: server } = target.network;
  const resolver = createResolver(server === undefined ? {} : { server });
  const reach = {
    hosts,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(server === undefined ? {} : { lookup: lookupAt(resolver) }),
  };
  const http = liveHttp({ ...reach, concurrency: target.limits.concurrency });
  const stop = new AbortController();
  const post = openPost({
    target,
    http,
    reach,
    vault,
    secrets,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    stopped: () => stop.signal.aborted,
  });
  const tapeLines = directory.lines(FILES.tape);
  const journalLines = directory.lines(FILES.journal);
  const tape = createTapeWriter(tapeLines);
  const scanner = createScanner({ target, folder: dirname(options.targetFile), vault });
  const commands = createCommands({
    target,
    folder: dirname(options.targetFile),
    env: options.env,
    vault,
    allowed: options.allowCommands === true,
  });
  const journal = createJournal(journalLines, directory.readLines(FILES.journal));
  const sightings = createSightings(options.observers, directory.readLines(FILES.sightings), target);
  const canaries = new Set<string>();
  const ownKeys = createOwnKeys();
  const { listen, url: hookUrl } = target.webhooks?.out ?? {};
  const listener = createListener(listen, hookUrl);
  const never = new AbortController();
  const pace = createPace({ concurrency: target.limits.concurrency, rps: target.limits.rps });
  const scope = createScope(scopeOf(target, base));
  const guard = createGuard({ requests: target.limits.requests, signal: stop.signal });
  const cleanGuard = createGuard({ requests: CLEANUP_REQUESTS, signal: never.signal });

  let failure: RunDirectoryError | undefined;
  const disk = (forCleaning: boolean) => ({
    forCleaning,
    failure: () => failure,
    fail: (error: RunDirectoryError) => void (failure ??= error),
  });

  const browsing = createBrowsing({
    target,
    targetFile: options.targetFile,
    resolver,
    scope,
    guard,
    vault,
    passwords,
    post,
    commands,
    signal: stop.signal,
    keepShot: (name, bytes) => directory.writeBytes(name, bytes),
    version: options.version,
    now: () => performance.now() - started,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });

  const worldWith = (withGuard: typeof guard, signal: AbortSignal, forCleaning: boolean) =>
    createLiveWorld({
      target,
      vault,
      secrets,
      ownKeys,
      guesses: options.guesses ?? [],
      tape,
      seed,
      prefix,
      canaries,
      signal,
      disk: disk(forCleaning),
      transmit: createTransmit({
        http,
        scope,
        guard: withGuard,
        pace,
        vault,
        sign: createSigner({ target, secrets, vault, wallClock: () => Date.now() }),
        target,
        base,
        canaries,
        userAgent: `launch-ready/${options.version}`,
        runId: directory.id,
        now: () => performance.now() - started,
      }),
      observe: ({ exchange, rawBody }, operation) => sightings.see(exchange, operation, rawBody),
      outside: createOutside({
        resolver,
        tls: liveTls(reach),
        scope,
        guard: withGuard,
        pace,
        timeoutMs: target.limits.timeoutMs,
        now: () => performance.now() - started,
      }),
      browsing,
      scanner,
      commands,
      journal: {
        journal: (what) => journal.sending(what),
        owe: (undo) => journal.made(undo),
        settle: (what) => journal.settled(what),
      },
      passwords,
      post,
      listener,
    });

  return {
    world: worldWith(guard, stop.signal, false),
    cleaner: worldWith(cleanGuard, never.signal, true),
    journal,
    sightings,
    stop: () => {
      stop.abort();
      void browsing.close();
    },
    failure: () => failure,
    requests: () => guard.requests + cleanGuard.requests,
    async refusal() {
      for (const { address, place } of proofPlaces(target, base)) {
        const { hostname, origin } = new URL(address);
        const proof = await proveOwnership({
          origin,
          place,
          http,
          keyFile: options.keyFile,
          timeoutMs: target.limits.timeoutMs,
          mapped: mappedEndpoint(hosts, hostname, 443) !== undefined,
          ...(target.network.resolver === undefined ? {} : { resolver: target.network.resolver }),
        });
        if (proof.kind === 'unproven') return proof.message;
      }
      return undefined;
    },
    async close() {
      commands.close();
      tapeLines.close();
      journalLines.close();
      await browsing.close();
      await ownKeys.close();
      await post.close();
      await listener.close();
      await http.close();
    },
  };
}

/** A new seed: all randomness of the run derives from it. */
export function newSeed(): string {
  return randomBytes(16).toString('hex');
}

/** Every address that the target file says is the product's. */
export function scopeOf(target: Target, base: string): readonly string[] {
  const scheme = new URL(base).protocol;
  const endpoints = Object.values(target.identities).flatMap(({ credential }) =>
    credential.kind === 'login' && credential.login.kind === 'oauth' ? credential.login.endpoint : [],
  );
  const allowed = target.network.allow.map((host) => `${scheme}//${host}`);
  const { domain } = target;
  const own =
    domain === undefined ? [] : [domain.name, ...domain.hosts.map((one) => hostOf(one, domain.name))];
  return [
    base,
    ...(target.app === undefined ? [] : [target.app]),
    // On their usual ports only, where customers meet them.
    ...own.map((host) => `https://${host}`),
    ...(domain?.canonical === undefined ? [] : [domain.canonical]),
    ...allowed,
    ...hostedServices(target).map((one) => one.base),
    ...endpoints.filter((one) => URL.canParse(one)),
  ];
}
