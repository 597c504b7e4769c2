import { hasAny, setOf, wordsOf } from './words.ts';

/**
 * Names by which code asks who is calling, as products and libraries write them: NextAuth and Auth.js (`auth`,
 * `getServerSession`, `getToken`), Clerk (`currentUser`, `auth.protect`), Supabase (`auth.getUser`, `getClaims`), Lucia
 * (`validateRequest`), Better Auth (`api.getSession`), Passport, jose and jsonwebtoken, Kinde, and what teams call their own.
 */
const STRONG =
  setOf(`auth authn authz authed authenticate authenticated authenticator authentication authorize authorized
  authorizer authorise authorised authorization protect protected guard guarded guards permission permissions permit permitted
  jwt rbac acl loggedin signedin principal whoami identify identity passport apikey unauthorized unauthenticated forbidden`);

const VERBS =
  setOf(`require requires ensure assert check checks verify validate must is has have current with need only
  expect enforce restrict allow authenticate`);

const SUBJECTS =
  setOf(`user users admin admins role roles owner owners member members membership access token tokens account
  tenant org organization organisation workspace team login caller me staff superuser viewer signature credentials request
  secret key session sessions logged signed in actor`);

/** Getters that ask only when they are given the request, or nothing at all. */
const GETTERS = setOf('get load fetch resolve read use find');
const PEOPLE = setOf(
  'user viewer actor member account me session token claims identity workspace org tenant',
);

/** Words beside which a session is another one, or begins: `createCheckoutSession`, `getChatSession`. */
const OTHER_SESSION =
  setOf(`create new start delete destroy remove end checkout portal chat upload payment billing stripe training
  study game`);
/** Words beside which a strong word only prepares: `getAuthUrl`, `createAuthClient`. */
const PREPARES = setOf('create url uri provider client event events schema env options');
/** What is verified without asking who is calling. */
const OTHER_PROOF = setOf('email mail captcha turnstile recaptcha body input schema env file payment otp');

/** Library calls that ask by themselves; those of Supabase's hand the caller's token to row-level security. */
const KNOWN_CALLS =
  /^(?:timingSafeEqual|createHmac|constructEvent(?:Async)?|jwtVerify|getClaims|createServerClient|createRouteHandlerClient|createServerComponentClient|createServerActionClient|createServerSupabaseClient)$/;

/** True for the name of a function whose call asks who is calling, or what they may do. */
export function asksByName(name: string, args: 'none' | 'request' | 'other'): boolean {
  if (KNOWN_CALLS.test(name)) return true;
  const words = wordsOf(name);
  if (hasAny(words, STRONG) && !hasAny(words, PREPARES)) return true;
  if (words.includes('session') && !hasAny(words, OTHER_SESSION)) return true;
  if (words[0] === 'verify' && !hasAny(words, OTHER_PROOF)) return true;
  if (words.includes('current') && hasAny(words, PEOPLE)) return true;
  const isOther = hasAny(words, OTHER_PROOF) || hasAny(words, OTHER_SESSION);
  if (hasAny(words.slice(0, 1), VERBS) && hasAny(words.slice(1), SUBJECTS) && !isOther) return true;
  return args !== 'other' && hasAny(words.slice(0, 1), GETTERS) && hasAny(words.slice(1), PEOPLE) && !isOther;
}

/** What a framework or a guard before the handler puts beside the request once it knows who is calling. */
const KNOWN =
  setOf(`user session auth userid currentuser principal identity viewer jwtpayload accountid orgid tenantid
  workspaceid organizationid member membership account actor claims role roles permissions uid sub admin isadmin tenant
  workspace organization customer token apikey authuser decoded`);

const CARRIERS = setOf(`req request ctx context c event locals res reply call opts state self`);
/** Below these stands what the caller sent, or a table, whatever its name is. */
const ELSEWHERE =
  setOf(`body query params param input json data form formdata searchparams values payload db database prisma
  orm knex models tables repo repository sql pg`);
const CREDENTIAL = setOf(
  `authorization session token auth jwt sid apikey key signature secret access bearer user`,
);

/** True for `req.user`, `ctx.session`, `locals.user.id`: what is known about the caller by now. */
export function readsCaller(chain: readonly string[]): boolean {
  const [root = '', ...names] = chain;
  if (!CARRIERS.has(root.toLowerCase())) return false;
  const at = names.findIndex((name) => KNOWN.has(name.toLowerCase().replaceAll('_', '')));
  return at !== -1 && !names.slice(0, at).some((name) => ELSEWHERE.has(name.toLowerCase()));
}

/** True for a key under which the caller is handed on: `{ ctx: { user } }`. */
export function isCallerKey(name: string): boolean {
  return KNOWN.has(name.toLowerCase().replaceAll('_', ''));
}

/** True for the name of a header, cookie or variable that carries a credential or who was recognised by it. */
export function isCredentialName(name: string): boolean {
  return hasAny(wordsOf(name), CREDENTIAL) || isCallerKey(name);
}

const ROLES =
  setOf(`role roles admin isadmin superuser staff owner permission permissions permit can cannot ability policy policies
  scope scopes rbac acl authorize authorise forbidden enforce`);

/** True for a name that is about what somebody may do, not only about who they are. */
export function isAboutRoles(name: string): boolean {
  return hasAny(wordsOf(name), ROLES);
}

const OWNERS =
  setOf(`user users owner owners author creator created tenant org orgs organization organisation workspace
  workspaces team teams account accounts customer company member members membership memberships participant participants
  group community profile household clerk auth viewer uid principal actor userid ownerid authorid tenantid orgid workspaceid
  teamid accountid customerid companyid`);

/** True for a column or field that says whose a record is. */
export function isOwnerKey(name: string): boolean {
  return hasAny(wordsOf(name), OWNERS);
}

const ACCESS =
  setOf(`access ownership owner owns owned member membership belongs allowed authorize authorized authorise permission
  permissions permit can cannot ability policy enforce role admin tenant scoped scope rls`);
const ACCESS_VERBS =
  setOf(`check verify require assert ensure has can is validate with for get enforce in cannot authorize belongs
  owns by use as within`);

/** True for a call that decides whether something is the caller's: `assertOwner`, `canEdit`, `withTenant`, `hasAccess`. */
export function decidesAccess(name: string): boolean {
  const words = wordsOf(name);
  const isWord =
    words.length === 1 &&
    /^(?:can|cannot|authorize|authorise|enforce|permit|scoped|owns)$/.test(words[0] ?? '');
  return isWord || (words.length > 1 && hasAny(words.slice(0, 2), ACCESS_VERBS) && hasAny(words, ACCESS));
}
