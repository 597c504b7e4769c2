import type { Kit } from '../kit.ts';

/** The records for a domain whose own servers (MX) send its mail, to begin with. */
const zone = (
  domain: string,
) => `; Mail records of ${domain}. Compare with what is there: a name has ONE SPF record and ONE DMARC record.
; SPF: who may send. \`mx\` are the servers that receive your mail; put your provider's own include: in its place.
${domain}. 3600 IN TXT "v=spf1 mx ~all"
; DMARC: what receivers do with mail that is not yours. Two weeks of reports first, then p=quarantine, then p=reject.
_dmarc.${domain}. 3600 IN TXT "v=DMARC1; p=none; rua=mailto:dmarc-reports@${domain}"
; Who may issue certificates.
${domain}. 3600 IN CAA 0 issue "letsencrypt.org"
`;

export const dnsMail: Kit = {
  id: 'dns-mail',
  title: 'Mail of your domain is told from mail in its name',
  explanation:
    'Records for SPF, DMARC and CAA. DKIM is missing on purpose: its key is made by your provider, who also says under which name it goes. The SPF record allows your own mail servers only: with a provider such as Postmark, SES or Google, put its include: in, or your mail is marked as foreign. CAA names Let’s Encrypt: if another authority issues your certificates, name that one, or they are not renewed.',
  undo: 'Put the old records back; resolvers forget the new ones after an hour (3600 seconds).',
  frameworks: 'any',
  recipe: ({ domain }) => ({
    files: [{ path: `dns/${domain}.zone`, text: zone(domain) }],
    wiring: [
      'Ask your mail provider for its SPF include and its DKIM record, and put both into the file.',
      'Enter the records at the company that runs your DNS. Nothing of this file is sent anywhere.',
      'Read the reports for two weeks, and then change p=none to p=quarantine. Until then, foreign mail still passes.',
      'Look again: `npx launch-ready check <domain>`.',
    ],
    tried: 'run by a test',
    triedHow:
      'A domain whose name server had neither record was audited, got these, and was audited again: SPF and DMARC were red before and are valid after, with the advice to tighten p=none. CAA was not tried.',
  }),
};
