import { stringsIn } from '../core/target/words.ts';
import type { Json } from '../core/operation.ts';
import type { Target } from '../core/target.ts';
import type { Explanation } from './explain.ts';
import { PLACEHOLDERS } from './placeholders.ts';
import { didYouMean, editDistance } from './suggest.ts';

/** What only shows when sections are read together. */
export interface Remark extends Explanation {
  readonly level: 'error' | 'notice';
}

/** Names that are used in one section and should be known from another, and sections that contradict each other. */
export function crossCheck(target: Target, json: Json): readonly Remark[] {
  return [
    ...unknownIdentities(target),
    ...unknownTenants(target, json),
    ...unknownAudiences(target, 'roles', 'role'),
    ...unknownAudiences(target, 'tiers', 'tier'),
    ...unknownPlaceholders(json),
    ...unfilledChatPaths(target),
    ...missingAddresses(target, json),
    ...contradictedAbsences(target),
    ...missingConsent(target),
  ];
}

function error(path: Explanation['path'], at: Explanation['at'], message: string): Remark {
  return { level: 'error', path, at, message };
}

function unknownIdentities({ identities, routes, chat }: Target): readonly Remark[] {
  const known = Object.keys(identities);
  const unknown = (name: string) =>
    `"${name}" is not one of the identities.${didYouMean(name, known) || ` Known: ${known.join(', ') || 'none'}.`}`;
  const recordings = Object.keys(routes.har)
    .filter((name) => !known.includes(name))
    .map((name) => error(['routes', 'har', name], 'key', `routes.har: ${unknown(name)}`));
  const named = [
    { place: 'instructions', name: chat?.instructions?.as },
    { place: 'budget', name: chat?.budget?.as },
  ];
  const strangers = named.flatMap(({ place, name }) =>
    name === undefined || known.includes(name)
      ? []
      : [error(['chat', place, 'as'], 'value', `chat.${place}.as: ${unknown(name)}`)],
  );
  return [...recordings, ...strangers];
}

/** Once tenants are listed, a label that is not among them is a slip of the pen. */
function unknownTenants({ identities }: Target, json: Json): readonly Remark[] {
  const known = Object.keys(objectAt(json, 'tenants'));
  if (known.length === 0) return [];
  return Object.entries(identities).flatMap(([name, { tenant }]) => {
    if (tenant === undefined || known.includes(tenant)) return [];
    const guess = didYouMean(tenant, known) || ' Add it under tenants.';
    return error(
      ['identities', name, 'tenant'],
      'value',
      `tenant "${tenant}" of ${name} is not listed under tenants.${guess}`,
    );
  });
}

/** A role nobody here has may exist all the same; one that nearly matches is a slip of the pen. */
function unknownAudiences(
  target: Target,
  section: 'roles' | 'tiers',
  field: 'role' | 'tier',
): readonly Remark[] {
  const known = [...new Set(Object.values(target.identities).flatMap((identity) => identity[field] ?? []))];
  const told = new Set<string>();
  return Object.entries(target.expect[section]).flatMap(([pattern, names]) =>
    names.flatMap((name, index): Remark | readonly Remark[] => {
      if (known.includes(name)) return [];
      const path = ['expect', section, pattern, index];
      // One edit only: "auditor" and "editor" are two roles, "amdin" is none.
      const guess = name.length < 4 ? undefined : known.find((one) => editDistance(one, name) === 1);
      if (guess !== undefined) {
        return error(path, 'value', `no identity has the ${field} "${name}". Did you mean "${guess}"?`);
      }
      if (told.has(name)) return [];
      told.add(name);
      const message = `no identity has the ${field} "${name}", so it cannot be shown that it may pass`;
      return { level: 'notice', path, at: 'value', message };
    }),
  );
}

function unknownPlaceholders(json: Json): readonly Remark[] {
  const known = Object.keys(PLACEHOLDERS);
  return stringsIn(json).flatMap(({ path, text }) =>
    [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].flatMap(([whole, name = '']) => {
      if (whole === `{{${name}}}` && known.includes(name)) return [];
      const guess = didYouMean(name, known) || ` Known: ${known.join(', ')}.`;
      return error(path, 'value', `${whole} is not filled in by launch-ready.${guess}`);
    }),
  );
}

/** Paths of the chat section can only be filled with ids that the auditor has seen. */
function unfilledChatPaths({ chat, tenancy }: Target): readonly Remark[] {
  if (chat === undefined) return [];
  const paths: readonly (readonly [
    key: readonly string[],
    path: string | undefined,
    also: readonly string[],
  ])[] = [
    [['create', 'post'], chat.create?.post, []],
    [['send'], chat.send.path, chat.create === undefined ? [] : ['conversation']],
    [['history'], chat.history?.path, ['conversation']],
    [['remove'], chat.remove, ['conversation']],
    [['upload', 'post'], chat.upload?.post, ['conversation']],
    [['upload', 'ready', 'get'], chat.upload?.ready?.get, ['file', 'conversation']],
    [['upload', 'remove'], chat.upload?.remove, ['file', 'conversation']],
  ];
  const tenantKey = tenancy?.by === 'path' && tenancy.name !== undefined ? [tenancy.name] : [];
  return paths.flatMap(([key, path, also]) =>
    [...(path ?? '').matchAll(/\{([^{}]+)\}/g)].flatMap(([whole, name = '']) => {
      const known = [...also, ...tenantKey];
      if (known.includes(name)) return [];
      const add =
        name === 'conversation' ? ' Add chat.create, which yields its id.' : didYouMean(name, known);
      return error(
        ['chat', ...key],
        'value',
        `chat.${key.join('.')} holds ${whole}, which nothing fills in.${add}`,
      );
    }),
  );
}

const BELOW_API = ['whoami', 'logout', 'signup', 'password', 'chat', 'webhooks'] as const;

function missingAddresses({ app, api, journeys }: Target, json: Json): readonly Remark[] {
  const remarks: Remark[] = [];
  if (api === undefined) {
    const needs = BELOW_API.find((key) => key in objectAt(json));
    if (needs !== undefined)
      remarks.push(error([needs], 'key', `${needs} needs an address: add "api" (or "app")`));
  }
  if (app === undefined && Object.keys(journeys).length > 0) {
    remarks.push(error(['journeys'], 'key', 'journeys need an address: add "app"'));
  }
  return remarks;
}

function contradictedAbsences(target: Target): readonly Remark[] {
  const { absent, chat, mail, signup, webhooks, repo, domain } = target;
  const present = { chat, mail, signup, webhooks, repo, domain, uploads: chat?.upload, tools: chat?.tools };
  return Object.entries(present).flatMap(([key, section]) => {
    if (section === undefined || !Object.hasOwn(absent, key)) return [];
    return error(
      ['absent', key],
      'key',
      `absent.${key} says that there is none, but this file describes it; remove one`,
    );
  });
}

function missingConsent({ consent, identities }: Target): readonly Remark[] {
  if (consent !== undefined || Object.keys(identities).length === 0) return [];
  const message = 'consent is missing: launch-ready only looks from outside until you add "consent: owner"';
  return [{ level: 'notice', path: ['identities'], at: 'key', message }];
}

function objectAt(json: Json, key?: string): Readonly<Record<string, Json>> {
  if (json === null || typeof json !== 'object' || isList(json)) return {};
  if (key === undefined) return json;
  return objectAt(json[key] ?? null);
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
