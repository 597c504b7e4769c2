import { z } from 'zod';

const Rate = z.strictObject({
  limit: z.int().positive().max(1_000_000),
  seconds: z.int().positive().max(86_400),
});

/** How many of something may happen in how many seconds. */
export type Rate = z.output<typeof Rate>;

const rate = (limit: number, seconds: number) => Rate.default({ limit, seconds });

/** OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB, 2 passes, 1 lane. */
const ARGON2_FLOOR = { memoryKiB: 19_456, passes: 2 } as const;

const Passwords = z
  .strictObject({
    memoryKiB: z.int().min(8).max(1_048_576).default(ARGON2_FLOOR.memoryKiB),
    passes: z.int().min(1).max(20).default(ARGON2_FLOOR.passes),
    /** For tests and demonstrations only: lets the two numbers above go below the floor. */
    cheap: z.boolean().default(false),
  })
  .refine(
    ({ memoryKiB, passes, cheap }) =>
      cheap || (memoryKiB >= ARGON2_FLOOR.memoryKiB && passes >= ARGON2_FLOOR.passes),
    `Argon2 needs at least ${ARGON2_FLOOR.memoryKiB} KiB and ${ARGON2_FLOOR.passes} passes`,
  );

const Limits = z.strictObject({
  loginPerAccount: rate(10, 600),
  loginPerAddress: rate(100, 600),
  signup: rate(20, 3_600),
  mailPerAccount: rate(5, 3_600),
  mailPerAddress: rate(20, 3_600),
  token: rate(120, 600),
  chat: rate(30, 60),
  upload: rate(20, 60),
  tool: rate(30, 60),
  /** A sender that has more to tell waits and sends again, as it does after every refusal. */
  webhook: rate(40, 60),
  write: rate(600, 60),
  read: rate(3_000, 60),
});

/** The rates of every limiter, by name. */
export type LimitRates = z.output<typeof Limits>;

/** For drills: while this file exists, every query fails. */
const OutageFile = z.string().min(1).optional();

const Database = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('memory'), outageFile: OutageFile }),
  z.strictObject({ kind: z.literal('directory'), path: z.string().min(1), outageFile: OutageFile }),
  z.strictObject({ kind: z.literal('server'), url: z.string().min(1) }),
]);

const Mail = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('outbox'),
    directory: z.string().min(1),
    /** Says on the console what each mail is about and where its link leads. */
    announces: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('smtp'),
    url: z.string().min(1),
    from: z.string().min(3),
    /** Signs each mail (RFC 6376), where the mail server does not do so itself. */
    dkim: z
      .strictObject({ domain: z.string().min(1), selector: z.string().min(1), privateKey: z.string().min(1) })
      .optional(),
  }),
]);

const Endpoint = z.strictObject({
  kind: z.literal('openai-compatible'),
  url: z.url(),
  name: z.string().min(1),
  key: z.string().optional(),
});

const Model = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('extractive') }),
  z.strictObject({
    kind: z.literal('simulated'),
    /** A pause before every word, for those who want to watch, follow or stop a reply. */
    pauseMs: z.int().min(0).max(5_000).default(0),
    /** For drills: while this file exists, it cannot be reached. */
    outageFile: z.string().min(1).optional(),
  }),
  Endpoint,
]);

const Embeddings = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('ngrams') }), Endpoint]);

const Logs = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stdout') }),
  z.strictObject({ kind: z.literal('silent') }),
  z.strictObject({ kind: z.literal('file'), path: z.string().min(1) }),
]);

/** RFC 7518 section 3.2: an HS256 key has at least as many bits as the hash. */
const JWT_SECRET_BYTES = 32;

/** Everything the chatbot can be told; parsed once, trusted after. */
export const Config = z.strictObject({
  /** The address people use; links in mails point here. Default: where it listens. */
  publicUrl: z.url().optional(),
  jwtSecret: z
    .string()
    .refine(
      (secret) => Buffer.byteLength(secret) >= JWT_SECRET_BYTES,
      `needs at least ${JWT_SECRET_BYTES} bytes`,
    ),
  database: Database.default({ kind: 'memory' }),
  /** Where the migrated empty database is kept between starts. Default: the user's cache folder. */
  cacheDirectory: z.string().optional(),
  mail: Mail,
  model: Model.default({ kind: 'extractive' }),
  embeddings: Embeddings.default({ kind: 'ngrams' }),
  logs: Logs.default({ kind: 'stdout' }),
  /** Web origins other than our own that a browser may call us from. */
  appOrigins: z.array(z.url()).max(50).default([]),
  /** How many of our own proxies stand in front; 0 ignores X-Forwarded-For. */
  trustedProxies: z.int().min(0).max(10).default(0),
  /** Default: only when `publicUrl` is https. */
  secureCookies: z.boolean().optional(),
  accessTokenSeconds: z.int().min(1).max(86_400).default(900),
  sessionSeconds: z.int().min(60).max(7_776_000).default(1_209_600),
  passwords: Passwords.prefault({}),
  limits: Limits.prefault({}),
  bodyBytes: z.int().min(1_024).max(10_485_760).default(262_144),
  uploadBytes: z.int().min(1_024).max(52_428_800).default(2_097_152),
  replyTokens: z.int().min(16).max(32_000).default(800),
  /** What the model may cost a workspace in a month, in tokens, unless its owner says otherwise. */
  workspaceTokens: z.int().min(0).max(1_000_000_000).default(1_000_000),
  modelSeconds: z.int().min(1).max(600).default(30),
  /** Private servers that webhooks may reach all the same, as `host:port`. */
  webhookHosts: z.array(z.string().min(1)).max(100).default([]),
  /** `address:port` of the name servers that know where webhooks lead; without them, the machine is asked. */
  nameServers: z
    .array(
      z.string().regex(/^(?:[\d.]+|\[[\da-f:]+\])(?::\d+)?$/iu, 'must be an address, such as 127.0.0.1:53'),
    )
    .max(10)
    .default([]),
  /** What billing events are signed with, as Standard Webhooks writes it; without it none are taken. */
  billingSecret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64')
    .optional(),
  tools: z
    .strictObject({
      /** For drills: while this file exists, nothing that the tools call can be reached. */
      outageFile: z.string().min(1).optional(),
    })
    .prefault({}),
  /** Seconds between one attempt and the next, for what goes out and for what came in; then it is given up. */
  retrySeconds: z.array(z.number().min(0).max(86_400)).max(12).default([5, 30, 300, 1_800, 7_200, 18_000]),
  /** The commit that this was built from; the version route tells it. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/)
    .optional(),
  /** Codes that turn a workspace into a paid one. */
  vouchers: z.array(z.string().min(8).max(100)).max(1_000).default([]),
});

/** A parsed configuration. */
export type Config = z.output<typeof Config>;

/** What the caller writes: every field with a default may be left out. */
export type ConfigInput = z.input<typeof Config>;
