import { describe, expect, test } from 'vitest';
import { idShape } from './id-shapes.ts';

describe('ids by their looks', () => {
  test.for<[value: string, shape: string | undefined]>([
    ['42', 'integer'],
    ['5f0c1f5e-6d3a-4c1b-9a57-1d2c3b4a5e6f', 'uuid'],
    ['01ARZ3NDEKTSV4RRFFQ69G5FAV', 'ulid'],
    ['507f1f77bcf86cd799439011', 'objectid'],
    ['cjld2cjxh0000qzrmn831i7rn', 'cuid'],
    ['tz4a98xxat96iws9zmbrgj3a', 'nanoid'],
    ['0ujtsYcgvSTl8PAuAdqWYSMnLOv', 'ksuid'],
    ['V1StGXR8_Z5jdHi6B-myT', 'nanoid'],
    ['msg_01H8XGJWBWBAQ4', 'prefixed'],
    ['9f86d081', 'hex'],
    ['{{secret:ana:3}}', 'secret'],
    ['settings', undefined],
    ['v1', undefined],
    ['oauth2', undefined],
    ['oauth2-callback', undefined],
    ['reset-password', undefined],
    ['two_factor_auth', undefined],
    ['report-2026-summary', undefined],
    ['acme-labs', undefined],
    ['me', undefined],
    ['graphql', undefined],
    ['', undefined],
  ])('%s: %s', ([value, shape]) => {
    expect(idShape(value)).toBe(shape);
  });
});
