// The simulation's cryptography keeps what the kernel is promised by the real one.
import { expect, it } from 'vitest';
import { createQuickCrypto } from './quick-crypto.ts';

it('opens what was sealed under the same key for the same place, and nothing else', () => {
  const { seal, open } = createQuickCrypto();
  const sealed = seal('key', 'place', '某某');
  expect(open('key', 'place', sealed)).toBe('某某');
  expect(open('other', 'place', sealed)).toBeUndefined();
  expect(open('key', 'elsewhere', sealed)).toBeUndefined();
  expect(open('key', 'place', `${sealed}AAAA`)).toBeUndefined();
});

it('knows its own marks of events, and draws no chance twice', () => {
  const { eventMac, eventMacHolds, hmac, random } = createQuickCrypto();
  expect(eventMacHolds('text', eventMac('text'))).toBe(true);
  expect(eventMacHolds('texts', eventMac('text'))).toBe(false);
  expect(hmac('key', 'text')).not.toBe(hmac('other', 'text'));
  expect(random(16)).not.toBe(random(16));
  expect(random(16)).toHaveLength(22);
});
