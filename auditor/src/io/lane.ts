import type { DnsQuestion } from '../core/dns.ts';
import type { Exchange } from '../core/exchange.ts';
import type { HandshakeOrder } from '../core/handshake.ts';
import type { JourneyOrder } from '../core/journey.ts';
import type { Json, Method } from '../core/operation.ts';
import type { Checkout, EnvironmentsRead } from '../evidence/deployment.ts';
import type { LogReading } from './scan/run-logs.ts';
import type { ScanResult } from './scan/scan-files.ts';
import type { ScanPlace } from './scan/scanner.ts';
import type { CommandOrder, CommandResult } from './commands.ts';
import type { Listening, ListenOrder, Receipt } from './listener.ts';
import type { CsrfSpec } from './csrf.ts';
import type { MailResult } from './mail/post.ts';
import type { PaperReading } from './papers.ts';

/**
 * A credential of somebody, held by io. Probes pass it around; the value never leaves io.
 * `label` is how reports call it: `ana`, `ana, token with alg none`.
 */
export interface Credential {
  readonly handle: string;
  readonly identity: string;
  readonly label: string;
}

/** The body of a request. */
export type AskBody =
  | { readonly kind: 'json'; readonly json: Json }
  | { readonly kind: 'text'; readonly text: string; readonly contentType: string }
  | { readonly kind: 'form'; readonly fields: { readonly [name: string]: string } }
  | {
      readonly kind: 'multipart';
      readonly field: string;
      readonly fileName: string;
      readonly contentType: string;
      readonly content: string;
      readonly fields?: { readonly [name: string]: string };
    };

/** How a delivery of a webhook is signed; by default as its sender would. Only io holds the secret. */
export interface SignOrder {
  /** Path of the webhook in the target file, whose dialect and secret are meant. */
  readonly hook: string;
  /** The delivery's id, where the dialect has one. */
  readonly id: string;
  /** How old the signature is. */
  readonly ageSeconds?: number;
  /** Another secret than the sender's, or headers without a value. */
  readonly key?: 'wrong' | 'empty';
  /** Signed instead of the body. */
  readonly over?: string;
}

/** A request as a probe puts it. Credentials are named, never carried. */
export interface Ask {
  readonly method: Method;
  /** Sent as written, below the API base: `//`, case, dots and encodings reach the target unchanged. */
  readonly path: string;
  readonly query?: { readonly [name: string]: string };
  readonly headers?: { readonly [name: string]: string };
  readonly body?: AskBody;
  /** An identity's name, or a credential made by `login` or `forge`; absent for an anonymous request. */
  readonly as?: string | Credential;
  /**
   * The tenant to act in, by label; default the identity's own. `null` sends no tenant at all.
   * Only matters where `tenancy` says that a header, query or body field names it.
   */
  readonly tenant?: string | null;
  /**
   * Whose `{{password}}`, `{{newPassword}}` and `{{refreshToken}}` io puts into the body on its way out: an identity, the
   * address of an account that the run signed up, or the session that a refresh token belongs to.
   */
  readonly secretsOf?: string | Credential;
  /** Signed as a webhook's sender would. */
  readonly sign?: SignOrder;
  /** The operation's id, when the request is one of the target's operations. */
  readonly operation?: string;
  readonly timeoutMs?: number;
  /** Another address of the target file than its API: the app that has the login form, a token endpoint. */
  readonly base?: string;
  /** Replaces the recorded `as` in reports: `nobody, path in capitals`. */
  readonly label?: string;
}

/** How to remove what a request created. Plain data: it survives a crash in the run's journal. */
export interface Undo {
  /** `conversation of ana`. */
  readonly what: string;
  /** The request that removes it; absent when the target offers none, and then the object is listed as left behind. */
  readonly ask?: UndoAsk;
  /** The command of the target file that puts it right, where no request does: `drills.model.mend`. */
  readonly command?: string;
  /** How its owner reads it, where a removal that finds nothing answers like one that is refused. */
  readonly look?: UndoAsk;
  /** What that read shows while it is there, where the read is a list. */
  readonly shows?: string;
  /**
   * A log-in to send it with, instead of the identity's ordinary session. Where that log-in is refused and the ordinary one
   * works, there is nothing left to undo: the account is as it was.
   */
  readonly login?: { readonly identity: string } & LoginAs;
  /** How its form gets a fresh CSRF token. */
  readonly csrf?: NonNullable<CsrfSpec>;
}

