import * as z from 'zod';
import { defineFlaw } from '../define-flaw.ts';

const RoleSchema = z.object({ role: z.enum(['owner', 'admin', 'member', 'guest']) });

/** The profile form is bound to the membership as a whole. */
export const massAssignRole = defineFlaw({
  id: 'mass-assign-role',
  family: 'authorization',
  breaks: 'Somebody who changes their name can send a role along, and has it from then on.',
  lowers: ['list of accepted fields', 'role from the membership'],
  seenIn: 'CVE-2026-41277',
  mustFail: ['authorization/mass-assignment', 'authorization/role-change'],
  policies: (product) => ({
    input: {
      keepsUnknownFields: (route) => route.id === 'updateMe' || product.input.keepsUnknownFields(route),
    },
    access: {
      roleOnUpdate: (current, body) =>
        RoleSchema.safeParse(body).data?.role ?? product.access.roleOnUpdate(current, body),
    },
  }),
});
