/** Types of the part of EJS 7 that the register uses. The package has no types. */
declare module 'ejs' {
  export type CompileOptions = {
    filename: string
    /** Base folder of include paths with a leading slash. Once compiled, such includes do not access the disk. */
    root: string
    cache: boolean
    strict: boolean
    _with: boolean
    destructuredLocals: readonly string[]
    escape: (value: unknown) => string
  }
  export type Template = (locals: Readonly<Record<string, unknown>>) => string
  const ejs: { compile(source: string, options: CompileOptions): Template }
  export default ejs
}
