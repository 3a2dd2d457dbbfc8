/**
 * Types of the one WebAssembly function used here. Node has it, but TypeScript types it only in its browser library.
 */
declare namespace WebAssembly {
  function instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, unknown>>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>
}
