import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CLAIM_IDS } from '../core/claims.ts';
import { rehearse } from '../io/rehearsal.ts';
import { attestation } from './attestation.ts';
import { handoverPapers } from './handover-papers.ts';

const folder = mkdtempSync(join(tmpdir(), 'launch-ready-attested-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'vendors.md'), '- model provider: Mara\n- mail: Jon\n');
utimesSync(join(folder, 'vendors.md'), new Date('2026-11-01'), new Date('2026-11-01'));

it('reads a word with the files that it speaks of, and asks for the others', async () => {
  const { evidence, leftOut, requests } = await rehearse({
    probe: attestation,
    serve: () => undefined,
    operations: [],
    folder,
    target: {
      attested: {
        'vendor-list': {
          by: 'Mara Lind',
          on: '2026-11-20',
          evidence: 'vendors.md',
          about: ['vendors.md', 'gone.md'],
        },
        'ticket-load': {
          by: 'Jon Berg',
          on: '2026-11-20',
          evidence: 'the support inbox',
          customers: 40,
          tickets: 1,
        },
      },
    },
  });
  expect(requests).toBe(0);
  expect(leftOut).toHaveLength(CLAIM_IDS.length - 2);
  expect(evidence).toMatchObject([
    {
      origin: 'attested',
      data: {
        claim: 'vendor-list',
        until: '2027-02-18',
        holds: true,
        shown: { kind: 'found', changedOn: '2026-11-01' },
        about: [{ kind: 'found' }, { kind: 'missing' }],
      },
    },
    { origin: 'attested', data: { claim: 'ticket-load', figures: { customers: 40, tickets: 1 } } },
  ]);
  expect(evidence[1]?.data).not.toHaveProperty('shown');
});

it('reads the checklists that the file names', async () => {
  const { evidence } = await rehearse({
    probe: handoverPapers,
    serve: () => undefined,
    operations: [],
    folder,
    target: { handover: { incident: 'vendors.md', keyRotation: 'gone.md' } },
  });
  expect(evidence).toMatchObject([
    {
      origin: 'observed',
      data: {
        papers: [
          { checklist: 'incident', paper: { kind: 'found', steps: 2 } },
          { checklist: 'keyRotation', paper: { kind: 'missing' } },
        ],
      },
    },
  ]);
});
