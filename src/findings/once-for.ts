/**
 * A function of something that never changes, such as a kept register or one of its pupils: carried out once for each, and
 * what it gave is kept as long as that is.
 */
export function onceFor<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const kept = new WeakMap<Of, { made: Made }>()
  return (of) => {
    const before = kept.get(of)
    if (before) return before.made
    const made = make(of)
    kept.set(of, { made })
    return made
  }
}
