/**
 * Memoises a function of an immutable object, such as a cached register or one of its pupils. The result is kept as
 * long as the object itself.
 */
export function memoiseByObject<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const kept = new WeakMap<Of, { made: Made }>()
  return (of) => {
    const before = kept.get(of)
    if (before) return before.made
    const made = make(of)
    kept.set(of, { made })
    return made
  }
}
