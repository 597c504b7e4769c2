import type { Json, Method } from '../../core/operation.ts';

/** A request with its answer as a file or a browser gave it: may hold secrets, so it never leaves the reader. */
export interface RawExchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Pairs;
  readonly body?: RawBody;
  readonly answer?: RawAnswer;
}

export type Pairs = readonly (readonly [name: string, value: string])[];

export interface RawBody {
  readonly contentType: string;
  readonly text?: string;
  /** Fields of a form that was not kept as text. */
  readonly fields?: readonly RawField[];
}

export interface RawField {
  readonly name: string;
  readonly value: string;
  /** Set for a file. */
  readonly fileName?: string;
}

export interface RawAnswer {
  /** 0 when none came. */
  readonly status: number;
  readonly contentType: string;
  readonly headers: Pairs;
  readonly text?: string;
}

/** An exchange without secrets: what may be kept of it. */
export interface Recorded {
  readonly method: Method;
  /** Below the API's address, as it was sent; known parameters are written `{name}`. */
  readonly path: string;
  /** Whole host, to tell tenants by sub-domain. */
  readonly host: string;
  readonly query: Pairs;
  /** Headers that a browser does not send by itself; lower-case names, secrets as placeholders. */
  readonly headers: { readonly [name: string]: string };
  readonly body?: RecordedBody;
  /** Undefined when the source holds no answers. */
  readonly answer?: RecordedAnswer;
}

export interface RecordedBody {
  readonly contentType: string;
  /** JSON, or the fields of a form as an object. */
  readonly json?: Json;
  /** Fields that carry a file. */
  readonly files: readonly string[];
}

export interface RecordedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly json?: Json;
  /** The first messages of an event stream. */
  readonly events?: readonly RecordedEvent[];
  /** Where it led to. */
  readonly location?: string;
  /** Names of the cookies that it set. */
  readonly cookies: readonly string[];
  /** Names of the cookies that it took away. */
  readonly dropped?: readonly string[];
}

export interface RecordedEvent {
  readonly name?: string;
  readonly json: Json;
}

/** How requests of a recording proved who sent them. */
export interface SeenCredential {
  readonly kind: 'bearer' | 'cookie' | 'basic' | 'header';
  /** Name of the header or cookies. */
  readonly names: readonly string[];
}

/** What one identity did, as far as it concerns the product. */
export interface Recording {
  /** The identity. */
  readonly name: string;
  readonly file: string;
  readonly exchanges: readonly Recorded[];
  /** Addresses of the pages that were opened, where they only hold what was fetched. */
  readonly pages?: readonly string[];
  readonly credentials: readonly SeenCredential[];
  /** A one-way mark of the session, to see that two recordings show the same one. Never stored. */
  readonly sessions: readonly string[];
}

/** True when an answer came and was not an error. */
export function succeeded({ answer }: Recorded): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 400;
}
