import type { Draft } from '../core/evidence.ts';
import type { DnsQuestion } from '../core/dns.ts';
import type { Checkout, EnvironmentsRead } from '../evidence/deployment.ts';
import type { Exchange } from '../core/exchange.ts';
import type { CommandOrder, CommandResult } from './commands.ts';
import type { LogReading } from './scan/run-logs.ts';
import type { ScanResult } from './scan/scan-files.ts';
import type { ScanPlace } from './scan/scanner.ts';
import type { HandshakeOrder } from '../core/handshake.ts';
import type { JourneyOrder } from '../core/journey.ts';
import type {
  Ask,
  CredentialShape,
  Forgery,
  ForgeResult,
  HearOrder,
  LoginAs,
  LoginResult,
  Undo,
} from './lane.ts';
import type { Listening, ListenOrder, Receipt } from './listener.ts';
import type { MailMark, MailResult } from './mail/post.ts';
import type { PaperReading } from './papers.ts';

/**
 * What stands behind the lanes: the living target, or a tape of it. Every act has an id that says which lane did it and
 * in which place, so that a tape can answer without knowing what ran at the same time.
 */
export interface World {
  readonly seed: string;
  /** Put before lane names: empty for the first attempt at a run, different each time it is resumed. */
  readonly prefix: string;
  exchange(id: string, lane: string, ask: Ask): Promise<Exchange>;
  resolve(id: string, lane: string, question: DnsQuestion): Promise<Exchange>;
  handshake(id: string, lane: string, order: HandshakeOrder): Promise<Exchange>;
  browse(id: string, lane: string, order: JourneyOrder): Promise<Exchange>;
  login(id: string, identity: string, as?: LoginAs): Promise<LoginResult>;
  forge(id: string, identity: string, forgery: Forgery): Promise<ForgeResult>;
  shapeOf(id: string, identity: string): Promise<CredentialShape>;
  scan(id: string, place: ScanPlace): Promise<ScanResult>;
  readLogs(id: string): Promise<LogReading>;
  readPapers(id: string, names: readonly string[]): Promise<PaperReading>;
  listen(id: string, path: string, order: ListenOrder): Promise<Listening>;
  heard(id: string, path: string, order: HearOrder): Promise<readonly Receipt[]>;
  /** What an address has got so far. */
  mailMark(id: string, to: string): Promise<MailMark>;
  /** The next mail to it after the mark. */
  mail(id: string, to: string, mark: MailMark): Promise<MailResult>;
  /** From now on, answers are searched for this word. */
  plant(canary: string): void;
  /**
   * Writes down that a request is about to create something, before it is sent.
   * @returns to be called with how to remove what it made, or with nothing
   */
  journal(what: string): (made: Undo | undefined) => void;
  /** Writes down what will have to be put right. */
  owe(undo: Undo): void;
  /** What was owed under this name has been put right. */
  settle(what: string): void;
  /** Runs a command that the target file names. */
  command(id: string, order: CommandOrder): Promise<CommandResult>;
  readEnvironments(id: string): Promise<EnvironmentsRead>;
  checkout(id: string): Promise<Checkout | undefined>;
  sleep(ms: number): Promise<void>;
}

/** Evidence that observers saw, each with the exchange it was first seen in. */
export interface Sighting {
  readonly observer: string;
  readonly key: string;
  readonly exchange: string;
  readonly draft: Draft;
}
