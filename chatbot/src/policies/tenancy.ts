import type { Role } from './facts.ts';

/** One workspace that the caller belongs to. */
export type Membership = {
  readonly workspaceId: string;
  readonly role: Role;
  readonly state: 'active' | 'suspended';
};

/** Where a request names a workspace, and where the caller belongs. */
export type TenancyFacts = {
  /** `{workspaceId}` of the path, if the route has one. */
  readonly path: string | undefined;
  /** The `x-workspace-id` header; `""` is a value, not an absence. */
  readonly header: string | undefined;
  /** An API key works in one workspace only. */
  readonly boundTo: string | undefined;
  readonly fallback: string | undefined;
  readonly memberships: readonly Membership[];
};

/** Decides the active workspace. */
export type TenancyPolicy = {
  readonly resolve: (facts: TenancyFacts) => Membership | undefined;
};

/** What the request names is only a wish: it counts when the caller is a member there. */
export const defaultTenancy: TenancyPolicy = {
  resolve: ({ path, header, boundTo, fallback, memberships }) => {
    const wished = path ?? header ?? boundTo ?? fallback;
    if (boundTo !== undefined && wished !== boundTo) return undefined;
    return memberships.find((membership) => membership.workspaceId === wished);
  },
};
