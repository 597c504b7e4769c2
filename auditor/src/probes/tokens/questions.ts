import type { EvidenceKind } from '../../core/evidence.ts';
import type { Target } from '../../core/target.ts';
import {
  ConfusedKeyToken,
  ExpiredToken,
  OwnKeyToken,
  TamperedToken,
  UnsignedToken,
  WeaklySignedToken,
  type ForgedTokenData,
} from '../../evidence/forged-token.ts';
import type { Person } from '../../evidence/seen.ts';
import type { Forgery } from '../../io/lane.ts';
import type { Model } from '../access/model.ts';

/** A forgery, as reports call it. */
export interface Named {
  readonly name: string;
  readonly forgery: Forgery;
}

/** What is asked of tokens that must be refused. */
export interface Question {
  readonly kind: EvidenceKind<ForgedTokenData>;
  readonly title: string;
  readonly forgeries: (model: Model, person: Person) => readonly Named[];
  /** The question is which key is believed: that one is looked at at all is a control. */
  readonly aboutKeys?: true;
  /** Also with every key that the product publishes. */
  readonly withKeys?: true;
}

/** Every question, in the order of the plan. */
export const QUESTIONS: readonly Question[] = [
  {
    kind: ExpiredToken,
    title: 'an expired token',
    forgeries: () => [{ name: 'expired', forgery: { kind: 'expired' } }],
  },
  {
    kind: UnsignedToken,
    title: 'an unsigned token',
    forgeries: () =>
      ['none', 'None', 'NONE', 'nOnE'].map((spelling) => ({
        name: `alg ${spelling}`,
        forgery: { kind: 'alg-none', spelling },
      })),
  },
  {
    kind: TamperedToken,
    title: 'a changed token',
    forgeries: (model, person) => [
      { name: 'payload changed after signing', forgery: { kind: 'payload-changed' } },
      ...changedClaims(model, person),
      { name: 'signature cut off', forgery: { kind: 'signature-stripped' } },
      { name: 'signature changed', forgery: { kind: 'signature-altered' } },
    ],
  },
  {
    kind: WeaklySignedToken,
    title: 'a token signed with a well-known secret',
    forgeries: () => [{ name: 'well-known secret', forgery: { kind: 'weak-secret' } }],
  },
  {
    kind: ConfusedKeyToken,
    title: 'a token signed with the public key as a secret',
    forgeries: () => [],
    aboutKeys: true,
    withKeys: true,
  },
  {
    kind: OwnKeyToken,
    title: 'a token that names its own key',
    aboutKeys: true,
    forgeries: ({ target }) => [
      { name: 'key brought along (jwk)', forgery: { kind: 'own-key', by: 'jwk' } },
      ...(isLocal(target)
        ? [{ name: 'key fetched from us (jku)', forgery: { kind: 'own-key', by: 'jku' } as const }]
        : []),
      { name: 'an empty file as the key (kid)', forgery: { kind: 'empty-key' } },
    ],
  },
];

/** The role, the tenant and the subject of the token, each changed to somebody else's. */
function changedClaims({ target }: Model, person: Person): readonly Named[] {
  const others = Object.entries(target.identities).filter(([name]) => name !== person.name);
  const stranger = others.find(([, one]) => one.tenant !== person.tenant)?.[0];
  const other = stranger ?? others[0]?.[0];
  const roles = others.flatMap(([, one]) => one.role ?? []).filter((role) => role !== person.role);
  const value = roles.find((role) => /owner|admin/i.test(role)) ?? 'admin';
  const role = { name: 'role changed after signing', claim: { names: 'role', value } } as const;
  const tenant =
    stranger === undefined
      ? []
      : [{ name: 'tenant changed after signing', claim: { names: 'tenant', of: stranger } } as const];
  const subject =
    other === undefined
      ? []
      : [{ name: 'subject changed after signing', claim: { names: 'subject', of: other } } as const];
  return [role, ...tenant, ...subject].map(({ name, claim }) => ({
    name,
    forgery: { kind: 'payload-changed', claim },
  }));
}

/** Only a product on this machine can fetch a key from us. */
function isLocal({ api, app }: Target): boolean {
  const { hostname } = new URL(api ?? app ?? 'http://localhost');
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
