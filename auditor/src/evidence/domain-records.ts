import * as z from 'zod';
import { DnsLookSchema } from '../core/dns.ts';
import { defineEvidence } from '../core/evidence.ts';

const LOOKS = z.array(DnsLookSchema);

/** What DNS says about who may send mail for a domain (SPF). */
export const SpfRecords = defineEvidence('spf-records', z.object({ domain: z.string(), looks: LOOKS }));

/** What DNS holds of a domain's DKIM keys. */
export const DkimRecords = defineEvidence(
  'dkim-records',
  z.object({
    domain: z.string(),
    /** Selectors that the target file or a mail names; none when they were guessed. */
    selectors: z.array(z.string()),
    looks: LOOKS,
  }),
);

/** What DNS says about mail from a domain that is not aligned (DMARC), and what a real mail shows. */
export const DmarcRecords = defineEvidence(
  'dmarc-records',
  z.object({
    domain: z.string(),
    looks: LOOKS,
    /** The domains of a mail that the product sent. */
    mail: z
      .object({
        envelope: z.string().exactOptional(),
        signatures: z.array(z.object({ domain: z.string(), selector: z.string() })),
      })
      .exactOptional(),
  }),
);

export type DmarcRecordsData = z.infer<typeof DmarcRecords.schema>;

/** Whether a host resolves, its aliases, and whether its signatures are right. */
export const HostRecords = defineEvidence('host-records', z.object({ host: z.string(), looks: LOOKS }));

/** Who may issue certificates for a host, and who issued the one it shows. */
export const CaaRecords = defineEvidence(
  'caa-records',
  z.object({ host: z.string(), looks: LOOKS, issuer: z.string() }),
);

/** Where mail to the sending domain goes, and how it is protected on the way. */
export const MailServers = defineEvidence('mail-servers', z.object({ domain: z.string(), looks: LOOKS }));
