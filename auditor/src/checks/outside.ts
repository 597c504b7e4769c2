import type { Check } from '../core/check.ts';
import { firstPageOrigin } from './cors/first-page.ts';
import { caa } from './dns/caa.ts';
import { dangling } from './dns/dangling.ts';
import { signatures } from './dns/signatures.ts';
import { dkim } from './email/dkim.ts';
import { dmarc } from './email/dmarc.ts';
import { receiving } from './email/receiving.ts';
import { spf } from './email/spf.ts';
import { firstPage } from './secrets/first-page.ts';
import { certificate } from './tls/certificate.ts';
import { protocols } from './tls/protocols.ts';
import { hsts } from './web/hsts.ts';
import { links } from './web/links.ts';
import { mixedContent } from './web/mixed-content.ts';
import { redirects } from './web/redirects.ts';
import { securityHeaders } from './web/security-headers.ts';
import { staging } from './web/staging.ts';

/** What can be said of a product that one only looks at, in the order in which `check` shows it. */
export const OUTSIDE_CHECKS: readonly Check[] = [
  certificate,
  protocols,
  redirects,
  signatures,
  dangling,
  caa,
  spf,
  dkim,
  dmarc,
  receiving,
  firstPage,
  mixedContent,
  firstPageOrigin,
  hsts,
  securityHeaders,
  links,
  staging,
];
