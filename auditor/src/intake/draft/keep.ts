import { objectOf, textOf, type JsonObject } from '../json.ts';
import type { AccountDraft } from './account.ts';
import type { TargetDraft } from './write.ts';

const CREDENTIALS = ['bearer', 'cookie', 'apiKey', 'basic', 'login'] as const;
const OWN_KEYS = new Set<string>(['tenant', 'role', 'disposable', ...CREDENTIALS]);

/** A draft with everything that an earlier target file says: its words stay, what was found since is added. */
export function keepEarlier(draft: TargetDraft, earlier: JsonObject): TargetDraft {
  const identities = objectOf(earlier['identities']);
  const drawn = draft.accounts.map((account) => {
    const before = identities[account.name];
    return before === undefined ? account : merged(account, objectOf(before));
  });
  const rest = Object.entries(identities)
    .filter(([name]) => !draft.accounts.some((one) => one.name === name))
    .map(([name, identity]) => merged({ name, credential: {} }, objectOf(identity)));
  return { ...draft, accounts: [...drawn, ...rest], kept: earlier };
}

function merged(account: AccountDraft, before: JsonObject): AccountDraft {
  const more = Object.fromEntries(Object.entries(before).filter(([key]) => !OWN_KEYS.has(key)));
  const tenant = account.tenant ?? textOf(before['tenant']);
  const role = account.role ?? textOf(before['role']);
  return {
    ...account,
    ...(tenant === undefined ? {} : { tenant }),
    ...(role === undefined ? {} : { role }),
    ...(before['disposable'] === true ? { disposable: true } : {}),
    credential: credentialOf(account.credential, before),
    more: { ...account.more, ...more },
  };
}

/** A login that was described and seen as well is what both say; any other credential stays as it was written. */
function credentialOf(seen: AccountDraft['credential'], before: JsonObject): AccountDraft['credential'] {
  const written = Object.fromEntries(
    CREDENTIALS.flatMap((key) => (before[key] === undefined ? [] : [[key, before[key]]])),
  );
  const [mine, theirs] = [objectOf(seen['login']), objectOf(written['login'])];
  const isSame = ['post', 'form'].some((key) => mine[key] !== undefined && mine[key] === theirs[key]);
  if (isSame) return { login: { ...mine, ...theirs } };
  return Object.keys(written).length === 0 ? seen : written;
}
