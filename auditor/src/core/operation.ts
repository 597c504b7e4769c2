/** The HTTP methods an operation may have. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

export type Method = (typeof METHODS)[number];

/** A JSON value, as parsed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The part of JSON Schema that filling a request body or a parameter needs; unknown keywords are dropped. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly default?: Json;
  readonly example?: Json;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly readOnly?: boolean;
  /** The first usable branch of `oneOf`/`anyOf`, already chosen; `allOf` is merged. */
  readonly nullable?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface BodySpec {
  readonly contentType: string;
  readonly schema?: JsonSchema;
  /** A body that was accepted, or that the description offers. `{{text}}` marks free text. */
  readonly example?: Json;
  /** JSON pointers of values in `example` that are ids of other objects, whatever their fields are called. */
  readonly references?: readonly string[];
}

/** A value in an operation's answer that other operations ask for. */
export interface Produced {
  /** Where it stands, as a JSON path: `$.data.id`; in a list the first, `$.items[0].id`. Undefined: in `Location`. */
  readonly at?: string;
  /** Set when calling the operation makes a new object: the template of its path, `/api/boards/{board}`. */
  readonly creates?: string;
  readonly takenBy: readonly Taken[];
}

/** A place of an operation that takes an id which another one produced. */
export interface Taken {
  /** Id of the operation. */
  readonly operation: string;
  readonly in: 'path' | 'query' | 'body';
  /** Name of the parameter, or JSON pointer into the body. */
  readonly name: string;
}

/** How an operation of a hosted backend is really asked: its path here is only its place among the others. */
export interface Wire {
  /** Address of the service, as the target file names it. */
  readonly base: string;
  readonly method?: Method;
  /**
   * Path and query below the base. `{id}` is filled in encoded, `{+id}` with its slashes kept; `{{user}}` is the account's
   * id, `{{tenant}}` its tenant's, `{{new}}` a fresh name.
   */
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: Json;
  /** What is not there is refused like what one may not see, to its owner too: a look at its list says more. */
  readonly hides?: true;
  /** Another address of the very object that this operation reads, open to whoever knows it. */
  readonly open?: string;
}

/** Who may call an operation, as far as the target's own description says. */
export type Declared = 'public' | 'protected' | 'unknown';

/** One route of the target with one method: what the auditor can ask. */
export interface Operation {
  /** `GET /api/conversations/{conversationId}`: the method and the path template, and the variant in parentheses. */
  readonly id: string;
  readonly method: Method;
  /** Path template below the API base, parameters in braces. */
  readonly path: string;
  /** Tells operations apart that share a method and a path: `query Boards` of GraphQL, `action 4f…` of server actions. */
  readonly variant?: string;
  readonly parameters: readonly Parameter[];
  readonly body?: BodySpec;
  readonly declared: Declared;
  /** Removes or locks something that cannot be put back: only tried on what the run made or on disposable accounts. */
  readonly destructive: boolean;
  /** Costs model tokens or money. */
  readonly costly: boolean;
  /** Sends mail. */
  readonly mails: boolean;
  /** The shape of its answer when all is well, as far as it is described. */
  readonly answer?: JsonSchema;
  /** What its answers hold that other operations take, as recordings showed; the likeliest first. */
  readonly produces?: readonly Produced[];
  readonly wire?: Wire;
  readonly source: 'hosted' | 'openapi' | 'list' | 'har' | 'postman' | 'curl' | 'graphql';
}
