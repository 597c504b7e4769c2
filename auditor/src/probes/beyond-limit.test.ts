import { expect, test } from 'vitest';
import { TargetSchema } from '../core/target.ts';
import { operationOf } from '../io/rehearsal.ts';
import { planned, type Probe } from '../io/probe.ts';
import { THRESHOLDS } from '../profiles/thresholds.ts';
import { inputOversized } from './input-oversized.ts';
import { tenantSelector } from './tenant-selector.ts';

const KINDS = ['notes', 'tasks', 'labels'];
const body = {
  contentType: 'application/json',
  schema: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
};
const operations = KINDS.flatMap((kind) => {
  const parameters = [{ name: 'id', in: 'path' as const, required: true, schema: { type: 'string' } }];
  return [
    operationOf(`POST /${kind}`, { body }),
    operationOf(`GET /${kind}`),
    operationOf(`GET /${kind}/{id}`, { parameters }),
    operationOf(`DELETE /${kind}/{id}`, { parameters }),
  ];
});

function plan(probe: Probe, limits: object) {
  const target = TargetSchema.parse({
    schema: 1,
    app: 'https://app.acme.test',
    consent: 'owner',
    identities: { ana: { tenant: 'acme', bearer: '${ANA}' }, bea: { tenant: 'globex', bearer: '${BEA}' } },
    limits,
  });
  return planned(probe, { target, operations, texts: {}, thresholds: THRESHOLDS });
}

test.each<[string, Probe]>([
  ['naming a tenant', tenantSelector],
  ['oversized input', inputOversized],
])('%s on some routes only says how many are left', (_, probe) => {
  const some = plan(probe, { routes: 2 });
  expect(some.leftOut.map(({ because, add }) => [because, add])).toEqual([
    ['it was asked on 2 routes, and 1 more would answer to it', 'limits: { routes: 3 }'],
  ]);
  const all = plan(probe, {});
  expect(all.leftOut).toEqual([]);
  expect(all.cells.length).toBeGreaterThan(some.cells.length);
});
