import { analyseDkim } from '../domain/dkim.ts';
import { analyseDmarc } from '../domain/dmarc.ts';
import { analyseSpf } from '../domain/spf.ts';
import { DkimRecords, DmarcRecords, SpfRecords } from '../evidence/domain-records.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { askFor } from './domain/ask.ts';
import { senderOf, withoutDomain, type Sender } from './domain/places.ts';

/** Most questions to the resolver, by what they are about. */
const MOST = { spf: 90, dkim: 60, dmarc: 30 };

/** Asks DNS who may send the product's mail, and how it is signed. */
export const mailDomain: Probe = {
  id: 'mail-domain',
  yields: [SpfRecords.kind, DkimRecords.kind, DmarcRecords.kind],
  plan(context) {
    const sender = senderOf(context);
    if (sender === undefined) {
      const kinds = [SpfRecords, DkimRecords, DmarcRecords];
      return { cells: [], leftOut: kinds.map(({ kind }) => withoutDomain(kind, 'the mail domain')) };
    }
    const { envelope } = sender.mail ?? {};
    const spfDomains = [...new Set([sender.domain, ...(envelope === undefined ? [] : [envelope])])];
    const cells = [
      ...spfDomains.map((domain) => spfCell(domain)),
      cell('dkim', sender.domain, 'how are its mails signed?', DkimRecords.kind, (lane) =>
        dkim(lane, sender),
      ),
      cell('dmarc', sender.domain, 'what happens to forged mail?', DmarcRecords.kind, (lane) =>
        dmarc(lane, sender),
      ),
    ];
    return { cells, leftOut: [] };
  },
};

function cell(
  part: keyof typeof MOST,
  domain: string,
  question: string,
  kind: string,
  run: (lane: Lane) => Promise<CellResult>,
): RunnableCell {
  return {
    id: `mail-domain/${part}/${domain}`,
    probe: 'mail-domain',
    title: `${domain}: ${question}`,
    identities: [],
    phase: 'passive',
    effect: 'read',
    cost: { requests: MOST[part], tokens: 0, mails: 0 },
    yields: [kind],
    run,
  };
}

function spfCell(domain: string): RunnableCell {
  return cell('spf', domain, 'who may send its mail?', SpfRecords.kind, async (lane) => {
    const looks = await askFor(lane, MOST.spf, (zone) => analyseSpf(domain, zone));
    return gathered(SpfRecords.of({ domain, looks }));
  });
}

async function dkim(lane: Lane, { domain, selectors }: Sender): Promise<CellResult> {
  const looks = await askFor(lane, MOST.dkim, (zone) => analyseDkim(domain, selectors, zone));
  return gathered(DkimRecords.of({ domain, selectors: [...selectors], looks }));
}

async function dmarc(lane: Lane, { domain, mail }: Sender): Promise<CellResult> {
  const looks = await askFor(lane, MOST.dmarc, (zone) => analyseDmarc(domain, zone));
  if (mail === undefined) return gathered(DmarcRecords.of({ domain, looks }));
  const { envelope, signatures } = mail;
  const shown = { signatures: [...signatures], ...(envelope === undefined ? {} : { envelope }) };
  return gathered(DmarcRecords.of({ domain, looks, mail: shown }));
}
