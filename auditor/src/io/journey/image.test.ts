import { expect, test } from 'vitest';
import { imageHead } from './image.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000005000000032008060000', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a46494600010101004800480000ffc400030affc0001108034c0186030122', 'hex');

test.each([
  ['PNG', PNG, { extension: 'png', width: 1280, height: 800 }],
  ['JPEG', JPEG, { extension: 'jpg', width: 390, height: 844 }],
  ['text', Buffer.from('<svg width="10" height="10"></svg>'), undefined],
  ['half a JPEG', JPEG.subarray(0, 20), undefined],
  ['nothing', Buffer.alloc(0), undefined],
])('%s', (_, bytes, head) => {
  expect(imageHead(bytes)).toEqual(head);
});
