/** A mail as it arrived. Never leaves io: what it asks to open is a secret. */
export interface ReceivedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What has arrived for an address: the ids of its mails, or why that cannot be said. */
type Arrived =
  | { readonly kind: 'arrived'; readonly ids: readonly string[] }
  /** `isLasting`: asking again changes nothing. */
  | { readonly kind: 'unreachable'; readonly because: string; readonly isLasting?: boolean };

/** Where the product's mail arrives while a run goes on. */
export interface Inbox {
  /** Between two looks; short by default. */
  readonly pauseMs?: number;
  arrived(to: string): Promise<Arrived>;
  /** One of the mails that have arrived; undefined when it is gone. */
  read(id: string): Promise<ReceivedMail | undefined>;
  close(): Promise<void>;
}
