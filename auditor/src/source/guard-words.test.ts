import { describe, expect, test } from 'vitest';
import { asksByName, decidesAccess, isOwnerKey, readsCaller } from './guard-words.ts';

describe('names of functions', () => {
  test.each([
    'auth',
    'getServerSession',
    'currentUser',
    'requireUserId',
    'getAuth',
    'withPageAuthRequired',
    'redirectIfNotAuthenticated',
    'validateSessionCookie',
    'verifyIdToken',
    'isLoggedIn',
    'checkPermission',
    'ensureAdmin',
    'hasRole',
    'protect',
    'jwtVerify',
    'getKindeServerSession',
    'validateRequest',
    'createServerClient',
    'requireVerifiedUser',
    'assertMember',
  ])('%s asks who is calling', (name) => {
    expect(asksByName(name, 'other')).toBe(true);
  });

  test.each(['getUser', 'getSessionUser', 'getDataFromToken', 'resolveWorkspace', 'loadViewer'])(
    '%s does when it is given the request',
    (name) => {
      expect(asksByName(name, 'request')).toBe(true);
    },
  );

  test.each([
    'getUser',
    'getUserById',
    'createCheckoutSession',
    'getChatSession',
    'createAuthClient',
    'getAuthUrl',
    'verifyEmail',
    'verifyCaptcha',
    'validateBody',
    'createUser',
    'author',
    'listNotes',
    'json',
    'currentPage',
    'checkStatus',
    'isEmpty',
    'tokenize',
    'safeParse',
    'findMany',
  ])('%s does not', (name) => {
    expect(asksByName(name, 'other')).toBe(false);
  });
});

test.each([
  ['req.user.id', true],
  ['ctx.session', true],
  ['c.var.userId', true],
  ['locals.user', true],
  ['req.body.user', false],
  ['ctx.db.user.findMany', false],
  ['context.params.userId', false],
  ['props.user', false],
])('%s is what is known of the caller: %s', (text, expected) => {
  expect(readsCaller(text.split('.'))).toBe(expected);
});

test.each([
  ['ownerId', true],
  ['workspace_id', true],
  ['createdBy', true],
  ['id', false],
  ['noteId', false],
  ['authority', false],
  ['title', false],
])('%s names an owner: %s', (name, expected) => {
  expect(isOwnerKey(name)).toBe(expected);
});

test.each([
  ['assertOwner', true],
  ['canEditNote', true],
  ['withTenant', true],
  ['hasAccess', true],
  ['requireMembership', true],
  ['can', true],
  ['cancel', false],
  ['getNote', false],
  ['isEmpty', false],
  ['withRetry', false],
])('%s decides whose it is: %s', (name, expected) => {
  expect(decidesAccess(name)).toBe(expected);
});
