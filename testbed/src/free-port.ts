import { createServer } from 'node:net';
import * as z from 'zod';

const AddressSchema = z.object({ port: z.number() });

/** A port of the loopback on which nobody listens now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = AddressSchema.parse(server.address());
      server.close(() => resolve(port));
    });
  });
}