/** As whom an identity's way of logging in is used, when it is not the identity as the file has it. */
export interface LoginAs {
  /** The address of an account that the run signed up. */
  readonly account?: string;
  /** With the password that `{{newPassword}}` stands for. */
  readonly newPassword?: boolean;
}

type UndoAsk = Omit<Ask, 'as' | 'body'> & { readonly as?: string; readonly body?: AskBody };

/** What is known of an identity's credential, without its value. */
export interface CredentialShape {
  readonly kind: 'jwt' | 'opaque' | 'cookie' | 'api-key' | 'basic' | 'none';
  /** For a JWT, wherever it is carried: what its header says, and who issued it. */
  readonly algorithm?: string;
  readonly keyId?: string;
  readonly issuer?: string;
  readonly expiresInMs?: number;
}

/** A token made to be refused. Every kind is built from the identity's own valid one. */
export type Forgery =
  /**
   * A claim is changed after signing; header and signature stay. Without a claim's name, one is added; a tenant's or a
   * subject's is taken from the token of another identity.
   */
  | { readonly kind: 'payload-changed'; readonly claim?: ClaimChange }
  /** One letter of the signature is another; also for signed cookies. */
  | { readonly kind: 'signature-altered' }
  /** `alg` is `none` in the given spelling and the signature is empty. */
  | { readonly kind: 'alg-none'; readonly spelling: string }
  | { readonly kind: 'signature-stripped' }
  /** Random text of the same length. */
  | { readonly kind: 'garbage' }
  /** A token of this identity that has expired: the file's own, or a short-lived one waited for. */
  | { readonly kind: 'expired' }
  /** Signed anew with a secret from the short public list, where the genuine signature verifies under it. */
  | { readonly kind: 'weak-secret' }
  /** Signed with a published public key as if it were a shared secret (RFC 8725, 2.1). */
  | { readonly kind: 'key-confusion'; readonly jwk: Json; readonly form: KeyForm }
  /** Signed with a key that we made, which its own header brings along, or says where to fetch (RFC 8725, 3.10). */
  | { readonly kind: 'own-key'; readonly by: 'jwk' | 'jku' }
  /** Its header names an empty file as the key (RFC 8725, 3.10). */
  | { readonly kind: 'empty-key' }
  /** The genuine credential, or garbage like it, as a query parameter and nowhere else. */
  | { readonly kind: 'in-query'; readonly name: string; readonly garbage?: true };

/** Which claim of a token is changed, and whose it becomes. */
export type ClaimChange =
  | { readonly names: 'role'; readonly value: string }
  | { readonly names: 'tenant' | 'subject'; readonly of: string };

/** The ways in which a verifier may hold a public key, and so take it for a secret. */
export const KEY_FORMS = ['pem', 'trimmed pem', 'pkcs1 pem', 'certificate', 'der', 'jwk'] as const;
export type KeyForm = (typeof KEY_FORMS)[number];

/** Why a credential could not be forged. The first five are a defence: there is nothing to forge. */
export const IMPOSSIBLE = [
  'no-jwt',
  'no-claim',
  'strong-secret',
  'no-signature',
  'no-form',
  'no-session',
  'no-key',
  'no-listener',
  'no-expired-token',
  'off-tape',
] as const;
export type Impossible = (typeof IMPOSSIBLE)[number];

export type ForgeResult =
  | { readonly kind: 'forged'; readonly credential: Credential }
  | {
      readonly kind: 'impossible';
      readonly reason: Impossible;
      readonly because: string;
      readonly add?: string;
    };

