import type { Route } from '../http/route.ts';
import { adminMembers, getSettings, updateSettings } from './admin.ts';
import { readAction, renameAction } from './actions.ts';
import { approve, getApproval, listApprovals, reject } from './approvals.ts';
import { attachFile, detachFile, listAttachments } from './attachments.ts';
import { listAudit } from './audit.ts';
import { getBilling, listBillingEvents, receiveBilling, retryBillingEvents } from './billing.ts';
import { setBudget } from './budget.ts';
import { deleteMany, readMany } from './bulk.ts';
import {
  addToCollection,
  createCollection,
  deleteCollection,
  getCollection,
  listCollectionFiles,
  listCollections,
  removeFromCollection,
  searchCollection,
} from './collections.ts';
import {
  createConversation,
  deleteConversation,
  getConversation,
  listConversations,
  searchConversations,
  updateConversation,
} from './conversations.ts';
import { clientConfig, readTable } from './data-api.ts';
import { listDead, redeliver } from './deliveries.ts';
import { createExport, deleteExport, getExport, listExports } from './exports.ts';
import { deleteFile, getFile, getFileContent, listFiles, uploadFile } from './files.ts';
import { guest, upgradeGuest } from './guests.ts';
import { health, jwks, ready, version } from './health.ts';
import { acceptInvite, createInvite, listInvites, revokeInvite } from './invites.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';
import { csrf, me, updateMe } from './me.ts';
import { createMemory, deleteMemory, getMemory, listMemories, updateMemory } from './memories.ts';
import { listMembers, putMember, removeMember, updateMember } from './members.ts';
import { deleteMessage, getMessage, listMessages, sendMessage } from './messages.ts';
import { legacyHistory, listAnnouncements, listPlans } from './oddities.ts';
import { openApiRoute } from './openapi.ts';
import { changePlan } from './plan.ts';
import { createPremium, deletePremium, getPremium, listPremium } from './premium.ts';
import { changePassword, confirmReset, requestReset } from './passwords.ts';
import {
  createProviderKey,
  deleteProviderKey,
  listProviderKeys,
  rotateProviderKey,
} from './provider-keys.ts';
import { listShares, readShared, revokeShare, shareConversation } from './shares.ts';
import { login, logout, refresh } from './sign-in.ts';
import { resendVerification, signup, verify } from './sign-up.ts';
import { deleteStream, listStreams, resumeStream, stopStream } from './streams.ts';
import { closeTicket, createTicket, getTicket, listTickets } from './tickets.ts';
import { listRuns, listTools, runTool } from './tools.ts';
import { deleteTrace, getTrace, listTraces } from './traces.ts';
import { getUsage } from './usage.ts';
import { createWebhook, deleteWebhook, listDeliveries, listWebhooks, testWebhook } from './webhooks.ts';
import {
  createWorkspaceRoute,
  deleteWorkspace,
  getWorkspace,
  listWorkspaces,
  updateWorkspace,
} from './workspaces.ts';

/** Every operation of the API. Fixed paths stand before those with a parameter in the same place. */
const OPERATIONS: readonly Route[] = [
  health,
  ready,
  version,
  jwks,
  signup,
  verify,
  resendVerification,
  login,
  guest,
  upgradeGuest,
  refresh,
  logout,
  changePassword,
  requestReset,
  confirmReset,
  csrf,
  me,
  updateMe,
  listWorkspaces,
  createWorkspaceRoute,
  getWorkspace,
  setBudget,
  updateWorkspace,
  deleteWorkspace,
  listMembers,
  updateMember,
  putMember,
  removeMember,
  createInvite,
  listInvites,
  revokeInvite,
  acceptInvite,
  changePlan,
  createKey,
  listKeys,
  revokeKey,
  searchConversations,
  readMany,
  deleteMany,
  createConversation,
  listConversations,
  getConversation,
  updateConversation,
  deleteConversation,
  listMessages,
  sendMessage,
  getMessage,
  deleteMessage,
  attachFile,
  listAttachments,
  detachFile,
  shareConversation,
  listShares,
  revokeShare,
  readShared,
  listStreams,
  resumeStream,
  stopStream,
  deleteStream,
  createExport,
  listExports,
  getExport,
  deleteExport,
  listTraces,
  getTrace,
  deleteTrace,
  legacyHistory,
  readAction,
  renameAction,
  createMemory,
  listMemories,
  getMemory,
  updateMemory,
  deleteMemory,
  uploadFile,
  listFiles,
  getFile,
  getFileContent,
  deleteFile,
  createPremium,
  listPremium,
  getPremium,
  deletePremium,
  createCollection,
  listCollections,
  getCollection,
  addToCollection,
  listCollectionFiles,
  removeFromCollection,
  searchCollection,
  deleteCollection,
  createWebhook,
  listWebhooks,
  deleteWebhook,
  testWebhook,
  listDeliveries,
  listDead,
  redeliver,
  receiveBilling,
  getBilling,
  listBillingEvents,
  retryBillingEvents,
  listTools,
  listRuns,
  runTool,
  listApprovals,
  getApproval,
  approve,
  reject,
  listTickets,
  createTicket,
  getTicket,
  closeTicket,
  clientConfig,
  readTable,
  listAnnouncements,
  listPlans,
  getUsage,
  listAudit,
  adminMembers,
  getSettings,
  updateSettings,
  createProviderKey,
  listProviderKeys,
  rotateProviderKey,
  deleteProviderKey,
];

/** Every operation, and the one that describes them. */
export const ROUTES: readonly Route[] = [...OPERATIONS, openApiRoute(OPERATIONS)];
