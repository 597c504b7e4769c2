import { UNTRUSTED } from '../http.ts';

export interface ImapProblem {
  readonly because: string;
  /** Trying again changes nothing. */
  readonly isLasting: boolean;
}

interface Described {
  readonly sink: string;
  readonly user: string;
  readonly folder?: string | undefined;
}

const UNTRUSTED_CODE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH/;
const LATE = new Set(['CONNECT_TIMEOUT', 'ETIMEDOUT', 'ETIMEOUT', 'UPGRADE_TIMEOUT']);

/** What stood in the way of a mailbox, in words that say which line of the target file to look at. */
export function imapProblem(
  error: unknown,
  { sink, user, folder = 'INBOX' }: Described,
  timeoutMs: number,
): ImapProblem {
  const { code, said, ...known } = read(error);
  const lasting = (because: string): ImapProblem => ({ because: `${sink} ${because}`, isLasting: true });
  const passing = (because: string): ImapProblem => ({ because: `${sink} ${because}`, isLasting: false });
  if (known.authenticationFailed) return lasting(`refuses ${user} or the password (user, password): ${said}`);
  if (known.isFolder) return lasting(`has no folder "${folder}" (folder): ${said}`);
  if (UNTRUSTED_CODE.test(code))
    return lasting(`cannot be used: ${UNTRUSTED}: ${said}. network.ca names another authority to trust`);
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO')
    return lasting('does not begin with TLS. Write imap:// where the server offers STARTTLS');
  if (known.tlsFailed)
    return lasting(`offers no TLS, and a password does not cross a network in the clear: ${said}`);
  if (code === 'GREETING_TIMEOUT')
    return lasting(
      `sent no greeting within ${timeoutMs / 1000} s. Write imaps:// where TLS comes first (port 993)`,
    );
  if (LATE.has(code)) return passing(`did not answer within ${timeoutMs / 1000} s`);
  return passing(`cannot be read: ${said}${code === '' || said.includes(code) ? '' : ` (${code})`}`);
}

/** What IMAP libraries hang on to their errors. */
function read(error: unknown) {
  const fields: { readonly [name: string]: unknown } =
    error !== null && typeof error === 'object' ? { ...error } : {};
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: text('code'),
    said: (text('responseText') || message).replace(/; if the root CA .*$/s, ''),
    authenticationFailed: fields['authenticationFailed'] === true,
    tlsFailed: fields['tlsFailed'] === true,
    isFolder: fields['mailboxMissing'] === true || text('serverResponseCode') === 'NONEXISTENT',
  };
}
