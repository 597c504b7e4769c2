import { expect, it } from 'vitest';
import { rehearse, type Reply } from '../io/rehearsal.ts';
import { auditTrail as check } from '../checks/logging/audit-trail.ts';
import { AuditTrail } from '../evidence/audit-trail.ts';
import { auditTrail } from './audit-trail.ts';

const SPEC = {
  list: 'GET /trail',
  as: 'ana',
  act: { post: '/badges', json: { title: '{{text}}' }, remove: '/badges/{id}' },
};

/** A product whose trail notes what `note` makes of it. */
async function audited(note: (id: string) => string | undefined, trail?: () => Reply) {
  const notes = ['began'];
  const badges = new Set<string>();
  const result = await rehearse({
    probe: auditTrail,
    operations: [],
    target: { auditTrail: SPEC, identities: { ana: { bearer: '${ANA}' } } },
    serve: ({ method, path }) => {
      if (path === '/trail') return trail?.() ?? { body: { entries: notes } };
      if (method === 'DELETE') {
        badges.delete(path.slice('/badges/'.length));
        return { status: 204 };
      }
      const id = `badge-${badges.size + 7}`;
      badges.add(id);
      const text = note(id);
      if (text !== undefined) notes.push(text);
      return { status: 201, body: { id } };
    },
  });
  const evidence = result.evidence.filter((one) => one.kind === AuditTrail.kind);
  return { ...result, badges, verdict: check.judge({ trail: { evidence, missing: [] } }) };
}

it('finds what was done in the trail, and takes it back', async () => {
  const { verdict, badges, leftBehind, requests, planned } = await audited((id) => `ana made ${id}`);
  expect(verdict.status).toBe('pass');
  expect(badges.size).toBe(0);
  expect(leftBehind).toEqual([]);
  expect(requests).toBeLessThanOrEqual(planned);
});

it('proves that an act left no note', async () => {
  const { verdict } = await audited(() => undefined);
  expect(verdict.status).toBe('fail');
});

it('does not take a page for a trail', async () => {
  const { verdict } = await audited(
    () => undefined,
    () => ({ body: '<!doctype html><p>Sign in</p>' }),
  );
  expect(verdict.status).toBe('unproven');
});
