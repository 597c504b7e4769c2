import { describe, expect, it } from 'vitest';
import type { JsonSchema, Operation } from '../../core/operation.ts';
import { inferResources } from '../../intake/resources.ts';
import { chosenIdField, withChosenId } from './chosen-id.ts';

const text: JsonSchema = { type: 'string' };

function fieldIn(properties: { readonly [name: string]: JsonSchema }): readonly string[] | undefined {
  const creator: Operation = {
    id: 'POST /chats/{chatId}/messages',
    method: 'POST',
    path: '/chats/{chatId}/messages',
    parameters: [],
    body: { contentType: 'application/json', schema: { type: 'object', properties } },
    declared: 'protected',
    destructive: false,
    costly: false,
    mails: false,
    source: 'openapi',
  };
  const read: Operation = {
    ...creator,
    id: 'GET',
    method: 'GET',
    path: '/chats/{chatId}/messages/{messageId}',
  };
  const { resources } = inferResources([creator, read]);
  const message = resources.find((one) => one.name === 'message');
  return message === undefined ? undefined : chosenIdField(creator, message);
}

describe('the field by which a client chooses an id', () => {
  it.each([
    ['its own id', { id: text, text }, ['id']],
    ['an id by name', { text, messageId: text }, ['messageId']],
    ['an id inside the object', { message: { type: 'object', properties: { id: text } } }, ['message', 'id']],
    ['none', { text }, undefined],
    ['the id of something else', { text, fileId: text }, undefined],
    ['the id of something else inside', { author: { type: 'object', properties: { id: text } } }, undefined],
    ['what the server alone sets', { id: { ...text, readOnly: true }, text }, undefined],
  ] as const)('finds %s', (_, properties, expected) => {
    expect(fieldIn(properties)).toEqual(expected);
  });

  it('puts the id where the field is, and leaves the rest', () => {
    const body = { kind: 'json', json: { message: { text: 'a' }, mode: 'fast' } } as const;
    expect(withChosenId(body, ['message', 'id'], '7')).toEqual({
      kind: 'json',
      json: { message: { text: 'a', id: '7' }, mode: 'fast' },
    });
    expect(withChosenId({ kind: 'form', fields: {} }, ['id'], '7')).toBeUndefined();
  });
});
