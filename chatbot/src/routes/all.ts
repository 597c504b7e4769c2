import type { Route } from '../http/route.ts';
import { adminMembers, getSettings, updateSettings } from './admin.ts';
import { listAudit } from './audit.ts';
import {
  createConversation,
  deleteConversation,
  getConversation,
  listConversations,
  searchConversations,
  updateConversation,
} from './conversations.ts';
import { deleteFile, getFile, getFileContent, listFiles, uploadFile } from './files.ts';
import { health, jwks, ready } from './health.ts';
import { acceptInvite, createInvite, listInvites } from './invites.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';
import { csrf, me } from './me.ts';
import { listMembers, removeMember, updateMember } from './members.ts';
import { getMessage, listMessages, sendMessage } from './messages.ts';
import { openApiRoute } from './openapi.ts';
import { changePassword, confirmReset, requestReset } from './passwords.ts';
import { login, logout, refresh } from './sign-in.ts';
import { resendVerification, signup, verify } from './sign-up.ts';
import { getUsage } from './usage.ts';
import {
  activateWorkspace,
  createWorkspaceRoute,
  getWorkspace,
  listWorkspaces,
  updateWorkspace,
} from './workspaces.ts';

/** Every operation of the API. Fixed paths stand before those with a parameter in the same place. */
const OPERATIONS: readonly Route[] = [
  health,
  ready,
  jwks,
  signup,
  verify,
  resendVerification,
  login,
  refresh,
  logout,
  changePassword,
  requestReset,
  confirmReset,
  csrf,
  me,
  listWorkspaces,
  createWorkspaceRoute,
  getWorkspace,
  updateWorkspace,
  activateWorkspace,
  listMembers,
  updateMember,
  removeMember,
  createInvite,
  listInvites,
  acceptInvite,
  createKey,
  listKeys,
  revokeKey,
  searchConversations,
  createConversation,
  listConversations,
  getConversation,
  updateConversation,
  deleteConversation,
  listMessages,
  sendMessage,
  getMessage,
  uploadFile,
  listFiles,
  getFile,
  getFileContent,
  deleteFile,
  getUsage,
  listAudit,
  adminMembers,
  getSettings,
  updateSettings,
];

/** Every operation, and the one that describes them. */
export const ROUTES: readonly Route[] = [...OPERATIONS, openApiRoute(OPERATIONS)];