/** How long to wait for calls of the product. */
export interface HearOrder {
  readonly atLeast: number;
  readonly withinMs: number;
  /** What the product signs with, as its answer showed it: a placeholder. */
  readonly secret?: string | undefined;
}

/** A request that makes the product write, and the mail that came of it. */
interface Mailed {
  readonly exchange: Exchange;
  readonly result: MailResult;
}

export type LoginResult =
  | { readonly kind: 'logged-in'; readonly credential: Credential }
  /** `trouble` when the target is in trouble, so that nothing is said about the account. */
  | { readonly kind: 'failed'; readonly because: string; readonly trouble: boolean };

/**
 * A probe's window to the world: one ordered strand of acts on the tape. Two lanes never share order, randomness or
 * numbering, so running cells at the same time changes nothing that is recorded.
 */
export interface Lane {
  readonly id: string;
  /** Sends one request. Never throws for what the target does; never follows a redirect. */
  send(ask: Ask): Promise<Exchange>;
  /** Asks the resolver one question. The answer's body is a `DnsAnswer`. */
  resolve(question: DnsQuestion): Promise<Exchange>;
  /** Shakes hands with a host of the product over TLS and hangs up. The answer's body is a `Handshake`. */
  handshake(order: HandshakeOrder): Promise<Exchange>;
  /** Goes a journey of the target file in a browser, as somebody new. The answer's body is a `Journey`. */
  browse(order: JourneyOrder): Promise<Exchange>;
  /**
   * Sends a request that creates something and writes down at once how to remove it.
   * @param undo reads the created object's id from the answer; undefined when nothing was created
   */
  create(ask: Ask, undo: (exchange: Exchange) => Undo | undefined): Promise<Exchange>;
  /** A new canary, random for this lane and known to the recorder from now on. */
  canary(): string;
  /** A random lower-case word of 8 letters, for names that must not collide; proves nothing. */
  word(): string;
  /** A strand of its own below this one, for work done at the same time. */
  fork(name: string): Lane;
  /** Work that many cells need, done once per run in a lane of its own: planting, harvesting. */
  shared<Result>(key: string, make: (lane: Lane) => Promise<Result>): Promise<Result>;
  /**
   * Writes down what has to be put right, before it is made wrong: what changes an account must not be forgotten when the
   * run is killed halfway.
   */
  owe(undo: Undo): void;
  /** What was owed under this name has been put right. */
  settle(what: string): void;
  /** Opens a second, separate session of an identity that has a login. */
  login(identity: string, as?: LoginAs): Promise<LoginResult>;
  /**
   * Does something that makes the product write to an address, and waits for that mail. Not waited for when the request is
   * refused. What the mail holds are placeholders.
   */
  mail(to: string, cause: () => Promise<Exchange>): Promise<Mailed>;
  forge(identity: string, forgery: Forgery): Promise<ForgeResult>;
  shapeOf(identity: string): Promise<CredentialShape>;
  /** Waits at a path of our own listener, as a customer's server would. */
  listen(path: string, order: ListenOrder): Promise<Listening>;
  /** What came to a path, once there is that much or time is up. */
  heard(path: string, order: HearOrder): Promise<readonly Receipt[]>;
  /** Searches files of this machine that the target file names for credentials. Their values never leave io. */
  scan(place: ScanPlace): Promise<ScanResult>;
  /** Reads what the product has logged since the run began. */
  readLogs(): Promise<LogReading>;
  /**
   * Runs a command that the target file names. Refused without the founder's consent on the command line. Ends with its whole
   * process group, when its time is up at the latest.
   */
  command(order: CommandOrder): Promise<CommandResult>;
  /** Reads what files beside the target file look like, and when they were changed last. */
  readPapers(names: readonly string[]): Promise<PaperReading>;
  /** Reads the variables of the environments that the target file names. Their values never leave io. */
  readEnvironments(): Promise<EnvironmentsRead>;
  /** The commit that lies in the product's repository; undefined where there is none. */
  checkout(): Promise<Checkout | undefined>;
  sleep(ms: number): Promise<void>;
}
