/** The part of EJS 7 that we use; the package ships no types. */
declare module 'ejs' {
  export type CompileOptions = {
    filename: string
    /** Folder that an include path with a leading slash starts from. Such includes touch no disk once compiled. */
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
