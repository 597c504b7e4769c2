import { fillFields, fillTemplate } from '../intake/fill-template.ts';
import type { AskBody } from './lane.ts';

/** What the placeholders of one account stand for; a name without a value stays as it is. */
interface AccountSecrets {
  readonly password: string | undefined;
  readonly newPassword: string | undefined;
  readonly refreshToken: string | undefined;
}

/** Puts an account's secrets, as placeholders of the vault, where a body asks for them. */
export function fillSecrets(body: AskBody, secrets: AccountSecrets): AskBody {
  const values = Object.fromEntries(
    Object.entries(secrets).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  switch (body.kind) {
    case 'json':
      return { ...body, json: fillTemplate(body.json, values) };
    case 'form':
      return { ...body, fields: fillFields(body.fields, values) };
    case 'text':
    case 'multipart':
      return body;
  }
}
