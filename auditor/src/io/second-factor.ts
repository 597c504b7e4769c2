/** What products call a second step of a login. */
const FACTOR =
  /\b(?:mfa|2fa|otp|totp|two[-_ ]?(?:factor|step)|second[-_ ]?factor|multi[-_ ]?factor|one[-_ ]?time[-_ ]?(?:code|password|pin)|verification[-_ ]?code|authenticator)/i;

/** True when the answer to a login asks for one more proof, whatever its status: then nobody is logged in yet. */
export function asksForFactor(body: string): boolean {
  const json = parsed(body);
  if (json !== undefined) return saysFactor(json, 0);
  return /<input\b[^>]{0,2000}\b(?:autocomplete\s*=\s*["']?one-time-code|name\s*=\s*["']?(?:otp|totp|mfa\w*|two_?factor\w*)\b)/i.test(
    body,
  );
}

/** What to say about it. */
export const FACTOR_HELP =
  'the login asks for a second factor. Add `totp: ${ANA_TOTP}` with the shared key, and {{totp}} where its code goes; or use an account without one';

const DEEPEST = 4;

function saysFactor(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.length < 200 && FACTOR.test(words(value));
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  return Object.entries(value).some(([key, one]) => {
    // `mfaEnabled: false` asks for nothing; who one is may be told beside it.
    const isAsked =
      one === true || (typeof one === 'string' && one !== '') || (typeof one === 'object' && one !== null);
    if (FACTOR.test(words(key)) && isAsked && !/enabled|verified|passed|method/i.test(key)) return true;
    return (
      /^(?:error|errors|code|status|state|type|message|next|step|reason|challenge|data|result)$/i.test(key) &&
      saysFactor(one, depth + 1)
    );
  });
}

/** `mfaRequired` as words: the pattern looks for their beginnings. */
function words(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
}

function parsed(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return undefined;
  }
}
