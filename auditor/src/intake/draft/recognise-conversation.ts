import type { Json, Operation } from '../../core/operation.ts';
import { leavesOf } from '../discovery/leaves.ts';
import { formatJsonPath } from '../json-path.ts';
import { isObject, objectOf } from '../json.ts';
import { shapeOf } from '../path-template.ts';
import type { Recording } from '../recording/recorded.ts';
import { answersTo } from './recognise.ts';

/** A conversation that a message names in its body, and the operations that begin, show and end one. */
export interface NamedConversation {
  /** The field of the message. */
  readonly field: string;
  readonly create: { readonly [key: string]: Json };
  readonly history?: string;
  readonly remove?: string;
}

const FIELD = /^(?:id|(?:chat|conversation|thread|session)_?id)$/i;
const COLLECTION = /\/(?:chats?|conversations?|threads?|(?:chat[-_]?)?sessions?)$/i;

/** Found where a recorded message names by its field what another operation had answered with as the id of what it made. */
export function conversationNamed(
  send: Operation,
  operations: readonly Operation[],
  recordings: readonly Recording[],
): NamedConversation | undefined {
  const makers = operations.filter(
    (one) => one.method === 'POST' && one.id !== send.id && COLLECTION.test(one.path),
  );
  for (const { exchanges } of recordings) {
    for (const [field, value] of exchanges
      .filter((one) => one.path === send.path && one.method === 'POST')
      .flatMap(namesIn)) {
      for (const maker of makers) {
        const id = answersTo(maker, recordings)
          .flatMap((one) => leavesOf(one.answer?.json))
          .find((leaf) => /^_?id$|uuid$/i.test(leaf.name) && leaf.value === value);
        if (id !== undefined) return around(field, maker, formatJsonPath(id.keys), operations);
      }
    }
  }
  return undefined;
}

function namesIn({ body }: Recording['exchanges'][number]): readonly (readonly [string, string])[] {
  return Object.entries(objectOf(body?.json)).flatMap(
    ([name, value]): readonly (readonly [string, string])[] =>
      FIELD.test(name) && (typeof value === 'string' || typeof value === 'number')
        ? [[name, String(value)]]
        : [],
  );
}

function around(
  field: string,
  maker: Operation,
  id: string,
  operations: readonly Operation[],
): NamedConversation {
  const object = `${maker.path}/{conversation}`;
  const has = (method: string, path: string) =>
    operations.some((one) => one.method === method && shapeOf(one.path) === shapeOf(path));
  const shows = [`${object}/messages`, object].find((path) => has('GET', path));
  const json = maker.body?.example;
  return {
    field,
    create: {
      post: maker.path,
      ...(isObject(json) && Object.keys(json).length > 0 ? { json } : {}),
      ...(id === '$.id' ? {} : { id }),
    },
    ...(shows === undefined ? {} : { history: `GET ${shows}` }),
    ...(has('DELETE', object) ? { remove: object } : {}),
  };
}
