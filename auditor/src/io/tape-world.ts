import * as z from 'zod';
import type { Exchange } from '../core/exchange.ts';
import { IMPOSSIBLE, type CredentialShape, type ForgeResult, type LoginResult } from './lane.ts';
import { CheckoutSchema, EnvironmentsReadSchema } from '../evidence/deployment.ts';
import { LogReadingSchema } from '../evidence/log-content.ts';
import { PaperSchema } from '../evidence/paper.ts';
import { SecretScanSchema } from '../evidence/secret-scan.ts';
import { CommandResultSchema } from './commands.ts';
import type { LogReading } from './scan/run-logs.ts';
import type { ScanResult } from './scan/scan-files.ts';
import { ReceiptSchema } from '../evidence/outgoing-delivery.ts';
import type { Listening } from './listener.ts';
import type { MailMark, MailResult } from './mail/post.ts';
import type { PaperReading } from './papers.ts';
import type { Tape } from './tape.ts';
import type { World } from './world.ts';

interface TapeWorldOptions {
  readonly tape: Tape;
  readonly seed: string;
  readonly prefix: string;
}

const CredentialSchema = z.object({ handle: z.string(), identity: z.string(), label: z.string() });

const LoginSchema: z.ZodType<LoginResult> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('logged-in'), credential: CredentialSchema }),
  z.object({ kind: z.literal('failed'), because: z.string(), trouble: z.boolean() }),
]);

const ForgeSchema: z.ZodType<ForgeResult> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('forged'), credential: CredentialSchema }),
  z.object({
    kind: z.literal('impossible'),
    reason: z.enum(IMPOSSIBLE),
    because: z.string(),
    add: z.string().exactOptional(),
  }),
]);

const ShapeSchema: z.ZodType<CredentialShape> = z.object({
  kind: z.enum(['jwt', 'opaque', 'cookie', 'api-key', 'basic', 'none']),
  algorithm: z.string().exactOptional(),
  keyId: z.string().exactOptional(),
  issuer: z.string().exactOptional(),
  expiresInMs: z.number().exactOptional(),
});

const ScanSchema: z.ZodType<ScanResult> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scanned'), scan: SecretScanSchema }),
  z.object({ kind: z.literal('failed'), because: z.string() }),
]);

const LogsSchema: z.ZodType<LogReading> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), content: LogReadingSchema }),
  z.object({ kind: z.literal('failed'), because: z.string() }),
]);

const PapersSchema: z.ZodType<PaperReading> = z.object({
  readOn: z.string(),
  papers: z.array(PaperSchema),
});

const MarkSchema: z.ZodType<MailMark> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mark'), ids: z.array(z.string()) }),
  z.object({ kind: z.literal('unreachable'), because: z.string() }),
]);

const ListeningSchema: z.ZodType<Listening> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), url: z.string() }),
  z.object({ kind: z.literal('failed'), because: z.string() }),
]);

const MailSchema: z.ZodType<MailResult> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mail'),
    mail: z.object({
      subject: z.string(),
      tokens: z.array(z.string()),
      codes: z.array(z.string()),
      link: z.object({ origin: z.string(), path: z.string() }).exactOptional(),
    }),
  }),
  z.object({ kind: z.literal('none'), because: z.string() }),
]);

/** The world as it was: a probe that runs on it does again exactly what it did, and nothing is sent anywhere. */
export function createTapeWorld({ tape, seed, prefix }: TapeWorldOptions): World {
  function act<Result>(id: string, schema: z.ZodType<Result>, absent: Result): Promise<Result> {
    const recorded = tape.acts.get(id);
    return Promise.resolve(recorded === undefined ? absent : schema.parse(recorded.result));
  }
  const because = 'it is not on the tape';
  const exchange = (id: string, lane: string, method: string, url: string) =>
    Promise.resolve(tape.exchanges.get(id)?.exchange ?? missing(id, lane, method, url));

  return {
    seed,
    prefix,
    exchange: (id, lane, { method, path }) => exchange(id, lane, method, path),
    resolve: (id, lane, question) => exchange(id, lane, 'DNS', question.name),
    handshake: (id, lane, { host }) => exchange(id, lane, 'TLS', host),
    browse: (id, lane, { journey }) => exchange(id, lane, 'BROWSER', journey),
    login: (id) => act(id, LoginSchema, { kind: 'failed', because, trouble: true }),
    forge: (id) => act(id, ForgeSchema, { kind: 'impossible', reason: 'off-tape', because }),
    shapeOf: (id) => act(id, ShapeSchema, { kind: 'none' }),
    scan: (id) => act(id, ScanSchema, { kind: 'failed', because }),
    readLogs: (id) => act(id, LogsSchema, { kind: 'failed', because }),
    readPapers: (id, names) =>
      act(id, PapersSchema, {
        readOn: '',
        papers: names.map((path) => ({ kind: 'missing', path, because })),
      }),
    mailMark: (id) => act(id, MarkSchema, { kind: 'unreachable', because }),
    mail: (id) => act(id, MailSchema, { kind: 'none', because }),
    listen: (id) => act(id, ListeningSchema, { kind: 'failed', because }),
    heard: (id) => act(id, z.array(ReceiptSchema), []),
    plant: () => undefined,
    journal: () => () => undefined,
    owe: () => undefined,
    settle: () => undefined,
    readEnvironments: (id) => act(id, EnvironmentsReadSchema, { stages: [], unread: [because] }),
    checkout: (id) => act(id, CheckoutSchema.optional(), undefined),
    command: (id) => act(id, CommandResultSchema, { kind: 'refused', because }),
    sleep: () => Promise.resolve(),
  };
}

function missing(id: string, lane: string, method: string, url: string): Exchange {
  return {
    id,
    lane,
    as: '',
    request: { method, url, headers: {} },
    outcome: { kind: 'no-answer', reason: 'off-tape', message: 'this exchange is not on the tape' },
    startedMs: 0,
    durationMs: 0,
  };
}
