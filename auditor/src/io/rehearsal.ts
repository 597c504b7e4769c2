import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../core/evidence.ts';
import type { MonitorReading } from '../core/monitors.ts';
import type { Operation } from '../core/operation.ts';
import type { Thresholds } from '../core/profile.ts';
import { TargetSchema, type TargetInput } from '../core/target.ts';
import type { SourceReading } from '../evidence/source-hint.ts';
import { createLane, type SharedWork } from './lane-runtime.ts';
import { openLiveRun } from './live-run.ts';
import type { CellResult, Observer, Probe } from './probe.ts';
import { createRunDirectory } from './run-directory.ts';
import { evidenceOf } from './sightings.ts';

/** A request as a small server of a test sees it. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What it answers; an object as body is sent as JSON. */
export interface Reply {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string | readonly string[] };
  readonly body?: unknown;
}

export type Serve = (visit: Visit) => Reply | undefined | Promise<Reply | undefined>;

interface Rehearsal {
  readonly probe: Probe;
  readonly serve: Serve;
  /** The target file, without `schema` and `api`, which is the small server; a function learns its address first. */
  readonly target:
    | Omit<TargetInput, 'schema' | 'api'>
    | ((origin: string) => Omit<TargetInput, 'schema' | 'api'>);
  readonly operations: readonly Operation[];
  readonly texts?: { readonly [path: string]: string };
  /** What paths in the target file are relative to. */
  readonly folder?: string;
  readonly source?: SourceReading;
  readonly monitors?: MonitorReading;
  readonly observers?: readonly Observer[];
  readonly thresholds?: Partial<Thresholds>;
  readonly allowCommands?: boolean;
  /** PEM of an authority to trust. */
  readonly ca?: string;
}

interface Rehearsed {
  readonly evidence: readonly Evidence<unknown>[];
  readonly results: readonly { readonly cell: string; readonly result: CellResult }[];
  readonly leftOut: readonly string[];
  readonly requests: number;
  /** What could not be removed afterwards. */
  readonly leftBehind: readonly string[];
  /** What the plan said that it would send at most. */
  readonly planned: number;
}

const THRESHOLDS: Thresholds = {
  p95Ms: 500,
  alertMinutes: 5,
  burst: 50,
  chatFirstAnswerMs: 3000,
  chatWholeAnswerMs: 8000,
  rollbackMinutes: 15,
};

/** Runs a probe's cells for real against a small server, as a run would: for tests of probes. */
export async function rehearse(rehearsal: Rehearsal): Promise<Rehearsed> {
  const server = createServer((request, response) => void respond(rehearsal.serve, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-'));
  const { port } = server.address() as AddressInfo;
  const api = `http://127.0.0.1:${port}`;
  const given = typeof rehearsal.target === 'function' ? rehearsal.target(api) : rehearsal.target;
  const target = TargetSchema.parse({ schema: 1, api, ...given });
  const directory = createRunDirectory(folder, 'rehearsal');
  const live = openLiveRun({
    target,
    env: { ANA: 'ana-secret-1', BEN: 'ben-secret-1', BEA: 'bea-secret-1' },
    directory,
    seed: '00',
    prefix: '',
    observers: rehearsal.observers ?? [],
    version: 'rehearsal',
    keyFile: join(folder, 'key'),
    allowCommands: rehearsal.allowCommands === true,
    targetFile: join(rehearsal.folder ?? folder, 'launch-ready.yaml'),
    ...(rehearsal.ca === undefined ? {} : { ca: rehearsal.ca }),
  });
  try {
    const { cells, leftOut } = rehearsal.probe.plan({
      target,
      operations: rehearsal.operations,
      texts: rehearsal.texts ?? {},
      ...(rehearsal.source === undefined ? {} : { source: rehearsal.source }),
      ...(rehearsal.monitors === undefined ? {} : { monitors: rehearsal.monitors }),
      thresholds: { ...THRESHOLDS, ...rehearsal.thresholds },
    });
    const shared: SharedWork = new Map();
    const results: { cell: string; result: CellResult }[] = [];
    for (const cell of cells) {
      results.push({ cell: cell.id, result: await cell.run(createLane(live.world, cell.id, shared)) });
    }
    const requests = live.requests();
    const leftBehind = await live.journal.clean(live.cleaner);
    const drafts = results.flatMap(({ cell, result }) =>
      result.kind === 'evidence'
        ? result.drafts.map((one): Evidence<unknown> => ({ ...one, cell, origin: one.origin ?? 'observed' }))
        : [],
    );
    return {
      evidence: [...drafts, ...evidenceOf(live.sightings.all())],
      results,
      leftOut: leftOut.map((one) => one.because),
      requests,
      leftBehind,
      planned: cells.reduce((sum, cell) => sum + cell.cost.requests, 0),
    };
  } finally {
    await live.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function respond(serve: Serve, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const url = new URL(request.url ?? '/', 'http://server');
  const reply = await serve({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  });
  const { status = 200, headers = {}, body } = reply ?? { status: 404, body: { error: 'not found' } };
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers } as Record<string, string | string[]>);
  response.end(body === undefined ? '' : text);
}

/** An operation for tests, with nothing special about it. */
export function operationOf(id: string, change: Partial<Operation> = {}): Operation {
  const [method = 'GET', path = '/'] = id.split(' ');
  return {
    id,
    method: method as Operation['method'],
    path,
    parameters: [],
    declared: 'unknown',
    destructive: false,
    costly: false,
    mails: false,
    source: 'list',
    ...change,
  };
}
