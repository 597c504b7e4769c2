import { randomBytes } from 'node:crypto';
import { defineFlaw } from '../define-flaw.ts';

/** Two keys look alike; the one that skips row-level security was pasted into the browser's settings. */
export const serviceRoleInBundle = defineFlaw({
  id: 'service-role-in-bundle',
  family: 'secrets',
  breaks: 'The script that everybody loads holds a key that opens the whole database.',
  lowers: ['settings that go to the browser'],
  seenIn: 'Supabase documentation on API keys; CVE-2025-48757 and the apps around it',
  mustFail: ['secrets/bundle'],
  policies: () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: 'supabase', ref: 'qwzmkvtrnpshdcbxlgyf', role: 'service_role', iat: 1_760_000_000 };
    const key = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${randomBytes(32).toString('base64url')}`;
    return { web: { publicSettings: () => ({ SUPABASE_KEY: key }) } };
  },
});
