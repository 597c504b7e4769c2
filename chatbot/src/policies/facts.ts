/** What a member may be in a workspace; `none` is an account that belongs to no workspace yet. */
export type Role = 'owner' | 'admin' | 'member' | 'guest' | 'none';

/** What an API key may be used for. */
export type KeyScope = 'read' | 'chat' | 'admin';

/** How the caller proved who they are. */
export type CredentialKind = 'none' | 'cookie' | 'token' | 'api-key' | 'asserted';

/** Who is calling, in which workspace, as what. */
export type Actor = {
  readonly userId: string;
  readonly email: string;
  readonly workspaceId: string;
  readonly role: Role;
  readonly credential: CredentialKind;
  readonly scopes: readonly KeyScope[];
  readonly sessionId: string | undefined;
};

/** RFC 9562 section 5.9: the nil UUID stands for nobody. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The caller who showed no credentials. */
export const ANONYMOUS: Actor = {
  userId: NOBODY,
  email: '',
  workspaceId: NOBODY,
  role: 'none',
  credential: 'none',
  scopes: [],
  sessionId: undefined,
};

/** What a policy may know of a request before anything of it is trusted. */
export type RequestFacts = {
  readonly method: string;
  /** As it stood in the request line, before any normalisation. */
  readonly path: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  readonly address: string;
  /** Our own origin, as the outside knows it. */
  readonly origin: string;
};

/** Who may call a route. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'account'; readonly scope: KeyScope }
  | { readonly kind: 'workspace'; readonly roles: readonly Role[]; readonly scope: KeyScope };

/** What a policy may know of the route that a request reached. */
export type RouteFacts = {
  /** The operation id, as in the OpenAPI document. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly access: Access;
};
